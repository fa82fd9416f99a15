"""Writing a number, as a learner sees it."""

from __future__ import annotations

from bot.course.kinds.number import Number
from bot.course.model import Question
from bot.views.kinds.written import WrittenView
from bot.views.words import Words


class NumberView(WrittenView):
    def how(self, words: Words, question: Question) -> str:
        unit = isinstance(question.task, Number) and question.task.unit
        return words.word("kinds.write_number_and_unit" if unit else "kinds.write_number")
