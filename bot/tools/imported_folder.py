"""The folder of a course that was imported: what a teacher has changed there is not overwritten unasked."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.reading.todo import is_placeholder
from bot.course.shelf.disk import remove
from bot.course.shelf.names import COURSE_FILE
from bot.course.writing.stamp import is_stamped, is_untouched


class FolderRefusedError(Exception):
    """Nothing may be written there; the message is one line that says what to do."""


class ImportedFolder:
    """Raises OSError where the disk does not do as it is told."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def before(self, *, replace: bool) -> Course | None:
        """The course as it was imported the last time, for its ids; None where there is none. Raises
        FolderRefusedError where something would be lost, unless it is to be replaced."""
        if not self.path.exists() or (self.path.is_dir() and not any(self.path.iterdir())):
            return None
        if not self.path.is_dir() or not (self.path / COURSE_FILE).is_file():
            raise FolderRefusedError(f"{self.path}: is no folder of a course; name one that is not there yet")
        if not self._stamped(COURSE_FILE):
            raise FolderRefusedError(
                f"{self.path}: holds a course that was not imported; name another folder"
            )
        touched = [name for name in self._files() if self._stamped(name) and not self._untouched(name)]
        if touched and not replace:
            names = ", ".join(touched)
            raise FolderRefusedError(
                f"{self.path}: changed by hand since it was imported: {names}; to lose that, say --replace"
            )
        course = load_course(self.path)
        if not isinstance(course, Course):
            raise FolderRefusedError(f"{self.path}: has mistakes, see `check {self.path}`; mend them first")
        return course

    @contextmanager
    def aside(self) -> Iterator[Path]:
        """A folder, not there yet, on the same disk. What is left of it is taken away at the end."""
        parent = self.path.resolve().parent
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".import-", dir=parent) as folder:
            yield Path(folder) / (self.path.resolve().name or "course")

    def take(self, made: Path, files: Mapping[str, bytes]) -> None:
        """`made` takes the folder's place, by two renames: there is never half of one. What lies there and
        was not imported stays: a teacher's own files, and pictures put in place of a placeholder."""
        if not self.path.is_dir():
            made.rename(self.path)
            return
        for name, data in files.items():
            there = self.path / name
            if is_placeholder(data) and there.is_file() and not is_placeholder(there.read_bytes()):
                (made / name).write_bytes(there.read_bytes())
        for name in self._files():
            if not (made / name).exists() and not self._stamped(name) and not self._stands_in(name):
                (made / name).parent.mkdir(parents=True, exist_ok=True)
                (made / name).write_bytes((self.path / name).read_bytes())
        old = made.with_name(f"{made.name}.old")
        self.path.resolve().rename(old)
        try:
            made.rename(self.path.resolve())
        except OSError:
            old.rename(self.path.resolve())
            raise
        remove(old)

    def _files(self) -> list[str]:
        paths = sorted(path for path in self.path.rglob("*") if path.is_file())
        return [path.relative_to(self.path).as_posix() for path in paths]

    def _text(self, name: str) -> str:
        return (self.path / name).read_text("utf-8", "replace") if name.endswith((".yaml", ".yml")) else ""

    def _stamped(self, name: str) -> bool:
        return is_stamped(self._text(name))

    def _untouched(self, name: str) -> bool:
        return is_untouched(self._text(name))

    def _stands_in(self, name: str) -> bool:
        return name.endswith(".png") and is_placeholder((self.path / name).read_bytes())
