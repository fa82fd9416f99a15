"""Kinds of question as learners see them. All other views ask here, and know no kind by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.true_false import TrueFalse
from bot.course.model import Question
from bot.learning.kinds.base import Given
from bot.views.kinds.base import AskedQuestion, At, KindView, Parts
from bot.views.kinds.choice import ChoiceView
from bot.views.kinds.true_false import TrueFalseView
from bot.views.screen import Row
from bot.views.words import Words

VIEWS: Mapping[type[Any], KindView] = {
    Choice: ChoiceView(),
    TrueFalse: TrueFalseView(),
}
"""A new kind has its line here."""


def parts(words: Words, asked: AskedQuestion) -> Parts:
    """What a question's kind has to say in its message."""
    return _view(asked.question).parts(words, asked)


def rows(words: Words, asked: AskedQuestion, draft: Given, at: At) -> tuple[Row, ...]:
    """The buttons by which an open question is answered."""
    return _view(asked.question).rows(words, asked, draft, at)


def label(words: Words, question: Question, option: Option) -> Markup:
    """An option's words."""
    return _view(question).label(words, option)


def solution(words: Words, question: Question) -> tuple[Markup, ...]:
    """The right answers in words."""
    return _view(question).solution(words, question)


def _view(question: Question) -> KindView:
    return VIEWS[type(question.task)]
