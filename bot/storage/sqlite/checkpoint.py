"""Brings what is in the write-ahead log into the database's file, beside the use cases.

Left alone, SQLite does that within a commit, and whoever has just tapped waits until the disk has it all.
Source: https://sqlite.org/wal.html#ckpt
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from contextlib import closing
from pathlib import Path

EVERY = 1024
"""Use cases between two checkpoints: about 16 MB of log."""

LONGEST_LOG = 20_000
"""Pages of 4 KiB after which a commit does it all the same: when this one has long failed or not kept up."""

AGAIN = 5.0
"""Seconds after which the whole of the log is tried to be emptied once more."""

_WAIT = 0.05
"""Seconds that it waits for whoever reads an older state; as long, nobody may write."""

log = logging.getLogger(__name__)


class Checkpoints:
    """One at a time, in a thread, with a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._since = 0
        self._wholly = False
        self._not_before = 0.0
        self._work: asyncio.Task[None] | None = None

    def committed(self, use_cases: int) -> None:
        """So many more are in the log."""
        self._since += use_cases
        if self._since >= EVERY or (self._wholly and self._not_before <= asyncio.get_running_loop().time()):
            self._begin()

    def clear(self) -> None:
        """Leaves nothing in the log, as soon as can be: there is something in it that was to be deleted."""
        self._wholly = True
        self._begin()

    async def close(self) -> None:
        """Waits for the one under way."""
        if self._work is not None:
            await self._work

    def _begin(self) -> None:
        if self._work is None or self._work.done():
            self._since = 0
            self._work = asyncio.create_task(self._checkpoint("TRUNCATE" if self._wholly else "PASSIVE"))

    async def _checkpoint(self, mode: str) -> None:
        # While somebody reads for long (a backup, say), each try keeps all others from writing for a moment.
        self._not_before = asyncio.get_running_loop().time() + AGAIN
        try:
            busy = await asyncio.to_thread(self._write, mode)
        except sqlite3.Error as error:
            log.warning("the database's log cannot be emptied now: %s", error)
        else:
            if mode == "TRUNCATE":
                self._wholly = busy

    def _write(self, mode: str) -> bool:
        """Whether somebody else was in the way."""
        with closing(sqlite3.connect(self._path, timeout=_WAIT)) as connection:
            busy, *_ = connection.execute(f"PRAGMA wal_checkpoint({mode})").fetchone()
        return bool(busy)
