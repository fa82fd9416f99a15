"""Writing a number, as a learner sees it."""

from __future__ import annotations

from bot.course.kinds.number import Number
from bot.course.model import Question
from bot.views.kinds.choice import WORDS
from bot.views.kinds.written import WrittenView
from bot.views.render import word


class NumberView(WrittenView):
    def how(self, question: Question) -> str:
        unit = isinstance(question.task, Number) and question.task.unit
        return word("write_number_and_unit" if unit else "write_number", WORDS)
