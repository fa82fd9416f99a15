"""A course that is taught, as a file of another program."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.course.exporting import ExportTo
from bot.course.exporting.export import CourseExport
from bot.course.exporting.report import line_of_loss, summary
from bot.course.message import Message
from bot.course.model import Course
from bot.learning.school.exported_course import ExportedCourse, NotExported
from bot.learning.school.publication import AlreadySettled
from bot.tutor.admins import Admins
from bot.tutor.school.catalogue import Catalogue
from bot.tutor.tap import Tap

log = logging.getLogger(__name__)


class CourseExports:
    def __init__(self, catalogue: Catalogue, admins: Admins) -> None:
        self._catalogue = catalogue
        self._admins = admins

    async def course(self, tap: Tap, key: str) -> Course | AlreadySettled:
        await self._admins.check(tap)
        return self._catalogue.library.course_by_key(key) or AlreadySettled()

    async def export(
        self, tap: Tap, key: str, to: ExportTo, in_words: Callable[[Message], str]
    ) -> ExportedCourse | NotExported | AlreadySettled:
        """`in_words`: for the few words that stand in the file itself. Nothing is published meanwhile."""
        course = await self.course(tap, key)
        if isinstance(course, AlreadySettled):
            return course
        async with self._catalogue.lock:
            try:
                return await asyncio.to_thread(self._written, course, to, tap.at, in_words)
            except OSError as error:
                log.warning("CONTENT_DIR: %s cannot be exported (%s)", course.id, error.strerror)
                return NotExported(course.title)

    def _written(
        self, course: Course, to: ExportTo, now: datetime, in_words: Callable[[Message], str]
    ) -> ExportedCourse:
        job = CourseExport(course, self._folder(course), now, in_words)
        written = to.target.write(job)
        file = f"{course.id}.{to.value}"
        report = (summary(file, written), *map(line_of_loss, job.lost.all))
        return ExportedCourse(course.title, file, written.data, report)

    def _folder(self, course: Course) -> Path:
        """Where its files lie just now."""
        folder = self._catalogue.library.folders.get(course.id, "")
        shelf = self._catalogue.shelf
        return shelf.elsewhere().get(folder, shelf.root / folder)
