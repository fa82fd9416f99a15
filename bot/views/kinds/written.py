"""A question whose answer is written, as a learner sees it."""

from __future__ import annotations

from markupsafe import Markup, escape

from bot.course.kinds.choice import Option
from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import Given, Slip
from bot.views.kinds.base import AskedQuestion, At, Parts
from bot.views.kinds.choice import WORDS
from bot.views.kinds.remarks import said
from bot.views.render import course_text, course_words, word
from bot.views.screen import Row

SLIPS = 3
"""Wrong answers that are shown, the newest ones: whoever tries often need not scroll."""


class WrittenView:
    """Each kind says how to answer, and whether what is written is code."""

    shows_draft = False
    reveals = True

    def parts(self, asked: AskedQuestion) -> Parts:
        task = asked.question.task
        right = Markup("\n").join(self.solution(asked.question))
        return Parts(
            body=Markup(),
            slips=tuple(self.slip(asked.question, slip) for slip in asked.slips[-SLIPS:]),
            how=self.how(asked.question) if asked.is_open else "",
            remark=said(asked.remarks),
            right=Markup("{}\n").format(right),
            output="" if asked.is_open else getattr(task, "output", ""),
        )

    def rows(self, asked: AskedQuestion, draft: Given, at: At) -> tuple[Row, ...]:  # noqa: ARG002
        return ()

    def label(self, option: Option) -> Markup:
        return escape(option.text)

    def solution(self, question: Question) -> tuple[Markup, ...]:
        return (marked(kinds.solution(question), code=self.is_code(question)),)

    def what_to_write(self, question: Question) -> str:
        return self.how(question)

    def how(self, question: Question) -> str:
        raise NotImplementedError

    def is_code(self, question: Question) -> bool:  # noqa: ARG002
        return False

    def slip(self, question: Question, slip: Slip) -> Markup:
        written = marked(course_words(slip.text), code=self.is_code(question))
        why = course_text(slip.why) if slip.why else escape(word("not_quite", WORDS))
        return Markup("{}\n{}").format(written, why)


def marked(text: str, *, code: bool) -> Markup:
    """Something that is, or was, written."""
    return Markup("<code>{}</code>").format(text) if code else Markup("<b>{}</b>").format(text)
