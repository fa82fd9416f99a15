"""Telegram's file ids of the pictures this bot has sent, so that each is uploaded once."""

from __future__ import annotations

from bot.storage import files
from bot.storage.database import Database


class PictureIds:
    """Held in memory as well: a look-up a message would be a transaction for nothing."""

    def __init__(self, database: Database, bot_id: int, known: dict[str, str]) -> None:
        self._database = database
        self._bot_id = bot_id
        self._known = known

    @classmethod
    async def open(cls, database: Database, bot_id: int) -> PictureIds:
        known = await database.transaction(lambda tx: files.find(tx, bot_id))
        return cls(database, bot_id, known)

    def find(self, digest: str) -> str | None:
        return self._known.get(digest)

    async def keep(self, digest: str, file_id: str) -> None:
        self._known[digest] = file_id
        await self._database.transaction(lambda tx: files.keep(tx, self._bot_id, digest, file_id))

    async def drop(self, digest: str) -> None:
        """Telegram does not know the file id any more."""
        self._known.pop(digest, None)
        await self._database.transaction(lambda tx: files.drop(tx, self._bot_id, digest))
