"""Writing the answer, as a learner sees it."""

from __future__ import annotations

from bot.course.kinds.typed import Typed
from bot.course.model import Question
from bot.views.kinds.written import WrittenView
from bot.views.words import Words


class TypedView(WrittenView):
    def how(self, words: Words, question: Question) -> str:
        return words.word("kinds.write_exactly" if self.is_code(question) else "kinds.write")

    def is_code(self, question: Question) -> bool:
        return isinstance(question.task, Typed) and question.task.exact
