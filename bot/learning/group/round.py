"""A round: one question asked in a group, and what its members answered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from bot.course.kinds.choice import Option
from bot.course.model import Question
from bot.learning import kinds
from bot.learning.group.group import Style
from bot.learning.group.leaderboard import DisplayName
from bot.learning.kinds.base import Given, Verdict


class NoMessage(Enum):
    """Why a round that was sent has no message of which the id is known."""

    UNHEARD = auto()
    """Telegram did not tell whether it is in the chat, and it is not sent again by itself. Where it is, its
    buttons work, and the first tap tells its id; a poll's votes go by its own id and cannot be counted. If
    nobody has answered when its time is over, the question counts as not asked, and comes again."""
    REFUSED = auto()
    """Telegram did not take the message, and the question was passed over."""


@dataclass(frozen=True)
class Round:
    """`options` are the ids in the order in which they were shown, `wording` is the question's of then, ""
    where that is not known. Without `message_id` and `no_message` it has yet to go out."""

    group_key: str
    number: int
    course_id: str
    question_id: str
    options: tuple[str, ...]
    style: Style
    opened_at: datetime
    closes_at: datetime
    message_id: int | None = None
    no_message: NoMessage | None = None
    poll_id: str | None = None
    closed_at: datetime | None = None
    wording: str = ""

    @property
    def may_be_found(self) -> bool:
        """Whether a message of which nobody knows may be in the chat: a tap below it tells its id."""
        return self.message_id is None and self.no_message is not NoMessage.REFUSED

    def asks(self, question: Question) -> bool:
        """Whether this is the question that was shown: a course may have been published since."""
        return self.wording in ("", question.wording)


@dataclass(frozen=True)
class RoundsDue:
    """Rounds of a group, the first ones first: those whose closing has yet to be shown, and those that have
    yet to go out."""

    closed: tuple[Round, ...]
    unsent: tuple[Round, ...]

    @property
    def any(self) -> bool:
        return bool(self.closed or self.unsent)


@dataclass(frozen=True)
class RoundAnswer:
    """A learner's answer in a round."""

    learner_id: int
    given: Given
    right: bool
    at: datetime


@dataclass(frozen=True)
class LastAnswer:
    """What a learner answered when their group was asked a question the last time they took part."""

    round: Round
    answer: RoundAnswer


@dataclass(frozen=True)
class Tally:
    """How a round stands. `given` counts equal answers; `first` gave the first right one and may be named."""

    given: Counter[Given]
    answered: int
    right: int
    first: DisplayName | None = None

    @classmethod
    def nobody(cls) -> Tally:
        """Of a round that has just begun."""
        return cls(Counter(), 0, 0)


def lettered(question: Question, round_: Round) -> tuple[tuple[str, Option], ...]:
    """The options as they were shown, each under its letter; those taken out since are left out."""
    known = {option.id: option for option in kinds.options(question)}
    shown = ((chr(ord("A") + i), known.get(id_)) for i, id_ in enumerate(round_.options))
    return tuple((letter, option) for letter, option in shown if option)


def letters(question: Question, round_: Round, given: Given) -> tuple[str, ...]:
    """The letters under which the options of an answer stood."""
    chosen = set(kinds.parts(question, given))
    return tuple(chr(ord("A") + i) for i, id_ in enumerate(round_.options) if id_ in chosen)


def counts(question: Question, tally: Tally) -> Counter[str]:
    """Option id -> how many chose it."""
    found: Counter[str] = Counter()
    for given, times in tally.given.items():
        found.update(dict.fromkeys(kinds.parts(question, given), times))
    return found


def mark(question: Question, given: Given, learner_id: int, at: datetime) -> RoundAnswer:
    return RoundAnswer(learner_id, given, kinds.grade(question, given).right, at)


@dataclass(frozen=True)
class Scored:
    """An answer, and the verdict on it. `again`: it was given before, and nothing changed."""

    round: Round
    question: Question
    answer: RoundAnswer
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
class RoundClosed:
    """The round is closed."""


@dataclass(frozen=True)
class QuestionChanged:
    """The question is not the one that was shown any more: no answer to it is taken, and none judged anew.
    `answered`: they had answered before, which counts as it was."""

    answered: bool


@dataclass(frozen=True)
class NotAMember:
    """Not known to be a member of the group, whose chat has this id: their answer does not count there."""

    group_key: str
    chat_id: int


@dataclass(frozen=True)
class NoRound:
    """There is no such round in this chat, or its question is not in the course any more."""


def is_over(reply: Reply) -> bool:
    """Whether the button that was pressed leads nowhere any more."""
    return isinstance(reply, RoundClosed | QuestionChanged | NoRound) or (
        isinstance(reply, Scored) and reply.again and reply.round.closed_at is not None
    )


Reply = Scored | Ticked | NothingTicked | RoundClosed | QuestionChanged | NotAMember | NoRound
