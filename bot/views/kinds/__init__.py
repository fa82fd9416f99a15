"""Kinds of question as learners see them. All other views ask here, and know no kind by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Question
from bot.learning.kinds.base import Given
from bot.views.kinds.base import AskedQuestion, AttemptMark, KindView, QuestionParts
from bot.views.kinds.card import CardView
from bot.views.kinds.choice import ChoiceView
from bot.views.kinds.command import CommandView
from bot.views.kinds.gaps import GapsView
from bot.views.kinds.number import NumberView
from bot.views.kinds.order import OrderView
from bot.views.kinds.pairs import PairsView
from bot.views.kinds.true_false import TrueFalseView
from bot.views.kinds.typed import TypedView
from bot.views.screen import Row
from bot.views.words import Words

VIEWS: Mapping[type[Any], KindView] = {
    Choice: ChoiceView(),
    TrueFalse: TrueFalseView(),
    Typed: TypedView(),
    Number: NumberView(),
    Gaps: GapsView(),
    Ordering: OrderView(),
    Pairs: PairsView(),
    Flashcard: CardView(),
    ShellCommand: CommandView(),
}
"""A new kind has its line here."""


def parts(words: Words, asked: AskedQuestion) -> QuestionParts:
    """What a question's kind has to say in its message."""
    return _view(asked.question).parts(words, asked)


def rows(words: Words, asked: AskedQuestion, draft: Given, at: AttemptMark) -> tuple[Row, ...]:
    """The buttons by which an open question is answered."""
    return _view(asked.question).rows(words, asked, draft, at)


def label(words: Words, question: Question, option: Option) -> Markup:
    """An option's words."""
    return _view(question).label(words, option)


def solution(words: Words, question: Question) -> tuple[Markup, ...]:
    """The right answers in words."""
    return _view(question).solution(words, question)


def shows_draft(question: Question) -> bool:
    """Whether the message's text tells what was gathered so far."""
    return _view(question).shows_draft


def reveals(question: Question) -> bool:
    """Whether the answer may be asked for before a first try."""
    return _view(question).reveals


def hints(question: Question, draft: Given) -> bool:
    """Whether there is a hint that could help still."""
    return question.hint is not None and draft not in _view(question).in_sight


def what_to_write(words: Words, question: Question) -> str:
    """What is said to words that are no answer."""
    return _view(question).what_to_write(words, question)


def _view(question: Question) -> KindView:
    return VIEWS[type(question.task)]
