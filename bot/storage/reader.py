"""Long looks at the database that keep nobody waiting: on a connection and in a thread of their own."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from bot.storage.database import Tx

T = TypeVar("T")


class Reader:
    """Sees the state of one moment, as it was committed. Nothing can be written."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def read(self, work: Callable[[Tx], T]) -> T:
        """Raises DatabaseError."""
        return await asyncio.to_thread(self._read, work)

    def _read(self, work: Callable[[Tx], T]) -> T:
        with closing(sqlite3.connect(f"{self._path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            connection.isolation_level = None
            connection.execute("BEGIN")
            return work(connection)
