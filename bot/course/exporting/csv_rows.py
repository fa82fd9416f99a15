"""A course -> CSV: a question in each row, with the columns that Quizizz has, and some more."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from bot.course.exporting.export import CourseExport, Written
from bot.course.exporting.losses import Losses
from bot.course.exporting.plain_lines import is_plain, plain_lines
from bot.course.exporting.questions import digits, nearest, one_gap, picture_left_out, plain_mistakes
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice
from bot.course.kinds.command import ShellCommand
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.pairs import Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.message import say
from bot.course.model import Question, Section, Step

_LEAST = 2
"""Columns of options: what stands in a single one would be taken for a list."""
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True)
class _Answers:
    """`right`: the numbers of options, from 1. `whys`: what is said on each option."""

    type: str
    options: tuple[str, ...] = ()
    right: tuple[int, ...] = ()
    whys: tuple[str, ...] = ()
    back: str = ""


@dataclass(frozen=True)
class _Row:
    lesson: str
    question: Question
    answers: _Answers

    def cells(self, width: int) -> list[str]:
        one, answers = self.question, self.answers
        cells = [self.lesson, one.title, plain_lines(one.prompt), answers.type]
        cells += [*answers.options, *[""] * (width - len(answers.options))]
        cells.append(", ".join(map(str, answers.right)))
        cells += [*answers.whys, *[""] * (width - len(answers.whys))]
        cells += [plain_lines(one.feedback), plain_lines(one.hint or ""), answers.back]
        return [guarded(cell) for cell in cells]


def write(job: CourseExport) -> Written:
    """UTF-8 with the mark by which spreadsheets know it."""
    job.around()
    rows = list(_rows(job))
    width = max((_LEAST, *(len(row.answers.options) for row in rows)))
    file = io.StringIO(newline="")
    table = csv.writer(file)
    table.writerow(_head(width))
    table.writerows(row.cells(width) for row in rows)
    return Written(file.getvalue().encode("utf-8-sig"), tuple(row.question for row in rows))


def guarded(cell: str) -> str:
    """What a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _head(width: int) -> list[str]:
    options = [f"Option {number}" for number in range(1, width + 1)]
    whys = [f"Explanation {number}" for number in range(1, width + 1)]
    first = ["Lesson", "Title", "Question Text", "Question Type"]
    return [*first, *options, "Correct Answer", *whys, "Answer Explanation", "Hint", "Back"]


def _rows(job: CourseExport) -> Iterator[_Row]:
    for lesson, steps in job.lessons():
        for step in steps:
            question = _writable(step, job.lost)
            if question is None:
                continue
            if answers := _answers(question, job):
                _say_of_formatting(question, job.lost)
                yield _Row(lesson, question, answers)
            else:
                job.lost.left_out(question.title, say("export.pairs"))


def _writable(step: Step, lost: Losses) -> Question | None:
    if isinstance(step, Section):
        lost.left_out(step.title, say("export.texts"))
        return None
    made = one_gap(nearest(step, lost), lost)
    if made is not None:
        picture_left_out(made.title, made.picture, lost)
        plain_mistakes(made, lost)
        if getattr(made.task, "exact", False):
            lost.changed(made.title, say("export.exact"))
    return made


def _answers(question: Question, job: CourseExport) -> _Answers | None:
    """None where a row has no place for them."""
    task = question.task
    match task:
        case Choice(options):
            right = tuple(number for number, one in enumerate(options, 1) if one.correct)
            kind = "Checkbox" if len(right) > 1 else "Multiple Choice"
            return _Answers(kind, _all(o.text for o in options), right, _all(o.why for o in options))
        case TrueFalse(true, why):
            words = (job.in_words(say("export.word_true")), job.in_words(say("export.word_false")))
            whys = ("", plain_lines(why)) if true else (plain_lines(why), "")
            return _Answers("True or False", words, (1 if true else 2,), whys)
        case Typed(accepted):
            return _Answers("Fill-in-the-Blank", accepted)
        case Number():
            return _Answers("Number", (_number(task),))
        case Ordering(lines):
            texts = (line.text for line in lines)
            return _Answers("Reorder", tuple(texts) if task.code else _all(texts))
        case Flashcard(back):
            return _Answers("Card", back=plain_lines(back))
        case Pairs() | Gaps() | ShellCommand():
            return None
        case _:
            assert_never(task)


def _number(task: Number) -> str:
    """As in "3.14 ± 0.01 cm"."""
    within = f" ± {digits(replace(task, value=task.within))}" if task.within else ""
    return f"{digits(task)}{within} {task.unit}".rstrip()


def _all(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(plain_lines, texts))


def _say_of_formatting(question: Question, lost: Losses) -> None:
    task = question.task
    texts = [question.prompt, question.feedback, question.hint or ""]
    options = (
        *getattr(task, "options", ()),
        *(() if getattr(task, "code", False) else getattr(task, "lines", ())),
    )
    texts += [text for one in options for text in (one.text, one.why)]
    texts += [getattr(task, "back", ""), getattr(task, "why", "")]
    if not all(map(is_plain, texts)):
        lost.changed(question.title, say("export.formatting"))
