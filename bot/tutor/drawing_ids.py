"""Telegram's file ids of what was drawn for one learner: what has not changed is not drawn anew."""

from __future__ import annotations

import logging
from collections.abc import Callable

from bot.storage import drawings
from bot.storage.database import Database, Tx
from bot.storage.errors import DatabaseError

log = logging.getLogger(__name__)


class DrawingIds:
    """One row a learner and subject, and nothing in memory: learners are many, and look at theirs seldom.

    What is drawn is sent, or will be, whether its id can be written or not."""

    def __init__(self, database: Database, bot_id: int) -> None:
        self._database = database
        self._bot_id = bot_id

    async def find(self, learner_id: int, subject: str, digest: str) -> str | None:
        return await self._database.transaction(
            lambda tx: drawings.find(tx, learner_id, subject, self._bot_id, digest)
        )

    async def keep(self, learner_id: int, subject: str, digest: str, file_id: str) -> None:
        of_bot = (self._bot_id, digest)
        await self._try(lambda tx: drawings.keep(tx, learner_id, subject, of_bot, file_id))

    async def drop(self, learner_id: int, subject: str) -> None:
        """Telegram does not know the file id any more."""
        await self._try(lambda tx: drawings.drop(tx, learner_id, subject))

    async def _try(self, work: Callable[[Tx], None]) -> None:
        try:
            await self._database.transaction(work)
        except DatabaseError as error:
            log.warning("a drawing's file id is not kept: %s", type(error).__name__)
