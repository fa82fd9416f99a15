"""A transaction on SQLite's connection, and its errors as ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

from bot.storage.changes import StoredChange
from bot.storage.database import Rows, Work
from bot.storage.errors import ConflictError, DatabaseError, OperationalError

T = TypeVar("T")


class SqliteTx:
    """A Tx on a connection; without one of Database, no more than that: nothing begins or commits here."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.changes: set[StoredChange] = set()

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Rows:
        try:
            return self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise as_ours(error) from error

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> Rows:
        try:
            return self._connection.executemany(sql, rows)
        except sqlite3.Error as error:
            raise as_ours(error) from error

    def changed(self, what: StoredChange, /) -> None:
        self.changes.add(what)


def read(path: Path, work: Work[T]) -> T:
    """What `work` finds in the file, on a connection of its own. Raises DatabaseError."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            connection.isolation_level = None
            connection.execute("BEGIN")
            return work(SqliteTx(connection))
    except sqlite3.Error as error:
        raise as_ours(error) from error


_OURS = ((sqlite3.IntegrityError, ConflictError), (sqlite3.OperationalError, OperationalError))
"""Kinds of SQLite's error that have one of ours; all others are DatabaseError."""


def as_ours(error: Exception) -> Exception:
    """SQLite's error as one of ours, with the same words; any other as it is."""
    if not isinstance(error, sqlite3.Error):
        return error
    kind = next((ours for its, ours in _OURS if isinstance(error, its)), DatabaseError)
    made = kind(str(error))
    made.__cause__ = error
    return made


def code_of(error: Exception) -> int:
    """SQLite's primary result code, of its own error or of ours made from it; 0 where there is none."""
    found = error if isinstance(error, sqlite3.Error) else error.__cause__
    return int(getattr(found, "sqlite_errorcode", 0)) & 0xFF  # the rest tells variants apart
