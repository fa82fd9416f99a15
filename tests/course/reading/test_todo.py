"""TODO stands for what a teacher has still to write: the course is taught, `check` tells of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.course.kinds.choice import Choice
from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.reading.notes import notes_on_course
from bot.views.course_messages import line_of

COURSE = "id: tea\ntitle: Tea\nsummary: TODO\nlanguage: en\nlessons: [1.yaml]\n"
LESSON = """\
title: Water
summary: TODO
steps:
  - question: How hot?
    prompt: TODO
    options:
      - text: TODO lists are long
        correct: true
      - text: "no"
        wrong: "TODO: ask Kim"
    feedback: TODO
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "course.yaml").write_text(COURSE, "utf-8")
    (tmp_path / "1.yaml").write_text(LESSON, "utf-8")
    return tmp_path


def test_todo_stands_for_a_text_that_may_be_missing_and_for_no_other(folder: Path) -> None:
    course = load_course(folder)
    assert isinstance(course, Course), course
    (question,) = course.questions
    assert (course.summary, course.lessons[0].summary, question.feedback) == ("", "", "")
    assert isinstance(question.task, Choice)
    assert [option.why for option in question.task.options] == ["", ""]
    assert question.prompt == "TODO"
    assert question.task.options[0].text == "TODO lists are long"


def test_what_is_still_to_be_written_is_noted_once_a_file(folder: Path) -> None:
    said = [line_of(note) for note in notes_on_course(folder)]
    assert said == [
        "course.yaml:3:10: note: TODO stands here: this text is still to be written",
        "1.yaml:2:10: note: TODO stands here and 2 times more below: this text is still to be written",
    ]
