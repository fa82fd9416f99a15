"""Putting lines into their order, as a learner sees it: lines under letters, and those that were put."""

from __future__ import annotations

from markupsafe import Markup

from bot.course.kinds.choice import Option
from bot.course.kinds.order import Ordering
from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import Given, Remark
from bot.learning.kinds.option_letters import lettered
from bot.views.kinds.base import AskedQuestion, AttemptMark, QuestionParts
from bot.views.kinds.bot_remarks import REMARKS
from bot.views.kinds.choice import letters_to
from bot.views.kinds.part_buttons import part_rows, undo
from bot.views.kinds.written import marked
from bot.views.learner.answer_buttons import Check
from bot.views.learner.buttons import pack
from bot.views.render import course_line, course_words
from bot.views.screen import Button, ButtonStyle, Row
from bot.views.words import Words


class OrderView:
    shows_draft = True
    reveals = True
    in_sight = frozenset[Given]()

    def parts(self, words: Words, asked: AskedQuestion) -> QuestionParts:
        task = _task(asked.question)
        shown = asked.draft if asked.is_open else kinds.solution(asked.question)
        placed = _placed(task, tuple(kinds.parts(asked.question, shown)))
        left = [
            (letter, line) for letter, line in lettered(asked.order) if asked.is_open and line not in placed
        ]
        body = words.render(
            "kinds/order",
            left=[(letter, _line(task, line)) for letter, line in left],
            placed=[_line(task, line) for line in placed],
            code="\n".join(line.text for line in placed) if task.code else "",
            is_open=asked.is_open,
        )
        return QuestionParts(
            body=Markup(body),  # noqa: S704 - rendered
            slips=tuple(_first_wrong(words, task, remark) for remark in asked.remarks),
            how=words.word("kinds.put_in_order") if asked.is_open else "",
        )

    def rows(self, words: Words, asked: AskedQuestion, draft: Given, at: AttemptMark) -> tuple[Row, ...]:
        task = _task(asked.question)
        placed = _placed(task, tuple(kinds.parts(asked.question, draft)))
        left = [(letter, line) for letter, line in lettered(asked.order) if line not in placed]
        rows = part_rows(at, len(placed), left, lambda line: line.text, letters_alone=True)
        back = (undo(words, at, len(placed)),) if placed else ()
        check = () if left else (Button(words.word("learner.check"), pack(Check(*at)), ButtonStyle.ONWARD),)
        return (*rows, *([(*back, *check)] if back or check else []))

    def label(self, words: Words, option: Option) -> Markup:  # noqa: ARG002
        return course_line(option.text)

    def solution(self, words: Words, question: Question) -> tuple[Markup, ...]:  # noqa: ARG002
        task = _task(question)
        return tuple(Markup("{}. {}").format(i, _line(task, line)) for i, line in enumerate(task.lines, 1))

    def what_to_write(self, words: Words, question: Question) -> str:
        return letters_to(words, len(kinds.options(question)), several=True)


def _task(question: Question) -> Ordering:
    assert isinstance(question.task, Ordering)  # noqa: S101 - the registry saw to it
    return question.task


def _placed(task: Ordering, ids: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(line for id_ in ids if (line := task.line(id_)))


def _line(task: Ordering, line: Option) -> Markup:
    return Markup("<code>{}</code>").format(line.text.strip()) if task.code else course_line(line.text)


def _first_wrong(words: Words, task: Ordering, remark: Remark) -> Markup:
    number, text = remark.values
    line = marked(course_words(text), code=True) if task.code else course_line(text)
    code = remark.code if number != "1" else f"{remark.code}_of_all"
    return Markup(words.word(f"{REMARKS}.{code}")).format(number, line)  # noqa: S704 - the template's own words
