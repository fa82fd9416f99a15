"""A card with a back, as a learner sees it."""

from __future__ import annotations

from markupsafe import Markup, escape

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Option
from bot.course.model import Question
from bot.learning.kinds.base import Given
from bot.learning.kinds.card import TURN, TURNED, Recall
from bot.views.kinds.base import AskedQuestion, AttemptMark, QuestionParts
from bot.views.learner.answer_buttons import Choose
from bot.views.learner.buttons import pack
from bot.views.render import course_text
from bot.views.screen import Button, Row
from bot.views.words import Words


class CardView:
    shows_draft = True
    reveals = False
    in_sight = frozenset({TURNED})

    def parts(self, words: Words, asked: AskedQuestion) -> QuestionParts:
        hidden = asked.is_open and asked.draft != TURNED
        back = Markup() if hidden else self.solution(words, asked.question)[0]
        how = words.word("kinds.think" if hidden else "kinds.how_did_it_go") if asked.is_open else ""
        return QuestionParts(
            body=Markup("<blockquote>{}</blockquote>").format(back) if back else back, how=how
        )

    def rows(self, words: Words, asked: AskedQuestion, draft: Given, at: AttemptMark) -> tuple[Row, ...]:  # noqa: ARG002
        if draft != TURNED:
            return ((Button(words.word("kinds.turn"), pack(Choose(*at, TURN))),),)
        buttons = [Button(words.word(f"kinds.recall_{one}"), pack(Choose(*at, one.value))) for one in Recall]
        return tuple(buttons[:2]), tuple(buttons[2:])

    def label(self, words: Words, option: Option) -> Markup:  # noqa: ARG002
        return escape(option.text)

    def solution(self, words: Words, question: Question) -> tuple[Markup, ...]:  # noqa: ARG002
        assert isinstance(question.task, Flashcard)  # noqa: S101 - the registry saw to it
        return (course_text(question.task.back),)

    def what_to_write(self, words: Words, question: Question) -> str:  # noqa: ARG002
        return words.word("kinds.turn_or_tell")
