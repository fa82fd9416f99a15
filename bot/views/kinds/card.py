"""A card with a back, as a learner sees it."""

from __future__ import annotations

from markupsafe import Markup, escape

from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Option
from bot.course.model import Question
from bot.learning.kinds.base import Given
from bot.learning.kinds.card import TURN, TURNED, Recall
from bot.views.kinds.base import AskedQuestion, At, Parts
from bot.views.kinds.choice import WORDS
from bot.views.learner.buttons import Choose, pack
from bot.views.render import course_text, word
from bot.views.screen import Button, Row


class CardView:
    shows_draft = True
    reveals = False

    def parts(self, asked: AskedQuestion) -> Parts:
        hidden = asked.is_open and asked.draft != TURNED
        back = Markup() if hidden else self.solution(asked.question)[0]
        how = word("think" if hidden else "how_did_it_go", WORDS) if asked.is_open else ""
        return Parts(body=Markup("<blockquote>{}</blockquote>").format(back) if back else back, how=how)

    def rows(self, asked: AskedQuestion, draft: Given, at: At) -> tuple[Row, ...]:  # noqa: ARG002
        if draft != TURNED:
            return ((Button(word("turn", WORDS), pack(Choose(*at, TURN))),),)
        buttons = [Button(word(f"recall_{one}", WORDS), pack(Choose(*at, one.value))) for one in Recall]
        return tuple(buttons[:2]), tuple(buttons[2:])

    def label(self, option: Option) -> Markup:
        return escape(option.text)

    def solution(self, question: Question) -> tuple[Markup, ...]:
        assert isinstance(question.task, Flashcard)  # noqa: S101 - the registry saw to it
        return (course_text(question.task.back),)

    def what_to_write(self, question: Question) -> str:  # noqa: ARG002
        return word("turn_or_tell", WORDS)
