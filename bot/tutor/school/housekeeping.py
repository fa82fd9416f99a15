"""What keeps CONTENT_DIR in order beside publishing: at the start, and where an upload is forgotten."""

from __future__ import annotations

import asyncio
from datetime import datetime

from bot.storage.database import Database
from bot.storage.school import uploads
from bot.tutor.admins import Admins
from bot.tutor.school.catalogue import Catalogue


class Housekeeping:
    def __init__(self, database: Database, catalogue: Catalogue, admins: Admins) -> None:
        self._database = database
        self._catalogue = catalogue
        self._admins = admins

    async def tidy(self, now: datetime) -> None:
        """Keeps what is taught as a version, and throws away what belongs to no upload. Raises OSError."""
        try:
            await self.sweep()
        finally:
            if self._admins.ids:
                async with self._catalogue.lock:
                    await asyncio.to_thread(self._catalogue.keep, now)

    async def sweep(self) -> None:
        """Throws away what belongs to no upload (any more). Raises OSError."""
        async with self._catalogue.lock:
            ids = await self._database.transaction(uploads.ids)
            numbers = await asyncio.to_thread(self._catalogue.shelf.numbers)
            await asyncio.to_thread(self._catalogue.clear, numbers - ids)

    async def out_of_place(self) -> tuple[str, ...]:
        """The titles of the courses whose files are not to be had where they belong."""
        async with self._catalogue.lock:
            found = await asyncio.to_thread(self._catalogue.shelf.elsewhere)
        library = self._catalogue.library
        return tuple(one.title for one in library.courses if library.folders.get(one.id) in found)
