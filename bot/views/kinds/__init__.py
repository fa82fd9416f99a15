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

VIEWS: Mapping[type[Any], KindView] = {
    Choice: ChoiceView(),
    TrueFalse: TrueFalseView(),
}
"""A new kind has its line here."""


def parts(asked: AskedQuestion) -> Parts:
    """What a question's kind has to say in its message."""
    return _view(asked.question).parts(asked)


def rows(asked: AskedQuestion, draft: Given, at: At) -> tuple[Row, ...]:
    """The buttons by which an open question is answered."""
    return _view(asked.question).rows(asked, draft, at)


def label(question: Question, option: Option) -> Markup:
    """An option's words."""
    return _view(question).label(option)


def solution(question: Question) -> tuple[Markup, ...]:
    """The right answers in words."""
    return _view(question).solution(question)


def _view(question: Question) -> KindView:
    return VIEWS[type(question.task)]
