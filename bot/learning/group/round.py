"""A round: one question asked in a group, and what its members answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from bot.course.model import Option, Question
from bot.learning.group.group import Style
from bot.learning.group.leaderboard import Name
from bot.learning.learner.grade import Verdict, grade

UNHEARD = 0
"""Instead of the id of a round's message: Telegram did not tell whether it is in the chat, and it is not sent
again. Where it is, its buttons work, and the result comes as a new message; a poll's votes go by its id and
cannot be counted. If nobody has answered when its time is over, the question counts as not asked, and comes
again in its turn."""


@dataclass(frozen=True)
class Round:
    """`options` are the ids in the order in which they were shown, `wording` is the question's of then, ""
    where that is not known. Without a message it has yet to go out."""

    group_key: str
    number: int
    course_id: str
    question_id: str
    options: tuple[str, ...]
    style: Style
    opened_at: datetime
    closes_at: datetime
    message_id: int | None = None
    poll_id: str | None = None
    closed_at: datetime | None = None
    wording: str = ""

    def asks(self, question: Question) -> bool:
        """Whether this is the question that was shown: a course may have been published since."""
        return self.wording in ("", question.wording)


@dataclass(frozen=True)
class Given:
    """A learner's answer in a round."""

    learner_id: int
    chosen: frozenset[str]
    right: bool
    at: datetime


@dataclass(frozen=True)
class Tally:
    """How a round stands. `first` gave the first right answer, and may be named."""

    chosen: Counter[str]
    answered: int
    right: int
    first: Name | None = None

    @classmethod
    def nobody(cls) -> Tally:
        """Of a round that has just begun."""
        return cls(Counter(), 0, 0)


def lettered(question: Question, round_: Round) -> tuple[tuple[str, Option], ...]:
    """The options as they were shown, each under its letter; those taken out since are left out."""
    shown = ((chr(ord("A") + i), question.option(id_)) for i, id_ in enumerate(round_.options))
    return tuple((letter, option) for letter, option in shown if option)


def letters(round_: Round, chosen: frozenset[str]) -> tuple[str, ...]:
    """The letters under which these options stood."""
    return tuple(chr(ord("A") + i) for i, id_ in enumerate(round_.options) if id_ in chosen)


def mark(question: Question, chosen: frozenset[str], learner_id: int, at: datetime) -> Given:
    return Given(learner_id, chosen, grade(question, chosen).right, at)


@dataclass(frozen=True)
class Scored:
    """An answer, and the verdict on it. `again`: it was given before, and nothing changed."""

    round: Round
    question: Question
    given: Given
    verdict: Verdict
    again: bool


@dataclass(frozen=True)
class Ticked:
    """Where several have to be chosen: those ticked so far."""

    letters: tuple[str, ...]


@dataclass(frozen=True)
class NothingTicked:
    """Done was pressed with nothing ticked."""


@dataclass(frozen=True)
class TooLate:
    """The round is closed."""


@dataclass(frozen=True)
class Changed:
    """The question is not the one that was shown any more: no answer to it is taken, and none judged anew.
    `answered`: they had answered before, which counts as it was."""

    answered: bool


@dataclass(frozen=True)
class NoRound:
    """There is no such round in this chat, or its question is not in the course any more."""


Reply = Scored | Ticked | NothingTicked | TooLate | Changed | NoRound
