"""A course as CSV, and back."""

from __future__ import annotations

import csv
import html
import io
import re
from decimal import Decimal

import pytest
from hypothesis import given, settings

from bot.course.exporting import csv_rows
from bot.course.formats import told
from bot.course.formats.source_file import SourceFile
from bot.course.kinds import Task
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.normal_form import literal
from bot.course.kinds.number import Number
from bot.course.kinds.pairs import Pair, Pairs
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Course
from bot.course.reading.markup import visible_words
from tests.course.exporting.courses import EXAMPLES, courses, one_question, options
from tests.course.exporting.seen import brought_back, exported, losses, seen

HELD = ("choice", "true_or_false", "plain_written", "plain_number", "order", "card")


def words(of: object) -> object:
    """What is seen without its formatting; and without what makes a formula of a text, as a table cannot say
    that none is meant."""
    if isinstance(of, str):
        bare = re.sub(r" \(https://a\.example[^)]*\)", "", html.unescape(re.sub(r"</?[a-z][^>]*>", " ", of)))
        return " ".join(re.sub(r"\d+\. |[•>$]|\\[()]", " ", bare).split())
    return [words(one) for one in of] if isinstance(of, list | tuple) else of


@settings(EXAMPLES)
@given(
    courses(
        "choice",
        "true_or_false",
        "plain_written",
        "plain_number",
        "order",
        "card",
        sections=False,
        hints=True,
    )
)
def test_what_a_table_can_hold_comes_back_in_the_same_words(course: Course) -> None:
    made = csv_rows.write(exported(course)).data
    assert words(seen(brought_back(made, "tea.csv", "csv"), ids=False)) == words(seen(course, ids=False))


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@a", "'=1", "''-1"])
def test_no_cell_is_a_formula_and_all_come_back(sign: str) -> None:
    task = Choice((Option("a", literal(sign), True), Option("b", "tea", False, literal(sign))))
    data = csv_rows.write(exported(one_question(task))).data
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)
    back = brought_back(data, "tea.csv").questions[0].task
    assert isinstance(back, Choice)
    assert [visible_words(one.text) for one in back.options] == [sign, "tea"]


@pytest.mark.parametrize(
    "task",
    [
        Number(Decimal("-3.10"), Decimal("0.01"), "cm"),
        Number(Decimal("5"), unit="%"),
        TrueFalse(False, "It is."),
        Typed(("tea",)),
        Flashcard("Leaves"),
    ],
)
def test_each_kind_comes_back(task: Task) -> None:
    assert (
        brought_back(csv_rows.write(exported(one_question(task))).data, "tea.csv").questions[0].task == task
    )


@pytest.mark.parametrize(
    ("task", "said"),
    [
        (Pairs((Pair("a", "x"), Pair("b", "y")), options(("x", "y"))), "pairs to match"),
        (Gaps(("", " and ", ""), (("a",), ("b",))), "several gaps"),
    ],
)
def test_what_a_table_has_no_place_for_is_left_out_and_said(task: Task, said: str) -> None:
    job = exported(one_question(task))
    assert not csv_rows.write(job).steps
    assert any(said in line and line.startswith("left out: ") for line in losses(job))


def test_formatting_that_is_lost_is_said() -> None:
    job = exported(one_question(TrueFalse(True, "No: it *is*.")))
    csv_rows.write(job)
    assert any("formatting" in line for line in losses(job))


def test_the_format_is_told_by_the_content() -> None:
    data = csv_rows.write(exported(one_question(TrueFalse(True, "")))).data
    assert told(SourceFile("file", data)).name == "csv"


def test_ten_thousand_questions_are_written() -> None:
    course = one_question(TrueFalse(True, "No: it *is*."), times=10_000)
    assert csv_rows.write(exported(course)).data.count(b"True or False") == 10_000
