"""What the views ask of each kind of question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from markupsafe import Markup

from bot.course.kinds.choice import Option
from bot.course.model import Question
from bot.learning.kinds.base import NOTHING, Given, Remark, Slip
from bot.views.screen import Row
from bot.views.words import Words


@dataclass(frozen=True)
class AskedQuestion:
    """A question as a learner sees it. `order`: of the options, if there are any. `slips`: what was wrong in
    this sitting. Of the last answer, `remarks` are what the bot has to say, and `incomplete` that something
    right is missing yet. `draft`: the half-done answer, where the text shows it. `verdict`: the code of what
    is said of the last answer in this sitting before all else, if there is one."""

    question: Question
    order: tuple[Option, ...]
    slips: tuple[Slip, ...]
    is_open: bool
    incomplete: bool = False
    remarks: tuple[Remark, ...] = ()
    draft: Given = NOTHING
    verdict: str = ""


_NONE = Markup("")


class AttemptMark(NamedTuple):
    """Which attempt buttons are for: the place's key, the learner's visit, the attempt."""

    key: str
    visit: int
    attempt: int


@dataclass(frozen=True)
class QuestionParts:
    """What a kind has to say in a question's message: `how` to answer, the `body` below the prompt, why each
    slip is one, a last `remark`, what stands before the feedback once it is answered, and the `output` that
    a program would show then."""

    body: Markup
    slips: tuple[Markup, ...] = ()
    how: str = ""
    remark: str = ""
    right: Markup = _NONE
    output: str = ""


class KindView(Protocol):
    """One kind of question as a learner sees it. `shows_draft`: the text tells what was gathered so far, and
    not the buttons alone. `reveals`: the answer may be asked for before a first try. `in_sight`: half-done
    answers at which the right one is shown, so that a hint is none."""

    @property
    def shows_draft(self) -> bool: ...

    @property
    def reveals(self) -> bool: ...

    @property
    def in_sight(self) -> frozenset[Given]: ...

    def parts(self, words: Words, asked: AskedQuestion) -> QuestionParts: ...

    def rows(self, words: Words, asked: AskedQuestion, draft: Given, at: AttemptMark) -> tuple[Row, ...]:
        """The buttons by which an open question is answered."""

    def label(self, words: Words, option: Option) -> Markup:
        """An option's words."""

    def solution(self, words: Words, question: Question) -> tuple[Markup, ...]:
        """The right answers in words."""

    def what_to_write(self, words: Words, question: Question) -> str:
        """What is said to words that are no answer."""
