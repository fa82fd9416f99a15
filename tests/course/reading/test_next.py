"""`next:` names the course that goes on where this one ends."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.course.library import Library
from bot.course.model import Course, NextCourse
from bot.course.reading.loader import load_course, load_library
from bot.course.reading.mistakes import Mistake
from bot.course.writing.files import course_text
from bot.tools.check import look
from bot.views.course_messages import line_of
from tests.course.reading import tea


def test_a_course_comes_right_behind_the_one_that_leads_to_it(tmp_path: Path) -> None:
    library = _library(tmp_path, {"a-last": "", "b": "c", "c": "a-last", "d": ""})
    assert [course.id for course in library.courses] == ["b", "c", "a-last", "d"]
    assert library.courses[0].next == NextCourse("c", "Making c", "From the kettle to the cup.")


def test_courses_that_lead_round_in_a_ring_are_all_there_once(tmp_path: Path) -> None:
    library = _library(tmp_path, {"a": "b", "b": "a", "c": ""})
    assert [course.id for course in library.courses] == ["c", "a", "b"]


def test_a_course_that_changes_or_goes_is_what_the_one_before_it_leads_to(tmp_path: Path) -> None:
    library = _library(tmp_path, {"a": "b", "b": ""})
    changed = library.with_course(replace(library.courses[1], title="Tea at last"), "b")
    assert _next_title(changed) == "Tea at last"
    assert _next_title(Library(changed.courses[:1])) == ""


def test_what_leads_to_itself_is_a_mistake(tmp_path: Path) -> None:
    _write(tmp_path, "a", "a")
    (mistake,) = _mistakes(tmp_path / "a")
    assert line_of(mistake).startswith("course.yaml:8:7: this is the course's own id;")


def test_what_is_no_id_is_a_mistake(tmp_path: Path) -> None:
    _write(tmp_path, "a", "Making tea!")
    (mistake,) = _mistakes(tmp_path / "a")
    assert "cannot be an id" in line_of(mistake)


def test_check_notes_a_next_course_that_is_not_there(tmp_path: Path) -> None:
    _library(tmp_path, {"a": "tee", "tea": ""})
    found = look(tmp_path)
    assert found.mistakes == ()
    said = 'no course here has the id "tee", so none is offered at the end of this one; the ids are "tea"'
    assert [line_of(note) for note in found.notes] == [f"a/course.yaml:1:1: note: {said}"]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    _write(tmp_path, "a", "b")
    course = load_course(tmp_path / "a")
    assert isinstance(course, Course)
    assert "\nnext: b\n" in course_text(course, ("1.yaml",))


def _library(folder: Path, courses: dict[str, str]) -> Library:
    for name, after in courses.items():
        _write(folder, name, after)
    loaded = load_library(folder)
    assert isinstance(loaded, Library), loaded
    return loaded


def _write(folder: Path, name: str, after: str) -> None:
    text = tea.COURSE.replace("id: tea", f"id: {name}").replace("Making tea", f"Making {name}")
    tea.write(folder / name, course=text + (f"next: {after}\n" if after else ""))


def _mistakes(folder: Path) -> tuple[Mistake, ...]:
    loaded = load_course(folder)
    assert isinstance(loaded, tuple)
    return loaded


def _next_title(library: Library) -> str:
    after = library.courses[0].next
    assert after
    return after.title
