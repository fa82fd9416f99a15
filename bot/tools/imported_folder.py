"""The folder of a course that was imported: what a teacher has changed there is not overwritten unasked."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bot.course.formats.kept import keep_others, keep_pictures, touched, was_imported
from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.reading.slugs import slugify
from bot.course.shelf.disk import remove
from bot.course.shelf.names import COURSE_FILE

_ID = re.compile(r"""^id: *["']?([\w-]+)""", re.MULTILINE)


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
            raise FolderRefusedError(
                f"{self.path}: is no folder of a course; name one that is not there yet, such as "
                f"{self.path / 'my-course'}"
            )
        if not was_imported(self.path):
            raise FolderRefusedError(
                f"{self.path}: holds a course that was not imported; name another folder"
            )
        names = ", ".join(touched(self.path))
        if names and not replace:
            raise FolderRefusedError(
                f"{self.path}: changed by hand since it was imported: {names}; to lose that, say --replace"
            )
        course = load_course(self.path)
        if not isinstance(course, Course):
            raise FolderRefusedError(f"{self.path}: has mistakes, see `check {self.path}`; mend them first")
        return course

    def taken(self) -> frozenset[str]:
        """The ids of the courses that lie beside it."""
        here = self.path.resolve()
        beside = (path.parent for path in here.parent.glob(f"*/{COURSE_FILE}") if path.parent != here)
        return frozenset(map(_id_of, beside))

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
        keep_pictures(files, made, self.path)
        keep_others(made, self.path)
        old = made.with_name(f"{made.name}.old")
        self.path.resolve().rename(old)
        try:
            made.rename(self.path.resolve())
        except OSError:
            old.rename(self.path.resolve())
            raise
        remove(old)


def _id_of(folder: Path) -> str:
    """Of a course that may have mistakes."""
    try:
        found = _ID.search((folder / COURSE_FILE).read_text("utf-8", "replace"))
    except OSError:
        found = None
    return found[1] if found else slugify(folder.name)
