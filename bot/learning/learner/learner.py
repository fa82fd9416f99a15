"""A learner as a person: who they are, and how they want to be taught."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

NOBODY = frozenset({136817688, 777000, 1087968824})
"""Ids that stand for no person: a channel that writes in a group, Telegram itself, an anonymous admin.
Source: https://core.telegram.org/bots/api#message (`sender_chat`)"""


SESSION_SIZE = 20
"""Cards of a session, unless the learner wishes otherwise."""

SESSION_SIZES = (5, 10, 20, 30, 50)
"""What can be wished."""


class Pictures(StrEnum):
    """How a learner wants a section's picture."""

    SHOWN = "shown"
    DESCRIBED = "described"
    """The picture, and in words below it."""
    WORDS = "words"
    """In words only: saves data."""


class Theme(StrEnum):
    """The colours of what is drawn for a learner."""

    LIGHT = "light"
    DARK = "dark"


Languages = tuple[str | None, ...]
"""Codes as Telegram writes them ("de", "pt-br"), the best first; None or empty where there is none."""


@dataclass(frozen=True)
class Person:
    """Who sent an update, as Telegram tells it. `language_code`: empty where it is not told; `language`: the
    one that they chose here, as in Learner."""

    id: int
    first_name: str
    language_code: str = ""
    language: str | None = None

    @property
    def languages(self) -> Languages:
        """Those to speak to them in, the best first."""
        return self.language, self.language_code


@dataclass(frozen=True)
class Learner:
    """A person who is known. `course_id` is the course they were last in; `announcements`: whether they want
    them; `time_zone`: a name of the IANA database, once they have told it; `weeks`: whether the weeks with
    practice are counted for them; `session_size`: how many cards of review they want in a row;
    `reminder_offer`: the key of the lesson at whose end reminders were offered, None before that, empty once
    it was answered; `language`: the one they chose to be spoken to in, None: as in Telegram;
    `course_language`: that of their course, for who speaks no language that the bot does."""

    id: int
    first_name: str
    language_code: str
    pictures: Pictures
    course_id: str | None
    seen_at: datetime
    announcements: bool = True
    time_zone: str | None = None
    theme: Theme = Theme.LIGHT
    weeks: bool = True
    session_size: int = SESSION_SIZE
    reminder_offer: str | None = None
    language: str | None = None
    course_language: str | None = None

    @property
    def languages(self) -> Languages:
        """Those to speak to them in, the best first."""
        return self.language, self.language_code, self.course_language

    @property
    def reads(self) -> Languages:
        """Those that they read courses in, the best first."""
        return self.language, self.language_code
