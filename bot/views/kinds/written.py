"""A question whose answer is written, as a learner sees it."""

from __future__ import annotations

from markupsafe import Markup, escape

from bot.course.kinds.choice import Option
from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import Given, Slip
from bot.views.kinds.base import AskedQuestion, AttemptMark, QuestionParts
from bot.views.kinds.remarks import said
from bot.views.render import course_text, course_words
from bot.views.screen import Row
from bot.views.words import Words

SLIPS = 3
"""Wrong answers that are shown, the newest ones: whoever tries often need not scroll."""


class WrittenView:
    """Each kind says how to answer, and whether what is written is code."""

    shows_draft = False
    reveals = True

    def parts(self, words: Words, asked: AskedQuestion) -> QuestionParts:
        task = asked.question.task
        right = Markup("\n").join(self.solution(words, asked.question))
        return QuestionParts(
            body=Markup(),
            slips=tuple(self.slip(words, asked.question, slip) for slip in asked.slips[-SLIPS:]),
            how=self.how(words, asked.question) if asked.is_open else "",
            remark=said(words, asked.remarks),
            right=Markup("{}\n").format(right),
            output="" if asked.is_open else getattr(task, "output", ""),
        )

    def rows(self, words: Words, asked: AskedQuestion, draft: Given, at: AttemptMark) -> tuple[Row, ...]:  # noqa: ARG002
        return ()

    def label(self, words: Words, option: Option) -> Markup:  # noqa: ARG002
        return escape(option.text)

    def solution(self, words: Words, question: Question) -> tuple[Markup, ...]:  # noqa: ARG002
        return (marked(kinds.solution(question), code=self.is_code(question)),)

    def what_to_write(self, words: Words, question: Question) -> str:
        return self.how(words, question)

    def how(self, words: Words, question: Question) -> str:
        raise NotImplementedError

    def is_code(self, question: Question) -> bool:  # noqa: ARG002
        return False

    def slip(self, words: Words, question: Question, slip: Slip) -> Markup:
        written = marked(course_words(slip.text), code=self.is_code(question))
        why = course_text(slip.why) if slip.why else escape(words.word("kinds.not_quite"))
        return Markup("{}\n{}").format(written, why)


def marked(text: str, *, code: bool) -> Markup:
    """Something that is, or was, written."""
    return Markup("<code>{}</code>").format(text) if code else Markup("<b>{}</b>").format(text)
