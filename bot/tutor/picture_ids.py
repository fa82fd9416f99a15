"""Telegram's file ids of the pictures this bot has sent, so that each is uploaded once; and the refused."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.course.library import Library
from bot.course.model import Course, Section
from bot.storage import picture_files
from bot.storage.database import Database, Tx
from bot.storage.errors import DatabaseError
from bot.storage.learner import learners

log = logging.getLogger(__name__)


class PictureIds:
    """Held in memory as well, read at the start: a look-up a message would be a transaction for nothing.

    The message has arrived, or will, when they are written: a database that cannot be written is no reason to
    send it again."""

    def __init__(self, database: Database, bot_id: int, known: dict[str, str]) -> None:
        self._database = database
        self._bot_id = bot_id
        self._known = known

    @classmethod
    async def open(cls, database: Database, bot_id: int) -> PictureIds:
        known = await database.transaction(lambda tx: picture_files.find(tx, bot_id))
        return cls(database, bot_id, known)

    def find(self, digest: str) -> str | None:
        return self._known.get(digest)

    async def keep(self, digest: str, file_id: str) -> None:
        self._known[digest] = file_id
        await self._try(lambda tx: picture_files.keep(tx, self._bot_id, digest, file_id))

    async def drop(self, digest: str) -> None:
        """Telegram does not know the file id any more."""
        self._known.pop(digest, None)
        await self._try(lambda tx: picture_files.drop(tx, self._bot_id, digest))

    async def whom_to_tell(self, digest: str, admins: Iterable[int]) -> tuple[int, ...]:
        """The admins who should hear that Telegram refuses this picture: nobody, where they know it."""

        def work(tx: Tx) -> tuple[int, ...]:
            if picture_files.is_told(tx, self._bot_id, digest):
                return ()
            return tuple(one for one in sorted(admins) if learners.may_be_written_to(tx, one))

        return await self._database.transaction(work)

    async def told(self, digest: str) -> None:
        await self._database.transaction(lambda tx: picture_files.told(tx, self._bot_id, digest))

    async def _try(self, work: Callable[[Tx], None]) -> None:
        try:
            await self._database.transaction(work)
        except DatabaseError as error:
            log.warning("a picture's file id is not kept: %s", type(error).__name__)


@dataclass(frozen=True)
class PictureUsage:
    """Where a picture is shown: in a section with this title, or else on the course's cover."""

    course: Course
    section: str | None


def usage(library: Library, digest: str) -> PictureUsage | None:
    """The first place that shows the picture; None where no course does (any more)."""
    for course in library.courses:
        if course.cover and course.cover.digest == digest:
            return PictureUsage(course, None)
        for lesson in course.lessons:
            for step in lesson.steps:
                if isinstance(step, Section) and step.picture and step.picture.digest == digest:
                    return PictureUsage(course, step.title)
    return None
