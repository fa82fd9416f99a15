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

log = logging.getLogger(__name__)


class Checkpoints:
    """One at a time, in a thread, with a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._since = 0
        self._work: asyncio.Task[None] | None = None

    def committed(self, use_cases: int) -> None:
        """So many more are in the log."""
        self._since += use_cases
        if self._since >= EVERY and (self._work is None or self._work.done()):
            self._since = 0
            self._work = asyncio.create_task(self._checkpoint())

    async def close(self) -> None:
        """Waits for the one under way."""
        if self._work is not None:
            await self._work

    async def _checkpoint(self) -> None:
        try:
            await asyncio.to_thread(self._write)
        except sqlite3.Error as error:
            log.warning("the database's log cannot be emptied now: %s", error)

    def _write(self) -> None:
        with closing(sqlite3.connect(self._path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
