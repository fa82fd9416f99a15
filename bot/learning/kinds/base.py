"""What all kinds of question have in common: answers, moves towards one, and what is right or wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NewType, Protocol, TypeVar

from bot.course.kinds.choice import Option

Given = NewType("Given", str)
"""An answer, whole or half-done, as its kind writes it down: a text that only the kind itself takes apart."""

NOTHING = Given("")
"""No answer, or none yet."""


@dataclass(frozen=True)
class Pick:
    """An option, by its key: the answer itself, or the next part of it. `at`: which part, counted from 0, so
    that a second tap is not taken for the part after it."""

    part: str
    at: int | None = None


@dataclass(frozen=True)
class Tick:
    """An option becomes part of the answer, or is taken out of it; `on` None: whichever it was not."""

    part: str
    on: bool | None = None


@dataclass(frozen=True)
class Finish:
    """What was gathered is the answer."""


@dataclass(frozen=True)
class Undo:
    """The last part is taken back. `at`: which part would have been next."""

    at: int


Move = Pick | Tick | Undo | Finish


@dataclass(frozen=True)
class Drafted:
    """The answer is not complete yet."""

    draft: Given


@dataclass(frozen=True)
class Submitted:
    """The answer is given."""

    given: Given


@dataclass(frozen=True)
class Empty:
    """It was to be the answer, but there is nothing in it."""


@dataclass(frozen=True)
class Unfit:
    """The button was drawn for what the question was before it changed."""


Moved = Drafted | Submitted | Empty | Unfit


@dataclass(frozen=True)
class Slip:
    """One thing in an answer that is wrong; `id` is the same for the same slip. `text` is what was answered,
    `why` the course's words on it: both Markdown."""

    id: str
    text: str
    why: str


@dataclass(frozen=True)
class Remark:
    """A sentence of the bot's own about an answer: the name of its words, and what is put into them."""

    code: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """`incomplete`: something right is missing. `remarks`: what the bot has to say beside the course's words,
    also of an answer that is right. `self_judged`: the learner says so, and nothing is left to try."""

    right: bool
    slips: tuple[Slip, ...] = ()
    incomplete: bool = False
    remarks: tuple[Remark, ...] = ()
    self_judged: bool = False


T = TypeVar("T", contravariant=True)


class QuestionKind(Protocol[T]):
    """One kind of question, told by the class of its task. `by_tap`: buttons under a message that all see
    answer it, and so it may be asked in groups and in polls. `scored`: it counts in scores."""

    @property
    def by_tap(self) -> bool: ...

    @property
    def scored(self) -> bool: ...

    def options(self, task: T) -> tuple[Option, ...]:
        """What can be pressed, as it is written; () where the answer is written, or judged by the learner."""

    def several(self, task: T) -> bool:
        """Whether an answer may hold more than one of the options."""

    def parts(self, given: Given) -> Iterable[str]:
        """The ids of the options in an answer."""

    def press(self, task: T, draft: Given, move: Move) -> Moved:
        """What a move makes of a half-done answer."""

    def write(self, task: T, draft: Given, order: Sequence[Option], words: str) -> Moved | None:
        """What written words make of a half-done answer; None where they are no answer. `order`: as the
        options are shown."""

    def grade(self, task: T, given: Given) -> Verdict: ...

    def solution(self, task: T) -> Given:
        """A right answer."""

    def kept(self, task: T, given: Given) -> Given:
        """What of a wrong answer the next attempt begins with."""

    def settled(self, task: T, draft: Given, slips: Iterable[Slip]) -> Given:
        """A half-done answer as the question is now: without what is gone, or known to be wrong."""
