"""A course as Markdown notes, and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.course.exporting import markdown_notes
from bot.course.formats import told
from bot.course.formats.source_file import SourceFile
from bot.course.kinds import Task
from bot.course.kinds.card import Flashcard
from bot.course.kinds.choice import Choice, Option
from bot.course.kinds.gaps import Gaps
from bot.course.kinds.order import Ordering
from bot.course.kinds.true_false import TrueFalse
from bot.course.kinds.typed import Typed
from bot.course.model import Course, Lesson, Link, Resources, Section, Term
from tests.course.exporting.courses import EXAMPLES, courses, one_question, options
from tests.course.exporting.seen import brought_back, exported, losses, seen


@settings(EXAMPLES)
@given(courses("choice", hints=True))
def test_what_notes_can_hold_comes_back_as_it_was(course: Course) -> None:
    made = markdown_notes.write(exported(course)).data
    assert seen(brought_back(made, "tea.md", "markdown"), ids=False) == seen(course, ids=False)


def test_what_surrounds_the_lessons_comes_along() -> None:
    course = replace(
        one_question(Choice((Option("a", "hot", True), Option("b", "cold", False, "No.")))),
        summary="All about tea.",
        about="It is **old**.",
        resources=Resources((Link("More", "https://a.example/", "to read"),)),
        glossary=(Term("Cha", "Another word for it."),),
    )
    job = exported(course)
    back = brought_back(markdown_notes.write(job).data, "tea.md")
    for name in ("title", "summary", "about", "resources", "glossary"):
        assert getattr(back, name) == getattr(course, name)
    assert not losses(job)


def test_a_bold_line_a_heading_and_a_box_begin_nothing_of_their_own() -> None:
    text = "**Water**\n\nIt is hot.\n\n## Leaves\n\n- [ ] two spoons\n- [x] a cup\n\n```\n# none\n```"
    course = Course("tea", "Tea", "", "en", (Lesson("l", "L", "", (Section("s", "S", text),)),))
    back = brought_back(markdown_notes.write(exported(course)).data, "tea.md")
    assert [step.title for step in back.lessons[0].steps] == ["S"]


@pytest.mark.parametrize(
    ("task", "answer"),
    [
        (Typed(("tea", "cha")), "tea · cha"),
        (Flashcard("Leaves"), "Leaves"),
        (Gaps(("Tea is ", "."), (("hot",),)), "1. hot"),
        (Ordering(options(("b", "a"))), "1. b\n2. a"),
    ],
)
def test_what_has_no_boxes_is_a_text_with_its_answer_and_that_is_said(task: Task, answer: str) -> None:
    job = exported(one_question(task))
    data = markdown_notes.write(job).data
    assert f"<details><summary>Answer</summary>\n\n{answer}" in data.decode()
    step = brought_back(data, "tea.md").lessons[0].steps[0]
    assert isinstance(step, Section)
    assert any("text with its answer" in line for line in losses(job))


def test_true_or_false_has_two_options() -> None:
    job = exported(one_question(TrueFalse(False, "It is.")))
    task = brought_back(markdown_notes.write(job).data, "tea.md").questions[0].task
    assert isinstance(task, Choice)
    assert [(one.text, one.correct, one.why) for one in task.options] == [
        ("True", False, "It is."),
        ("False", True, ""),
    ]
    assert any("two options" in line for line in losses(job))


def test_the_format_is_told_by_the_content() -> None:
    course = one_question(Choice((Option("a", "hot", True), Option("b", "cold", False, "No."))))
    assert told(SourceFile("tea.md", markdown_notes.write(exported(course)).data)).name == "markdown"


def test_ten_thousand_questions_are_written() -> None:
    course = one_question(TrueFalse(True, "No: it *is*."), times=10_000)
    assert markdown_notes.write(exported(course)).data.count(b"- [x] True") == 10_000
