"""The library that is taught just now, and the folder that it comes from.

What touches files here blocks: the verbs of `publishing` call it in a thread.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.course.library import Library
from bot.course.model import Course
from bot.course.reading.loader import load_course, load_library
from bot.course.reading.mistakes import Mistake, Note
from bot.course.reading.notes import notes_on_course, notes_on_library
from bot.course.shelf import uploads
from bot.course.shelf.shelf import Shelf, Version, copy
from bot.course.shelf.uploads import Brought
from bot.course.shelf.zip_file import ZipFileError
from bot.learning.school.publication import BaseChanged, Mistaken, Refused, Settled, Upload, WhichCourse

_RAW = ".raw"
_RESTORED = 0
"""No upload has this number: an old version lies there for a moment on its way back."""


@dataclass(frozen=True)
class Served:
    """A course that is taught from now on; the digests of what was `before` ("": nothing), and of itself."""

    course: Course
    before: str
    present: str


@dataclass(frozen=True)
class Laid:
    """The upload with its folder and base, the course as it would be, the ids of the lessons that came, and
    what is worth a look in it."""

    upload: Upload
    course: Course
    lesson_ids: tuple[str, ...]
    notes: tuple[Note, ...]


class Catalogue:
    """`library` is replaced as a whole; whoever works with one keeps it to the end of that use case."""

    def __init__(self, library: Library, content_dir: Path) -> None:
        self._library = library
        self.on_change: Callable[[], None] = _nothing
        """Called, in whatever thread, after other courses were put in place of those before."""
        self.shelf = Shelf(content_dir)

    @property
    def library(self) -> Library:
        return self._library

    @library.setter
    def library(self, library: Library) -> None:
        self._library = library
        self.on_change()

    def take(self, upload: Upload, data: bytes) -> Laid | Mistaken | Refused | WhichCourse:
        """Puts down what was sent, and lays it over the course it is for."""
        shutil.rmtree(self.shelf.incoming(upload.id), ignore_errors=True)
        try:
            brought = uploads.receive(upload.name, data, self._raw(upload))
        except ZipFileError as error:
            return Refused(str(error))
        return Mistaken(brought) if isinstance(brought, tuple) else self._lay(upload, brought)

    def lay(self, upload: Upload) -> Laid | Mistaken | Refused | WhichCourse | Settled:
        """The same with what lies there already, over the course as it is now."""
        if not self._raw(upload).is_dir():
            return Settled()
        try:
            brought = uploads.look(self._raw(upload), Path(upload.name).stem)
        except ZipFileError as error:
            return Refused(str(error))
        return Mistaken(brought) if isinstance(brought, tuple) else self._lay(upload, brought)

    def course(self, upload: Upload) -> Course | None:
        """The course as it would be, to be looked at."""
        made = self._made(upload)
        loaded = load_course(made) if upload.folder and made.is_dir() else ()
        return loaded if isinstance(loaded, Course) else None

    def publish(self, upload: Upload, now: datetime) -> Served | BaseChanged | Settled | Mistaken:
        """Puts the course in place of what was there."""
        made, folder = self._made(upload), upload.folder
        if not folder:
            return Settled()
        if made.is_dir():
            if self.shelf.digest(folder) != upload.base:
                return BaseChanged(f"u{upload.id}")
            self.shelf.put(made, folder, now)
        # Without `made` it had been put there, and a crash came in between.
        return self._serve(folder, upload.base)

    def only_lesson(self, upload: Upload) -> str | None:
        """The id of the one lesson that was sent; None where it was several, or a course."""
        laid = uploads.look(self._raw(upload), "") if self._raw(upload).is_dir() else ()
        found = laid.lesson_ids if isinstance(laid, Brought) else ()
        return found[0] if len(found) == 1 else None

    def restore(
        self, course: Course, key: str, present: str, now: datetime
    ) -> Served | BaseChanged | Settled | Mistaken:
        """An earlier version again; `present` is the one that it is to replace."""
        folder = self.library.folders.get(course.id, "")
        version = next((one for one in self.versions(course) if one.digest == key), None)
        if version is None:
            return Settled()
        if self.shelf.digest(folder) != present:
            return BaseChanged("")
        made = self.shelf.incoming(_RESTORED) / folder
        self.shelf.clear(_RESTORED)
        copy(version.path, made)
        loaded = load_course(made)
        if not isinstance(loaded, Course):
            return Mistaken(loaded)
        self.shelf.put(made, folder, now)
        self.shelf.clear(_RESTORED)
        return self._serve(folder, present)

    def versions(self, course: Course) -> tuple[Version, ...]:
        folder = self.library.folders.get(course.id)
        return self.shelf.versions(folder) if folder else ()

    def read(self) -> tuple[Library, str] | tuple[Mistake, ...]:
        """All of CONTENT_DIR as it is now, and its digest."""
        loaded = load_library(self.shelf.root)
        if not isinstance(loaded, Library):
            return loaded
        total = hashlib.sha256()
        for folder in sorted(loaded.folders.values()):
            total.update(f"{folder}/{self.shelf.digest(folder)}\n".encode())
        return loaded, total.hexdigest()[:12]

    def notes(self) -> tuple[Note, ...]:
        """What is worth a look in CONTENT_DIR."""
        return notes_on_library(self.shelf.root)

    def keep(self, now: datetime) -> None:
        """Sees to it that all that is taught can be restored one day."""
        for folder in self.library.folders.values():
            self.shelf.keep(folder, now)

    def _lay(self, upload: Upload, brought: Brought) -> Laid | Mistaken | Refused | WhichCourse:
        folder = upload.folder or self._folder_for(brought)
        if folder is None:
            return WhichCourse(f"u{upload.id}", brought.title, self._candidates(brought))
        laid = replace(upload, folder=folder, base=self.shelf.digest(folder))
        made, present = self._made(laid), self.shelf.root / folder
        shutil.rmtree(made, ignore_errors=True)
        uploads.build(self._raw(upload), brought, present if present.is_dir() else None, made)
        loaded = load_course(made)
        if not isinstance(loaded, Course):
            return Mistaken(loaded)
        if self.library.folders.get(loaded.id, folder) != folder:
            return Refused(f'Another course has the id "{loaded.id}" already; choose another id.')
        if brought.course_id is not None and (before := self._replaced(folder, loaded)):
            return Refused(
                f'This looks like a new version of "{before.title}", but says nothing of it: add the line'
                f" id: {before.id} to its course.yaml, or an id of its own if it is another course."
            )
        return Laid(laid, loaded, brought.lesson_ids, notes_on_course(made))

    def _folder_for(self, brought: Brought) -> str | None:
        folders = self.library.folders
        if brought.course_id is None:
            found = self._candidates(brought)
            return folders.get(found[0].id) if len(found) == 1 else None
        if brought.course_id in folders:
            return folders[brought.course_id]
        if brought.says_so:
            return self._new_folder(brought.course_id)
        if brought.course_id in folders.values():
            return brought.course_id
        # A zip is soon called otherwise, and the same course would be there twice.
        twins = [course.id for course in self.library.courses if _same(course.title, brought.title)]
        twin = folders.get(twins[0]) if len(twins) == 1 else None
        return twin or self._new_folder(brought.course_id)

    def _replaced(self, folder: str, course: Course) -> Course | None:
        """The course that would vanish from this folder, if it is another than this."""
        here = (one for one in self.library.courses if self.library.folders.get(one.id) == folder)
        return next((one for one in here if one.id != course.id), None)

    def _candidates(self, brought: Brought) -> tuple[Course, ...]:
        """The courses that have one of these lessons; where none has, all."""
        courses = self.library.courses
        having = tuple(course for course in courses if any(map(course.lesson, brought.lesson_ids)))
        return having or courses

    def _new_folder(self, name: str) -> str:
        folder, number = name, 1
        while (self.shelf.root / folder).exists():
            number += 1
            folder = f"{name}-{number}"
        return folder

    def _serve(self, folder: str, before: str) -> Served | Settled | Mistaken:
        path = self.shelf.root / folder
        loaded = load_course(path) if path.is_dir() else ()
        if isinstance(loaded, Course):
            self.library = self.library.with_course(loaded, folder)
            return Served(loaded, before, self.shelf.digest(folder))
        return Mistaken(loaded) if loaded else Settled()

    def _raw(self, upload: Upload) -> Path:
        return self.shelf.incoming(upload.id) / _RAW

    def _made(self, upload: Upload) -> Path:
        return self.shelf.incoming(upload.id) / upload.folder


def _nothing() -> None:
    """Nobody wants to know."""


def _same(title: str, other: str) -> bool:
    return title.casefold().split() == other.casefold().split()
