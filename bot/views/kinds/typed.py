"""Writing the answer, as a learner sees it."""

from __future__ import annotations

from bot.course.kinds.typed import Typed
from bot.course.model import Question
from bot.views.kinds.choice import WORDS
from bot.views.kinds.written import WrittenView
from bot.views.render import word


class TypedView(WrittenView):
    def how(self, question: Question) -> str:
        return word("write_exactly" if self.is_code(question) else "write", WORDS)

    def is_code(self, question: Question) -> bool:
        return isinstance(question.task, Typed) and question.task.exact
