"""Files of other programs, each with one trap in it, and the course that it should become."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.course.formats import FORMATS, told
from bot.course.formats.source_file import SourceFile
from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.writing.files import course_text, lesson_text
from tests.course.formats.expected import FOLDER, as_text, bring

FOLDERS = [folder for folder in sorted(FOLDER.iterdir()) if folder.is_dir() and folder.name != "__pycache__"]
FILES = [
    path
    for folder in FOLDERS
    for path in sorted(folder.iterdir())
    if path.suffix != ".yaml" and path.with_suffix(".yaml").is_file()
]
each = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")


@each
def test_a_file_becomes_the_course_that_stands_beside_it(path: Path, tmp_path: Path) -> None:
    made = as_text(bring(path, tmp_path / "course"))
    assert made == path.with_suffix(".yaml").read_text("utf-8")


@each
def test_the_format_is_told_by_the_content(path: Path) -> None:
    assert told(SourceFile(path.name, path.read_bytes())).name == path.parent.name


@each
def test_what_is_written_again_is_the_same_course(path: Path, tmp_path: Path) -> None:
    first = bring(path, tmp_path / "course").course
    names = [f"{number}.yaml" for number, _ in enumerate(first.lessons)]
    here = first.moved(tmp_path / "course", Path()) if any_picture(first) else first
    for name, lesson in zip(names, here.lessons, strict=True):
        (tmp_path / "course" / name).write_text(lesson_text(lesson), "utf-8")
    (tmp_path / "course" / "course.yaml").write_text(course_text(here, tuple(names)), "utf-8")
    assert load_course(tmp_path / "course") == first


def any_picture(course: Course) -> bool:
    return any(step.picture for lesson in course.lessons for step in (*lesson.steps, *lesson.practice))


def test_each_format_has_files() -> None:
    found = {folder.name for folder in FOLDERS if any(folder.glob("*.yaml"))}
    assert not [one.name for one in FORMATS if one.name not in found]
