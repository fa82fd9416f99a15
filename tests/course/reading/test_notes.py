"""What may well be meant so: noted for those who ask, with its place, and no mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.course.reading.loader import load_course, load_library
from bot.course.reading.notes import notes_on_course, notes_on_library
from bot.views.course_messages import line_of
from tests.course.reading import tea

COMMENT = (
    "note: YAML takes this for a comment, which nobody sees; if it is text, put the whole value in quotes"
)
HEADING = "note: YAML takes this line for a comment, which nobody sees; if it is text, write"
JOINED = "note: YAML joins these lines to one; to keep the list, write"

NOTED = [
    ("Green leaves", "What does issue #5 mean", f"4:30: {COMMENT}"),
    ("Green leaves", "Uses C # and F", f"4:21: {COMMENT}"),
    ("Green leaves", "Tag  #tea", f"4:19: {COMMENT}"),
    ("Wait two", "Take\n      the #1 and wait two", f"6:11: {COMMENT}"),
    (" Wait two", "\n      # How long\n      Wait two", f"6:7: {HEADING}"),
    ("Wait two minutes.", "Take\n      - a cup\n      - a pot", f"6:7: {JOINED}"),
    ("Wait two minutes.", ">\n      Take\n      1. a cup\n      2. a pot", f"7:7: {JOINED}"),
]
SILENT = [
    ("Green leaves", "Green leaves   # the title"),
    ("Green leaves", '"Issue #5"'),
    ("Green leaves", "C# and F#"),
    ("Wait two minutes.", "|\n      # How long\n      - this #1\n      - that"),
    ("    text", "    # what follows is the text\n    text"),
    ("steps:", "steps: # all of them"),
    ("Wait two minutes.", "Wait for two\n      or three minutes."),
]


@pytest.mark.parametrize(("old", "new", "said"), NOTED)
def test_what_yaml_drops_or_joins_is_noted_at_its_place(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    folder = tea.write(tmp_path, leaves=tea.LEAVES.replace(old, new, 1))
    (note,) = notes_on_course(folder)
    assert line_of(note).startswith(f"2-leaves.yaml:{said}")
    assert not isinstance(load_course(folder), tuple)


@pytest.mark.parametrize(("old", "new"), SILENT)
def test_comments_that_are_meant_as_such_are_not_noted(tmp_path: Path, old: str, new: str) -> None:
    assert notes_on_course(tea.write(tmp_path, leaves=tea.LEAVES.replace(old, new, 1))) == ()


def test_a_lesson_that_the_course_does_not_list_is_noted(tmp_path: Path) -> None:
    folder = tea.write(tmp_path, course=tea.COURSE.replace("  - 2-leaves.yaml\n", ""))
    (folder / ".drafts").mkdir()
    (folder / ".drafts" / "3-later.yaml").touch()
    (note,) = notes_on_course(folder)
    said = 'course.yaml does not list this file under "lessons", so nobody gets to see it'
    assert line_of(note) == f"2-leaves.yaml:1:1: note: {said}"


def test_what_lies_in_no_course_is_noted_and_keeps_no_course_from_being_taught(tmp_path: Path) -> None:
    tea.write(tmp_path / "tea")
    (tmp_path / "coffee").mkdir()
    (tmp_path / "coffee" / "1-beans.yml").touch()
    (note,) = notes_on_library(tmp_path)
    said = "there is no course.yaml in this file's folder, so nobody gets to see it"
    assert line_of(note) == f"coffee/1-beans.yml:1:1: note: {said}"
    assert not isinstance(load_library(tmp_path), tuple)


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"[", b"- a", b"lessons: 5", b"? [a]\n: b", b"lessons: [[a], x]"]
)
def test_a_course_that_cannot_be_read_has_no_notes(tmp_path: Path, data: bytes) -> None:
    folder = tea.write(tmp_path, course=data)
    assert all("does not list" in line_of(note) for note in notes_on_course(folder))


def test_the_shipped_courses_have_nothing_to_note() -> None:
    assert notes_on_library(Path(__file__).parents[3] / "content") == ()
