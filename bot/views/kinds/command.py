"""Writing a shell command, as a learner sees it."""

from __future__ import annotations

from bot.course.model import Question
from bot.views.kinds.choice import WORDS
from bot.views.kinds.written import WrittenView
from bot.views.render import word


class CommandView(WrittenView):
    def how(self, question: Question) -> str:  # noqa: ARG002
        return word("write_command", WORDS)

    def is_code(self, question: Question) -> bool:  # noqa: ARG002
        return True
