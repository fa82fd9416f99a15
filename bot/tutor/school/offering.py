"""Which courses are offered: hidden from who is not in them, and shown again; taken out, and brought back."""

from __future__ import annotations

import asyncio

from bot.course.starter import starter_files
from bot.learning.school.offering import (
    CourseFiles,
    CourseList,
    IdTaken,
    LastCourse,
    OfferChanged,
    Removed,
    RemovedCourse,
    Withdrawal,
)
from bot.learning.school.publication import (
    AlreadySettled,
    BaseChanged,
    CourseVersions,
    HasMistakes,
    NotWritten,
    Published,
)
from bot.storage.database import Database, Tx
from bot.storage.school import hidden_courses, statistics
from bot.tutor.admins import Admins
from bot.tutor.school.catalogue import Catalogue, PublishedVersion
from bot.tutor.school.content_dir import written
from bot.tutor.tap import Tap


class Offering:
    """Nobody loses anything by any of it: progress, answers and cards stay where they are."""

    def __init__(self, database: Database, catalogue: Catalogue, admins: Admins) -> None:
        self._database = database
        self._catalogue = catalogue
        self._admins = admins

    async def remember(self) -> None:
        """What was hidden before this start is hidden again."""
        self._catalogue.hide(await self._database.transaction(hidden_courses.ids))

    async def courses(self, tap: Tap) -> CourseList:
        await self._admins.check(tap)
        removed = await asyncio.to_thread(self._catalogue.taken_out)
        library = self._catalogue.library
        return CourseList(library.courses, library.hidden, len(removed))

    async def consider(self, tap: Tap, course_key: str) -> Withdrawal | LastCourse | AlreadySettled:
        """What it would mean to hide this course, or to take it out."""
        found = await self._found(tap, course_key)
        if not isinstance(found, CourseVersions):
            return found
        course = found.course

        def work(tx: Tx) -> tuple[int, int]:
            return sum(statistics.under_way(tx, course.id).values()), statistics.studying(tx, course.id)

        return Withdrawal(course, *await self._database.read(work), found.present)

    async def hide(self, tap: Tap, course_key: str) -> OfferChanged | LastCourse | AlreadySettled:
        async with self._catalogue.lock:
            found = await self._found(tap, course_key)
            if not isinstance(found, CourseVersions):
                return found
            course = found.course
            await self._database.transaction(lambda tx: hidden_courses.hide(tx, course.id, tap.at))
            await self.remember()
        return OfferChanged(course)

    async def show(self, tap: Tap, course_key: str) -> OfferChanged | AlreadySettled:
        """It is offered again."""
        async with self._catalogue.lock:
            await self._admins.check(tap)
            course = self._catalogue.library.course_by_key(course_key)
            if course is None:
                return AlreadySettled()
            await self._database.transaction(lambda tx: hidden_courses.show(tx, course.id))
            await self.remember()
        return OfferChanged(course)

    async def remove(
        self, tap: Tap, course_key: str, present: str
    ) -> Removed | LastCourse | BaseChanged | NotWritten | AlreadySettled:
        """The course is taught no more; `present` is the version that the admin was asked about."""
        async with self._catalogue.lock:
            found = await self._found(tap, course_key)
            if not isinstance(found, CourseVersions):
                return found
            course, catalogue = found.course, self._catalogue
            done = await written(catalogue.shelf, lambda: catalogue.take_out(course, present, tap.at))
        return Removed(course, done) if isinstance(done, str) else done

    async def removed(self, tap: Tap) -> tuple[RemovedCourse, ...]:
        await self._admins.check(tap)
        return await asyncio.to_thread(self._catalogue.taken_out)

    async def bring_back(
        self, tap: Tap, key: str
    ) -> Published | IdTaken | HasMistakes | NotWritten | AlreadySettled:
        await self._admins.check(tap)
        catalogue = self._catalogue
        async with catalogue.lock:
            done = await written(catalogue.shelf, lambda: catalogue.bring_back(key, tap.at))
        return Published((done.course,)) if isinstance(done, PublishedVersion) else done

    async def template(self, tap: Tap) -> CourseFiles:
        """A small course to begin from."""
        await self._admins.check(tap)
        return CourseFiles("my-course", await asyncio.to_thread(starter_files))

    async def _found(self, tap: Tap, course_key: str) -> CourseVersions | LastCourse | AlreadySettled:
        """A course without which others are left to begin."""
        await self._admins.check(tap)
        library = self._catalogue.library
        course = library.course_by_key(course_key)
        if course is None:
            return AlreadySettled()
        if all(other.id == course.id for other in library.offered):
            return LastCourse(course)
        return await asyncio.to_thread(self._catalogue.shelved, course)
