"""The index for searching, made at the start and whenever other courses are taught, beside the updates."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.storage.errors import DatabaseError
from bot.tutor.school.catalogue import Catalogue
from bot.tutor.search.search import Search

log = logging.getLogger(__name__)


@asynccontextmanager
async def index_at_work(search: Search, catalogue: Catalogue) -> AsyncIterator[None]:
    """Whoever searches before it is made waits for it. On leaving, it is made no more."""
    loop, changed = asyncio.get_running_loop(), asyncio.Event()
    changed.set()

    def tell() -> None:  # in whatever thread
        if not loop.is_closed():
            loop.call_soon_threadsafe(changed.set)

    catalogue.listen(tell)
    work = asyncio.create_task(_follow(search, changed))
    try:
        yield
    finally:
        work.cancel()
        with suppress(asyncio.CancelledError):
            await work


async def _follow(search: Search, changed: asyncio.Event) -> None:
    while await changed.wait():
        changed.clear()
        try:
            await search.prepare()
        except DatabaseError as error:  # whoever searches is told that something went wrong
            log.error("the index for searching cannot be made: %s", error)
