"""A database in memory, gone with the process: for what can be made again at any time."""

from __future__ import annotations

import sqlite3
from threading import Lock
from typing import TypeVar

from bot.storage.database import Work
from bot.storage.sqlite.tx import SqliteTx, as_ours

T = TypeVar("T")


class MemoryDatabase:
    """May be used from any thread; what several do at once is done one after the other, which blocks."""

    def __init__(self) -> None:
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._lock = Lock()

    def run(self, work: Work[T]) -> T:
        """Raises DatabaseError."""
        with self._lock:
            try:
                return work(SqliteTx(self._connection))
            except sqlite3.Error as error:  # a row that is fetched may fail as well
                raise as_ours(error) from error

    def close(self) -> None:
        with self._lock:
            self._connection.close()
