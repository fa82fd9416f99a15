"""A question whose answer is written, as a learner sees it."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from bot.course.kinds.choice import Option
from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import Given, Slip
from bot.views.kinds.base import AskedQuestion, AttemptMark, QuestionParts
from bot.views.kinds.bot_remarks import said
from bot.views.render import course_text, course_words
from bot.views.screen import Row
from bot.views.words import Words

_NAMED = re.compile(r"(?:\w+ ){0,2}(?:\*\*|`)(?=\w|\.)([^*`]+)(?:\*\*|`)")
"""The first marked words of a text, behind an article or the like."""
SLIPS = 3
"""Wrong answers that are shown, the newest ones: whoever tries often need not scroll."""


class WrittenView:
    """Each kind says how to answer, and whether what is written is code."""

    shows_draft = False
    reveals = True
    in_sight = frozenset[Given]()

    def parts(self, words: Words, asked: AskedQuestion) -> QuestionParts:
        task = asked.question.task
        slips = tuple(self.slip(asked.question, slip) for slip in asked.slips[-SLIPS:])
        slips, remark = explained(slips, said(words, asked.remarks), asked.is_open)
        return QuestionParts(
            body=Markup(),
            slips=slips,
            how=self.how(words, asked.question) if asked.is_open else "",
            remark=remark,
            right=self._right(words, asked.question),
            output="" if asked.is_open else getattr(task, "output", ""),
        )

    def _right(self, words: Words, question: Question) -> Markup:
        """The right answer, to stand before the course's words; nothing where they begin with it."""
        if _is_answered_by_its_feedback(question):
            return Markup()
        between = Markup("\n\n") if self.is_code(question) else Markup("\n")  # words may begin with code, too
        return Markup("\n").join(self.solution(words, question)) + between

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

    def slip(self, question: Question, slip: Slip) -> Markup:
        return because(marked(course_words(slip.text), code=self.is_code(question)), slip)


def because(written: Markup, slip: Slip) -> Markup:
    """What was written, and the course's words on it, if it has any."""
    return Markup("{}\n{}").format(written, course_text(slip.why)) if slip.why else written


def explained(slips: tuple[Markup, ...], remark: Markup, is_open: bool) -> tuple[tuple[Markup, ...], Markup]:
    """What the bot has to say about a wrong answer stands with it; about a right one, by itself."""
    if not (slips and remark and is_open):
        return slips, remark
    return (*slips[:-1], Markup("{}\n{}").format(slips[-1], remark)), Markup()


def marked(text: str, *, code: bool) -> Markup:
    """Something that is, or was, written."""
    return Markup("<code>{}</code>").format(text) if code else Markup("<b>{}</b>").format(text)


def _is_answered_by_its_feedback(question: Question) -> bool:
    """Whether the course's words begin with a right answer, as in "The **kernel**. It ..."."""
    named = _NAMED.match(question.feedback)
    return named is not None and kinds.grade(question, Given(named[1])).right
