"""Writing a shell command, as a learner sees it."""

from __future__ import annotations

from bot.course.model import Question
from bot.views.kinds.written import WrittenView
from bot.views.words import Words


class CommandView(WrittenView):
    def how(self, words: Words, question: Question) -> str:  # noqa: ARG002
        return words.word("kinds.write_command")

    def is_code(self, question: Question) -> bool:  # noqa: ARG002
        return True
