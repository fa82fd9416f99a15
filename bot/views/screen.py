"""What one message shows, as plain values."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from bot.course.model import Picture
from bot.views.words import Words, words_for

__all__ = ["Button", "ButtonStyle", "Drawing", "LinkButton", "Picture", "Row", "Screen"]


def not_known() -> Words:
    """For a reader whose language is not known."""
    return words_for(None)


class ButtonStyle(Enum):
    """What a button means, in Telegram's words: https://core.telegram.org/bots/api#inlinekeyboardbutton"""

    PLAIN = ""
    ONWARD = "primary"
    """The way on."""
    DESTROYS = "danger"
    """Cannot be taken back."""


@dataclass(frozen=True)
class Button:
    """Does something in the chat when pressed: `data` is what `buttons.pack` made."""

    label: str
    data: str
    style: ButtonStyle = ButtonStyle.PLAIN


@dataclass(frozen=True)
class LinkButton:
    """Opens a page."""

    label: str
    url: str


Row = tuple[Button | LinkButton, ...]


@dataclass(frozen=True)
class Drawing:
    """A picture for one learner alone, drawn when Telegram does not have it yet; the screen's text says all
    that it shows, and begins with its `description`. `subject`: of those of one subject, the newest is
    remembered. `kept`: it may be."""

    svg: str
    description: str
    learner_id: int
    subject: str
    kept: bool = True

    @cached_property
    def digest(self) -> str:
        return hashlib.sha256(self.svg.encode()).hexdigest()


@dataclass(frozen=True)
class Screen:
    """`text` is Telegram HTML. Where it is too long for the picture's caption or for one message, it goes out
    as several, of which the last has the buttons. `apart`: the picture goes out before the text in any case.
    `author`: for whoever can mend the picture, and is told why where it cannot be shown. `words`: for what
    has to be said in place of something that Telegram refuses. `needs_buttons`: it is of no use to anybody
    without."""

    text: str
    rows: tuple[Row, ...] = field(default=())
    picture: Picture | Drawing | None = None
    author: bool = False
    apart: bool = False
    words: Words = field(default_factory=not_known)
    needs_buttons: bool = False
