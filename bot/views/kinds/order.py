"""Putting lines into their order, as a learner sees it: lines under letters, and those that were put."""

from __future__ import annotations

from markupsafe import Markup, escape

from bot.course.kinds.choice import Option
from bot.course.kinds.order import Ordering
from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import Given, Remark
from bot.learning.kinds.option_letters import lettered
from bot.views.kinds.base import AskedQuestion, At, Parts
from bot.views.kinds.choice import WORDS, letters_to
from bot.views.kinds.part_buttons import part_rows, undo
from bot.views.kinds.remarks import REMARKS
from bot.views.learner.buttons import Check, pack
from bot.views.render import course_line, course_words, render, word
from bot.views.screen import Button, Row


class OrderView:
    shows_draft = True
    reveals = True

    def parts(self, asked: AskedQuestion) -> Parts:
        task = _task(asked.question)
        shown = asked.draft if asked.is_open else kinds.solution(asked.question)
        placed = _placed(task, tuple(kinds.parts(asked.question, shown)))
        left = [
            (letter, line) for letter, line in lettered(asked.order) if asked.is_open and line not in placed
        ]
        body = render(
            "kinds/order",
            left=[(letter, _line(task, line)) for letter, line in left],
            placed=[_line(task, line) for line in placed],
            code="\n".join(line.text for line in placed) if task.code else "",
            is_open=asked.is_open,
        )
        return Parts(
            body=Markup(body),  # noqa: S704 - rendered
            slips=tuple(_first_wrong(remark) for remark in asked.remarks),
            how=word("put_in_order", WORDS) if asked.is_open else "",
        )

    def rows(self, asked: AskedQuestion, draft: Given, at: At) -> tuple[Row, ...]:
        task = _task(asked.question)
        placed = _placed(task, tuple(kinds.parts(asked.question, draft)))
        left = [(letter, line) for letter, line in lettered(asked.order) if line not in placed]
        rows = part_rows(at, len(placed), left, lambda line: line.text, letters_alone=True)
        back = (undo(at, len(placed)),) if placed else ()
        check = () if left else (Button(word("check"), pack(Check(*at))),)
        return (*rows, *([(*back, *check)] if back or check else []))

    def label(self, option: Option) -> Markup:
        return course_line(option.text)

    def solution(self, question: Question) -> tuple[Markup, ...]:
        task = _task(question)
        return tuple(Markup("{}. {}").format(i, _line(task, line)) for i, line in enumerate(task.lines, 1))

    def what_to_write(self, question: Question) -> str:
        return letters_to(len(kinds.options(question)), several=True)


def _task(question: Question) -> Ordering:
    assert isinstance(question.task, Ordering)  # noqa: S101 - the registry saw to it
    return question.task


def _placed(task: Ordering, ids: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(line for id_ in ids if (line := task.line(id_)))


def _line(task: Ordering, line: Option) -> Markup:
    return Markup("<code>{}</code>").format(line.text.strip()) if task.code else course_line(line.text)


def _first_wrong(remark: Remark) -> Markup:
    number, text = remark.values
    return Markup(word(remark.code, REMARKS)).format(number, escape(course_words(text)))  # noqa: S704 - ours
