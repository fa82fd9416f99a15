"""PostgreSQL: one connection that writes, in a thread of its own, and one for each long look."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from bot.storage.address import PostgresAddress
from bot.storage.database import Database, Listener, Tx, Work
from bot.storage.errors import DatabaseAwayError, LostLockError
from bot.storage.postgres.reader import read
from bot.storage.postgres.writer import Writer
from bot.storage.use_case_queue import Committed, UseCaseQueue

T = TypeVar("T")

GROUP = 60
"""Use cases committed together at the most: with more than 64 savepoints in a transaction, all who read
meanwhile become slow there (PGPROC_MAX_CACHED_SUBXIDS)."""

CHECK_SECONDS = 3.0
"""So long a check may take where all is well."""


class PostgresDatabase(Database):
    """Opened by `PostgresDatabase.open`."""

    def __init__(self, address: PostgresAddress, writer: Writer, executor: ThreadPoolExecutor) -> None:
        self._address = address
        self._writer = writer
        self._executor = executor
        self._use_cases = UseCaseQueue(self._commit, GROUP)
        self._lost: Callable[[], None] = _ends_nothing
        self._closed = False

    @classmethod
    async def open(cls, address: PostgresAddress) -> PostgresDatabase:
        """As `open_database` says."""
        thread = ThreadPoolExecutor(1, "database")
        try:
            writer = await asyncio.get_running_loop().run_in_executor(thread, Writer.open, address)
        except BaseException:
            thread.shutdown(wait=False)
            raise
        return cls(address, writer, thread)

    async def transaction(self, work: Work[T], /) -> T:
        """While no server can be reached, it waits."""
        return await self._use_cases.transaction(work)

    async def read(self, work: Work[T], /) -> T:
        return await asyncio.to_thread(read, self._address, work)

    def listen(self, listener: Listener, /) -> None:
        self._use_cases.listen(listener)

    async def begin_term(self, lost: Callable[[], None], /) -> int:
        self._lost = lost
        return await asyncio.get_running_loop().run_in_executor(self._executor, self._writer.begin_term)

    def clear_log(self) -> None:
        """Nothing: when the server overwrites what was deleted is a matter of the server."""

    async def check(self) -> None:
        if self._writer.away:
            raise DatabaseAwayError(f"{self._address}: is not to be reached now")
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                await self.transaction(_write_nothing)
        except TimeoutError:
            raise DatabaseAwayError(f"{self._address}: does not answer") from None

    async def close(self) -> None:
        """Finishes what waits, unless no server can be reached."""
        self._writer.give_up()
        await self._use_cases.close()
        if not self._closed:
            self._closed = True
            await asyncio.get_running_loop().run_in_executor(self._executor, self._writer.close)
            await asyncio.to_thread(self._executor.shutdown)

    async def _commit(self, works: list[Work[Any]]) -> Committed:
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._executor, self._writer.commit_together, works
            )
        except LostLockError:
            self._lost()
            raise


def _ends_nothing() -> None:
    """Without a term of its own it cannot be at an end."""


def _write_nothing(tx: Tx) -> None:
    """It counts as writing, and is committed as what is written is."""
    tx.execute("DELETE FROM taps WHERE id = ''")
