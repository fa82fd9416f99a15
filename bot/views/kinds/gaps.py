"""Filling gaps, as a learner sees it: the text with what was put into it so far."""

from __future__ import annotations

from markupsafe import Markup, escape

from bot.course.kinds.choice import Option
from bot.course.kinds.gaps import Gaps
from bot.course.model import Question
from bot.learning.kinds.base import Given, Slip
from bot.learning.kinds.option_letters import lettered
from bot.learning.kinds.slots import next_open, read_slots
from bot.views.kinds.base import AskedQuestion, AttemptMark, QuestionParts
from bot.views.kinds.bot_remarks import said
from bot.views.kinds.choice import letters_to
from bot.views.kinds.part_buttons import part_rows, undo
from bot.views.kinds.written import SLIPS, because, marked
from bot.views.render import course_text, course_words
from bot.views.screen import Row
from bot.views.words import Words

_FIRST = 0xE000
"""Where a gap is while the text is made HTML: a sign that no course may have (Unicode's private use)."""


class GapsView:
    shows_draft = True
    reveals = True
    in_sight = frozenset[Given]()

    def parts(self, words: Words, asked: AskedQuestion) -> QuestionParts:
        task = _task(asked.question)
        drafted = tuple(map(task.shown_as, read_slots(asked.draft, len(task.accepted))))
        filled = drafted if asked.is_open else _right(task)
        at, choices = next_open(filled), lettered(asked.order) if asked.is_open else ()
        body = words.render(
            "kinds/gaps",
            text=_text(task, filled, at),
            choices=[(letter, choice.text) for letter, choice in choices],
        )
        how = words.word("kinds.press_gap" if task.choices else "kinds.write_gap", number=at + 1)
        return QuestionParts(
            body=Markup(body),  # noqa: S704 - rendered
            slips=tuple(_slip(task, slip) for slip in asked.slips[-SLIPS:]),
            how=how if asked.is_open else "",
            remark=said(words, asked.remarks),
            output="" if asked.is_open else task.output,
        )

    def rows(self, words: Words, asked: AskedQuestion, draft: Given, at: AttemptMark) -> tuple[Row, ...]:
        number = next_open(read_slots(draft, len(_task(asked.question).accepted)))
        rows = part_rows(at, number, tuple(lettered(asked.order)), lambda choice: choice.text)
        return (*rows, (undo(words, at, number),)) if number else rows

    def label(self, words: Words, option: Option) -> Markup:  # noqa: ARG002
        return escape(option.text)

    def solution(self, words: Words, question: Question) -> tuple[Markup, ...]:  # noqa: ARG002
        task = _task(question)
        return (_text(task, _right(task), len(task.accepted)),)

    def what_to_write(self, words: Words, question: Question) -> str:
        task = _task(question)
        return letters_to(words, len(task.choices)) if task.choices else words.word("kinds.write")


def _task(question: Question) -> Gaps:
    assert isinstance(question.task, Gaps)  # noqa: S101 - the registry saw to it
    return question.task


def _right(task: Gaps) -> tuple[str, ...]:
    return tuple(accepted[0] for accepted in task.accepted)


def _text(task: Gaps, filled: tuple[str, ...], at: int) -> Markup:
    """`at`: the gap that is next."""
    if task.code:
        gaps = [text or f"[[{'▸' if i == at else ''}{i + 1}]]" for i, text in enumerate(filled)]
        joined = "".join(piece + gap for piece, gap in zip(task.pieces, [*gaps, ""], strict=True))
        return Markup("<pre>{}</pre>").format(joined)
    signs = [chr(_FIRST + i) for i in range(len(filled))]
    html = course_text("".join(piece + sign for piece, sign in zip(task.pieces, [*signs, ""], strict=True)))
    for i, (sign, text) in enumerate(zip(signs, filled, strict=True)):
        html = Markup(html.replace(sign, _gap(i, text, at)))  # noqa: S704 - both are HTML
    return html


def _gap(number: int, text: str, at: int) -> Markup:
    if text:
        return Markup("<b>{}</b>").format(text)
    if number == at:
        return Markup("<b>[▸{}]</b>").format(number + 1)
    return Markup("[{}]").format(number + 1)


def _slip(task: Gaps, slip: Slip) -> Markup:
    """Its id begins with the gap's number."""
    written = marked(course_words(slip.text), code=task.code)
    if len(task.accepted) > 1:
        written = Markup("[{}] {}").format(slip.id.partition("/")[0], written)
    return because(written, slip)
