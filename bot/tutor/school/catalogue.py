"""The library that is taught just now, and the folder that it comes from.

What touches files here blocks: the verbs of `publishing` call it in a thread.
"""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bot.course.library import Library
from bot.course.message import say
from bot.course.model import Course
from bot.course.reading.loader import load_course
from bot.course.reading.mistakes import Note
from bot.course.reading.notes import notes_on_course, notes_on_library
from bot.course.shelf import uploads
from bot.course.shelf.disk import FolderError, copy, digest, each, remove
from bot.course.shelf.shelf import MAKING, Shelf, Version
from bot.course.shelf.uploads import UploadContent
from bot.course.shelf.zip_file import ZipFileError
from bot.learning.school.publication import (
    AlreadySettled,
    BaseChanged,
    CourseVersions,
    HasMistakes,
    RestorableVersion,
    Upload,
    UploadRefused,
    WhichCourse,
)
from bot.tutor.school.placement import candidates, folder_for, replaced

_RAW = ".raw"
_NOTHING = "none"
"""The digest, on buttons, of a folder that is not there or cannot be read."""
_RESTORED = 0
"""No upload has this number: an old version lies there for a moment on its way back."""


@dataclass(frozen=True)
class PublishedVersion:
    """A course that is taught from now on; the digests of what was `before` ("": nothing), and of itself.
    `restored`: as Published has it."""

    course: Course
    before: str
    present: str
    restored: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class AppliedUpload:
    """The upload with its folder and base, the course as it would be, the ids of the lessons that came, and
    what is worth a look in it."""

    upload: Upload
    course: Course
    lesson_ids: tuple[str, ...]
    notes: tuple[Note, ...]


class Catalogue:
    """`library` is replaced as a whole; whoever works with one keeps it to the end of that use case. Whoever
    changes files, or may not see them half changed, holds `lock`."""

    def __init__(self, library: Library, content_dir: Path) -> None:
        self._library = library
        self.on_change: Callable[[], None] = _nothing
        """Called, in whatever thread, after other courses were put in place of those before."""
        self.shelf = Shelf(content_dir)
        self.lock = asyncio.Lock()

    @property
    def library(self) -> Library:
        return self._library

    @library.setter
    def library(self, library: Library) -> None:
        self._library = library
        self.on_change()

    def take(self, upload: Upload, data: bytes) -> AppliedUpload | HasMistakes | UploadRefused | WhichCourse:
        """Puts down what was sent, and lays it over the course it is for."""
        self._mend()
        self.shelf.clear(upload.id)
        try:
            brought = uploads.receive(upload.name, data, self._raw(upload))
        except ZipFileError as error:
            return UploadRefused(error.why)
        return HasMistakes(brought) if isinstance(brought, tuple) else self._lay(upload, brought)

    def lay(
        self, upload: Upload
    ) -> AppliedUpload | HasMistakes | UploadRefused | WhichCourse | AlreadySettled:
        """The same with what lies there already, over the course as it is now."""
        self._mend()
        if not self._raw(upload).is_dir():
            return AlreadySettled()
        try:
            brought = uploads.look(self._raw(upload), upload.name)
        except ZipFileError as error:
            return UploadRefused(error.why)
        return HasMistakes(brought) if isinstance(brought, tuple) else self._lay(upload, brought)

    def course(self, upload: Upload) -> Course | None:
        """The course as it would be, to be looked at."""
        made = self._made(upload)
        loaded = load_course(made) if upload.folder and made.is_dir() else ()
        return loaded if isinstance(loaded, Course) else None

    def publish(
        self, upload: Upload, now: datetime
    ) -> PublishedVersion | BaseChanged | AlreadySettled | HasMistakes:
        """Puts the course in place of what was there."""
        self._mend()
        made, folder = self._made(upload), upload.folder
        if not folder:
            return AlreadySettled()
        if not made.is_dir():
            return self._published_before(upload)
        if self.shelf.digest(folder) != upload.base:
            return BaseChanged(upload.draft)
        return self._put(made, folder, upload.base, now)

    def only_lesson(self, upload: Upload) -> str | None:
        """The id of the one lesson that was sent; None where it was several, or a course."""
        laid = uploads.look(self._raw(upload), "") if self._raw(upload).is_dir() else ()
        found = laid.lesson_ids if isinstance(laid, UploadContent) else ()
        return found[0] if len(found) == 1 else None

    def restore(
        self, course: Course, key: str, present: str, now: datetime
    ) -> PublishedVersion | BaseChanged | AlreadySettled | HasMistakes:
        """An earlier version again; `present` is the one that it is to replace."""
        self._mend()
        folder = self.library.folders.get(course.id, "")
        versions = self.versions(course)
        version = next((one for one in versions if one.digest == key), None)
        if version is None:
            return AlreadySettled()
        if self._present(course) != present:
            return BaseChanged(None)
        self.shelf.clear(_RESTORED)
        made = self.shelf.incoming(_RESTORED) / folder
        try:
            copy(version.path, made)
            if digest(made) != key:
                why = say("disk.not_whole")
                raise FolderError(errno.EIO, "that version is not whole any more", version.path, why)
            put = self._put(made, folder, present if present != _NOTHING else "", now)
        finally:
            with suppress(OSError):  # it is served or not, all the same; `sweep` takes away what is left
                self.shelf.clear(_RESTORED)
        times = (version.since, *(one.since for one in versions if one is not version))
        return replace(put, restored=times) if isinstance(put, PublishedVersion) else put

    def shelved(self, course: Course) -> CourseVersions:
        """A course with all versions of it."""
        present = self._present(course)
        editions = [RestorableVersion(one.digest, one.since, False) for one in self.versions(course)]
        if editions and editions[0].key == present:
            editions[0] = replace(editions[0], present=True)
        return CourseVersions(course, tuple(editions), present)

    def versions(self, course: Course) -> tuple[Version, ...]:
        folder = self.library.folders.get(course.id)
        return self.shelf.versions(folder) if folder else ()

    def notes(self) -> tuple[Note, ...]:
        """What is worth a look in CONTENT_DIR."""
        return notes_on_library(self.shelf.root)

    def clear(self, numbers: frozenset[int]) -> None:
        """Throws uploads away."""
        if numbers:
            self.shelf.claim()
            each(self.shelf.clear, numbers)

    def keep(self, now: datetime) -> None:
        """Sees to it that all that is taught can be restored one day."""
        self.shelf.claim()
        each(lambda folder: self.shelf.keep(folder, now), self.library.folders.values())

    def _mend(self) -> None:
        """What is taught lies where it belongs, also where the last publication ended badly."""
        for failure in self.shelf.mend().values():
            raise failure

    def _present(self, course: Course) -> str:
        """The digest of a course's folder, for a button."""
        folder = self.library.folders.get(course.id)
        with suppress(OSError):
            return (self.shelf.digest(folder) if folder else "") or _NOTHING
        return _NOTHING

    def _lay(
        self, upload: Upload, brought: UploadContent
    ) -> AppliedUpload | HasMistakes | UploadRefused | WhichCourse:
        folder = upload.folder or folder_for(brought, self.library, self.shelf.root)
        if folder is None:
            return WhichCourse(upload.draft, brought.title, candidates(brought, self.library))
        laid = replace(upload, folder=folder, base=self.shelf.digest(folder))
        called = self._make(laid, brought)
        loaded = load_course(self._made(laid), called, thorough=True)
        if not isinstance(loaded, Course):
            return HasMistakes(loaded)
        if self.library.folders.get(loaded.id, folder) != folder:
            return UploadRefused(say("zip.id_taken", id=loaded.id))
        if brought.course_id is not None and (before := replaced(folder, loaded, self.library)):
            return UploadRefused(say("zip.looks_like", title=before.title, id=before.id))
        return AppliedUpload(
            laid, loaded, brought.lesson_ids, notes_on_course(self._made(laid), called=called)
        )

    def _make(self, upload: Upload, brought: UploadContent) -> dict[str, str]:
        """The course as it would be, in a folder that is there as a whole or not at all: what lies under this
        name is what Publish publishes. Gives the names of files there -> what their sender calls them."""
        made, present = self._made(upload), self.shelf.root / upload.folder
        making = self.shelf.incoming(upload.id) / MAKING / upload.folder
        remove(making.parent)
        try:
            before = present if present.is_dir() else None
            called = uploads.build(self._raw(upload), brought, before, making)
            if made.exists():
                made.rename(making.with_name(".before"))
            making.rename(made)
        finally:
            remove(making.parent)
        return called

    def _put(self, made: Path, folder: str, before: str, now: datetime) -> PublishedVersion | HasMistakes:
        """All is read before, so that what is done is told as done, whatever the disk does afterwards."""
        loaded, present = load_course(made), digest(made)
        if not isinstance(loaded, Course):
            return HasMistakes(loaded)
        moved = loaded.moved(made.resolve(), self.shelf.root.resolve() / folder)
        self.shelf.put(made, folder, now)
        self.library = self.library.with_course(moved, folder)
        return PublishedVersion(moved, before, present)

    def _published_before(
        self, upload: Upload
    ) -> PublishedVersion | BaseChanged | AlreadySettled | HasMistakes:
        """A crash came between Publish and its answer, or while the upload was laid over its course again."""
        laid = self.lay(upload)
        if isinstance(laid, AppliedUpload) and digest(self._made(upload)) == laid.upload.base:
            return self._serve(upload.folder, upload.base)
        return laid if isinstance(laid, AlreadySettled) else BaseChanged(upload.draft)

    def _serve(self, folder: str, before: str) -> PublishedVersion | HasMistakes:
        loaded = load_course(self.shelf.root / folder)
        if not isinstance(loaded, Course):
            return HasMistakes(loaded)
        self.library = self.library.with_course(loaded, folder)
        return PublishedVersion(loaded, before, self.shelf.digest(folder))

    def _raw(self, upload: Upload) -> Path:
        return self.shelf.incoming(upload.id) / _RAW

    def _made(self, upload: Upload) -> Path:
        return self.shelf.incoming(upload.id) / upload.folder


def _nothing() -> None:
    """Nobody wants to know."""
