"""A course as Moodle XML, and back."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given, settings

from bot.course.exporting import moodle
from bot.course.formats import told
from bot.course.formats.source_file import SourceFile
from bot.course.kinds import Task
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.order import Ordering
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Course, Picture
from tests.course.exporting.courses import EXAMPLES, courses, one_question, options
from tests.course.exporting.seen import brought_back, exported, seen
from tests.course.formats.pictures import png


@settings(EXAMPLES)
@given(courses("choice", "true_or_false", "exact", "unit", "gaps", "order", "pairs", "card", hints=True))
def test_what_moodle_can_hold_comes_back_as_it_was(course: Course) -> None:
    made = moodle.write(exported(course)).data
    assert seen(brought_back(made, "tea.xml", "moodle")) == seen(course)


def test_pictures_come_along(tmp_path: Path) -> None:
    (tmp_path / "a cup & saucer.png").write_bytes(png((0, 128, 0)))
    data = (tmp_path / "a cup & saucer.png").read_bytes()
    picture = Picture(tmp_path / "a cup & saucer.png", 'A "cup" & more', hashlib.sha256(data).hexdigest())
    course = one_question(TrueFalse(True, ""))
    asked = replace(course.questions[0], picture=picture)
    made = moodle.write(exported(replace(course, lessons=(replace(course.lessons[0], steps=(asked,)),))))
    back = brought_back(made.data, "tea.xml").questions[0].picture
    assert back is not None
    assert (back.digest, back.description) == (picture.digest, picture.description)


@pytest.mark.parametrize(
    ("task", "text"),
    [
        (
            Choice((Option("a", "1", True), Option("b", "2", True), Option("c", "]]>", False, "No"))),
            '<answer format="html" fraction="-100"><text><![CDATA[<p>]]&gt;</p>]]></text>',
        ),
        (Gaps(("Tea: ", "."), (("a~b", "}"),)), "<p>Tea: {1:SHORTANSWER:=a\\~b~=\\}}.</p>"),
        (
            Gaps(("a ", ""), (("x",),), options(("x", "y"))),
            "{1:MULTICHOICE:=x~y}",
        ),
        (Ordering(options(("b", "  a")), code=True), "<p><code>&nbsp;&nbsp;a</code></p>"),
    ],
)
def test_answers_are_written_as_moodle_writes_them(task: Task, text: str) -> None:
    made = moodle.write(exported(one_question(task))).data
    assert text in made.decode()
    assert fromstring(made).tag == "quiz"


def test_the_format_is_told_by_the_content() -> None:
    data = moodle.write(exported(one_question(TrueFalse(True, "")))).data
    assert told(SourceFile("file", data)).name == "moodle"


def test_ten_thousand_questions_are_written() -> None:
    course = one_question(TrueFalse(True, "No: it *is*."), times=10_000)
    assert moodle.write(exported(course)).data.count(b'type="truefalse"') == 10_000


@pytest.mark.parametrize("answer", ["&lt;b&gt;", "<b>", "a#b", "C:\\", "it's", "&#39;"])
def test_what_has_to_be_written_comes_back_sign_by_sign(answer: str) -> None:
    for task in (Typed((answer, "b"), exact=True), Gaps(("Tea: ", "."), ((answer, "b"),), exact=True)):
        made = moodle.write(exported(one_question(task))).data
        assert brought_back(made, "tea.xml").questions[0].task.accepted in (
            (answer, "b"),
            ((answer, "b"),),
        )
