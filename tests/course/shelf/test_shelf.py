"""The courses' folders: replaced as a whole, kept in versions, mended after a crash."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.course.library import Library
from bot.course.reading.loader import load_library
from bot.course.shelf import shelf
from bot.course.shelf.shelf import KEPT, Shelf, copy, digest

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEA = Path(__file__).parents[2] / "content" / "tea"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    copy(TEA, tmp_path / "content" / "tea")
    return tmp_path / "content"


def made(content: Path, text: str = "A new text.") -> Path:
    """A new version, ready to be put in place."""
    folder = content / ".incoming" / "1" / "tea"
    copy(TEA, folder)
    lesson = folder / "2-leaves.yaml"
    lesson.write_text(lesson.read_text("utf-8").replace("One spoon a cup.", text), "utf-8")
    return folder


def text_of(content: Path) -> str:
    library = load_library(content)
    assert isinstance(library, Library), library
    step = library.courses[0].step("pot")
    assert step is not None
    return getattr(step, "text", "")


def test_a_new_version_takes_the_place_and_the_old_one_is_kept(content: Path) -> None:
    old = digest(content / "tea")
    Shelf(content).put(made(content), "tea", NOW)
    assert text_of(content) == "A new text."
    newest, before = Shelf(content).versions("tea")
    assert before.digest == old == digest(before.path)
    assert newest.digest == digest(content / "tea")


def test_only_the_newest_versions_are_kept(content: Path) -> None:
    for number in range(KEPT + 3):
        Shelf(content).put(made(content, f"Version {number}."), "tea", NOW)
    versions = Shelf(content).versions("tea")
    assert len(versions) == KEPT
    assert "Version 12." in (versions[0].path / "2-leaves.yaml").read_text()
    assert "Version 11." in (versions[1].path / "2-leaves.yaml").read_text()


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_after_a_crash_at_any_moment_the_course_is_there_as_a_whole(
    content: Path, renames: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = made(content)
    Shelf(content).keep("tea", NOW)
    left = [renames]
    rename = Path.rename

    class Crash(BaseException):
        pass

    def failing(self: Path, target: Path) -> Path:
        if not left[0]:
            raise Crash
        left[0] -= 1
        return rename(self, target)

    def crash(self: Path) -> None:
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", failing)
        if renames == 2:
            patch.setattr(Path, "unlink", crash)
        with pytest.raises(Crash):
            Shelf(content).put(new, "tea", NOW)
    Shelf(content).mend()
    assert text_of(content) == "A new text."
    assert not list((content / ".versions").glob("*/.swap"))
    assert not list((content / ".versions").glob("*/.old"))


def test_where_the_new_folder_was_lost_the_old_one_comes_back(content: Path) -> None:
    home = content / ".versions" / "tea"
    home.mkdir(parents=True)
    (home / ".swap").write_text(".incoming/1/tea")
    (content / "tea").rename(home / ".old")
    Shelf(content).mend()
    assert text_of(content) == "One spoon a cup."


def test_a_folder_that_cannot_be_written_stays_as_it_was(
    content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = made(content)

    def full(source: Path, target: Path) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(shelf, "copy", full)
    with pytest.raises(OSError, match="No space left"):
        Shelf(content).put(new, "tea", NOW)
    assert text_of(content) == "One spoon a cup."


def test_the_digest_knows_names_and_bytes(content: Path) -> None:
    first = digest(content / "tea")
    shutil.copy(content / "tea" / "course.yaml", content / "tea" / "other.yaml")
    assert digest(content / "tea") != first
    (content / "tea" / "other.yaml").unlink()
    assert digest(content / "tea") == first
    assert digest(content / "nothing") == ""
