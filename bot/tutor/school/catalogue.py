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
from bot.course.reading.notes import notes_on_library
from bot.course.shelf.disk import FolderError, copy, digest, each
from bot.course.shelf.shelf import Shelf
from bot.course.shelf.version import Version
from bot.learning.school.offering import IdTaken, RemovedCourse
from bot.learning.school.publication import (
    AlreadySettled,
    BaseChanged,
    CourseVersions,
    HasMistakes,
    RestorableVersion,
)

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


class Catalogue:
    """`library` is replaced as a whole; whoever works with one keeps it to the end of that use case. Whoever
    changes files, or may not see them half changed, holds `lock`."""

    def __init__(self, library: Library, content_dir: Path) -> None:
        self._library = library
        self._hidden = library.hidden
        self._listeners: list[Callable[[], None]] = []
        self.shelf = Shelf(content_dir)
        self.lock = asyncio.Lock()

    @property
    def library(self) -> Library:
        return self._library

    @library.setter
    def library(self, library: Library) -> None:
        self._library = library.hiding(self._hidden)
        for listener in self._listeners:
            listener()

    def replace(self, library: Library) -> None:
        """These courses are taught from now on, wherever they come from."""
        self.library = library

    def hide(self, ids: frozenset[str]) -> None:
        """These courses are hidden from now on, and no others."""
        self._hidden = ids
        self.library = self._library

    def listen(self, listener: Callable[[], None]) -> None:
        """It is called, in whatever thread, after other courses were put in place of those before."""
        self._listeners.append(listener)

    def restore(
        self, course: Course, key: str, present: str, now: datetime
    ) -> PublishedVersion | BaseChanged | AlreadySettled | HasMistakes:
        """An earlier version again; `present` is the one that it is to replace."""
        self.mend()
        versions = self.versions(course)
        version = next((one for one in versions if one.digest == key), None)
        if version is None:
            return AlreadySettled()
        if self._present(course) != present:
            return BaseChanged(None)
        put = self._served_again(version, present if present != _NOTHING else "", now)
        times = (version.since, *(one.since for one in versions if one is not version))
        return replace(put, restored=times) if isinstance(put, PublishedVersion) else put

    def take_out(self, course: Course, present: str, now: datetime) -> str | BaseChanged:
        """The course is taught no more; `present` is the version that was looked at. What brings it back."""
        self.mend()
        if self._present(course) != present:
            return BaseChanged(None)
        folder = self.library.folders[course.id]
        self.shelf.take_away(folder, now)
        self.library = self.library.without(course.id)
        return next((one.digest for one in self.shelf.versions(folder)), "")

    def taken_out(self) -> tuple[RemovedCourse, ...]:
        """The courses that can be brought back. Those that cannot be read any more are passed over."""
        loaded = ((one, load_course(one.path)) for one in self.shelf.taken_away())
        return tuple(
            RemovedCourse(version.digest, course) for version, course in loaded if isinstance(course, Course)
        )

    def bring_back(
        self, key: str, now: datetime
    ) -> PublishedVersion | AlreadySettled | HasMistakes | IdTaken:
        """A course that was taken out; `key` is the digest of its newest version."""
        self.mend()
        version = next((one for one in self.shelf.taken_away() if one.digest == key), None)
        if version is None:
            return AlreadySettled()
        loaded = load_course(version.path)
        if isinstance(loaded, Course) and (taken := self.library.course(loaded.id)):
            return IdTaken(taken)
        return self._served_again(version, "", now)

    def shelved(self, course: Course) -> CourseVersions:
        """A course with all versions of it."""
        present = self._present(course)
        editions = [RestorableVersion(one.digest, one.since, False) for one in self.versions(course)]
        if editions and editions[0].key == present:
            editions[0] = replace(editions[0], present=True)
        return CourseVersions(course, tuple(editions), present, course.id in self.library.hidden)

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

    def mend(self) -> None:
        """What is taught lies where it belongs, also where the last publication ended badly."""
        for failure in self.shelf.mend().values():
            raise failure

    def _served_again(self, version: Version, before: str, now: datetime) -> PublishedVersion | HasMistakes:
        self.shelf.clear(_RESTORED)
        made = self.shelf.incoming(_RESTORED) / version.folder
        try:
            copy(version.path, made)
            if digest(made) != version.digest:
                why = say("disk.not_whole")
                raise FolderError(errno.EIO, "that version is not whole any more", version.path, why)
            return self.put(made, version.folder, before, now)
        finally:
            with suppress(OSError):  # it is served or not, all the same; `sweep` takes away what is left
                self.shelf.clear(_RESTORED)

    def _present(self, course: Course) -> str:
        """The digest of a course's folder, for a button."""
        folder = self.library.folders.get(course.id)
        with suppress(OSError):
            return (self.shelf.digest(folder) if folder else "") or _NOTHING
        return _NOTHING

    def put(self, made: Path, folder: str, before: str, now: datetime) -> PublishedVersion | HasMistakes:
        """`made` takes the folder's place. All is read before, so that what is done is told as done,
        whatever the disk does afterwards."""
        loaded, present = load_course(made), digest(made)
        if not isinstance(loaded, Course):
            return HasMistakes(loaded)
        moved = loaded.moved(made.resolve(), self.shelf.root.resolve() / folder)
        self.shelf.put(made, folder, now)
        self.library = self.library.with_course(moved, folder)
        return PublishedVersion(moved, before, present)

    def teach(self, folder: str, before: str) -> PublishedVersion | HasMistakes:
        """A course's folder as it is, from now on; `before`: the digest of what was there."""
        loaded = load_course(self.shelf.root / folder)
        if not isinstance(loaded, Course):
            return HasMistakes(loaded)
        self.library = self.library.with_course(loaded, folder)
        return PublishedVersion(loaded, before, self.shelf.digest(folder))
