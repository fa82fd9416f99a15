"""True or false, as a learner sees it: two buttons side by side."""

from __future__ import annotations

from markupsafe import Markup, escape

from bot.course.kinds.choice import Option
from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import Given, Slip
from bot.views.kinds.base import AskedQuestion, AttemptMark, QuestionParts
from bot.views.learner.answer_buttons import Choose
from bot.views.learner.buttons import pack
from bot.views.render import course_text
from bot.views.screen import Button, Row
from bot.views.words import Words


class TrueFalseView:
    shows_draft = False
    reveals = False
    in_sight = frozenset[Given]()

    def parts(self, words: Words, asked: AskedQuestion) -> QuestionParts:
        right = next(self.label(words, option) for option in asked.order if option.correct)
        return QuestionParts(
            body=Markup(),
            slips=tuple(self._slip(words, slip) for slip in asked.slips if slip.why),
            how=words.word("kinds.true_or_false") if asked.is_open else "",
            right=Markup("<b>{}</b>  ").format(right),
        )

    def rows(self, words: Words, asked: AskedQuestion, draft: Given, at: AttemptMark) -> tuple[Row, ...]:  # noqa: ARG002
        tried = {slip.id for slip in asked.slips}
        options = [option for option in asked.order if option.id not in tried]
        return (
            tuple(
                Button(words.word(f"kinds.answer_{option.id}"), pack(Choose(*at, option.key)))
                for option in options
            ),
        )

    def _slip(self, words: Words, slip: Slip) -> Markup:
        answer = words.word(f"kinds.answer_{slip.id}")
        return Markup("<b>{}</b>  {}").format(answer, course_text(slip.why))

    def label(self, words: Words, option: Option) -> Markup:
        return escape(words.word(f"kinds.answer_{option.id}"))

    def solution(self, words: Words, question: Question) -> tuple[Markup, ...]:
        return (self.label(words, next(option for option in kinds.options(question) if option.correct)),)

    def what_to_write(self, words: Words, question: Question) -> str:  # noqa: ARG002
        return words.word("kinds.press_true_or_false")
