"""Files of other programs, each with one trap in it, and the course that it should become."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.course.formats import FORMATS, told
from bot.course.formats.source_file import SourceFile
from tests.course.formats.expected import FOLDER, as_text, bring, written_again

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
    assert written_again(first, tmp_path / "course") == first


def test_each_format_has_files() -> None:
    found = {folder.name for folder in FOLDERS if any(folder.glob("*.yaml"))}
    assert not [one.name for one in FORMATS if one.name not in found]
