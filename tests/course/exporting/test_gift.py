"""A course as GIFT, and back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

from bot.course.exporting import gift
from bot.course.formats import told
from bot.course.formats.source_file import SourceFile
from bot.course.kinds import Task
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.number import Number
from bot.course.kinds.order import Ordering
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Course
from tests.course.exporting.courses import EXAMPLES, courses, one_question, options
from tests.course.exporting.seen import brought_back, exported, losses, seen


@settings(EXAMPLES)
@given(courses("choice", "true_or_false", "written", "number", "pairs", "card"))
def test_what_gift_can_hold_comes_back_as_it_was(course: Course) -> None:
    made = gift.write(exported(course)).data
    assert seen(brought_back(made, "tea.gift", "gift")) == seen(course)


WRITTEN: list[tuple[Task, str]] = [
    (
        Choice((Option("", "x = {y}", True), Option("", "50% ~ #1", False, "No: **why**"))),
        "[html]Which? {\n\t=x \\= \\{y\\}\n\t~50% \\~ \\#1#No\\: <strong>why</strong>\n\t####So.\n}",
    ),
    (
        Choice((Option("", "a", True), Option("", "b", True), Option("", "c", True), Option("", "d", False))),
        "Which? {\n\t~%33.33333%a\n\t~%33.33333%b\n\t~%33.33333%c\n\t~%-100%d\n\t####So.\n}",
    ),
    (
        Choice((Option("", "%50% of it", True), Option("", "[html]", False))),
        "[html]Which? {\n\t=&\\#37;50% of it\n\t~&\\#91;html]\n\t####So.\n}",
    ),
    (TrueFalse(False, "It is."), "Which? {FALSE#It is.####So.\n}"),
    (Typed(("C:\\new", "2*3", "%5%")), "Which? {\n\t=C\\:\\\\new\n\t=2\\\\*3\n\t=%100%%5%\n\t####So.\n}"),
    (Number(Decimal("3.14"), Decimal("0.01")), "Which? {#\n\t=%100%3.14:0.01\n\t####So.\n}"),
]


@pytest.mark.parametrize(("task", "text"), WRITTEN)
def test_signs_that_moodle_knows_have_a_backslash(task: Task, text: str) -> None:
    assert text in gift.write(exported(one_question(task))).data.decode()


def test_a_single_gap_is_a_blank_and_comes_back_as_a_question() -> None:
    course = one_question(Gaps(("Tea is ", " now."), (("hot", "warm"),)))
    back = brought_back(gift.write(exported(course)).data, "tea.gift").questions[0]
    assert isinstance(back.task, Typed)
    assert back.task.accepted == ("hot", "warm")
    assert back.prompt.endswith("Tea is _____ now.")


@pytest.mark.parametrize(
    ("task", "said"),
    [
        (Ordering(options(("a", "b"))), "to put in order"),
        (Gaps(("", " and ", ""), (("a",), ("b",))), "several gaps"),
        (Typed(("a -> b",)), "an arrow would make a pair of it"),
    ],
)
def test_what_gift_has_no_place_for_is_left_out_and_said(task: Task, said: str) -> None:
    job = exported(one_question(task))
    assert not gift.write(job).steps
    assert any(said in line and line.startswith("left out: ") and '"Q"' in line for line in losses(job))


def test_the_format_is_told_by_the_content() -> None:
    data = gift.write(exported(one_question(TrueFalse(True, "")))).data
    assert told(SourceFile("file", data)).name == "gift"


def test_ten_thousand_questions_are_written() -> None:
    course = one_question(TrueFalse(True, "No: it *is*."), times=10_000)
    assert gift.write(exported(course)).data.count(b"{TRUE#") == 10_000
