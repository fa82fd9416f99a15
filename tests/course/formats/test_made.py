"""Binary files of other programs, each with one trap in it, and the course that it should become."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.course.formats import told
from bot.course.formats.source_file import SourceFile
from tests.course.formats.expected import as_text, bring, written_again
from tests.course.formats.made import MADE, wanted, write

each = pytest.mark.parametrize("name", MADE)


@each
def test_a_file_becomes_the_course_that_stands_in_its_folder(name: str, tmp_path: Path) -> None:
    made = as_text(bring(write(name, tmp_path), tmp_path / "course"))
    assert made == wanted(name).read_text("utf-8")


@each
def test_the_format_is_told_by_the_content(name: str) -> None:
    assert told(SourceFile("file", MADE[name]())).name == name.partition("/")[0]


@each
def test_what_is_written_again_is_the_same_course(name: str, tmp_path: Path) -> None:
    first = bring(write(name, tmp_path), tmp_path / "course").course
    assert written_again(first, tmp_path / "course") == first
