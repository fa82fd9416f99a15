"""All that a SQLite database holds, to be copied."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from graphlib import TopologicalSorter
from pathlib import Path

from bot.storage.sqlite.tx import as_ours
from bot.storage.whole import StoredRow


class WholeSqlite:
    """A Whole."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @cached_property
    def tables(self) -> dict[str, tuple[str, ...]]:
        found = self._connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        )
        refer = 'SELECT "table" FROM pragma_foreign_key_list(?)'
        others = {name: {to for (to,) in self._connection.execute(refer, (name,))} for (name,) in found}
        columns = "SELECT name FROM pragma_table_info(?) ORDER BY cid"
        return {
            name: tuple(column for (column,) in self._connection.execute(columns, (name,)))
            for name in TopologicalSorter(others).static_order()
        }

    def rows(self, table: str) -> Iterator[StoredRow]:
        yield from self._connection.execute(f"SELECT {', '.join(self.tables[table])} FROM {table}")  # noqa: S608

    def has(self, table: str, condition: str) -> bool:
        found = self._connection.execute(f"SELECT 1 FROM {table} WHERE {condition} LIMIT 1")  # noqa: S608
        return found.fetchone() is not None

    def clear(self, table: str) -> None:
        self._connection.execute(f"DELETE FROM {table}")  # noqa: S608

    def load(self, table: str, rows: Iterable[StoredRow]) -> None:
        names = self.tables[table]
        marks = ", ".join("?" * len(names))
        self._connection.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608
            rows,
        )

    def as_kept(self, row: StoredRow) -> StoredRow:
        return row


@contextmanager
def snapshot(path: Path) -> Iterator[WholeSqlite]:
    """Only read, as one moment left it. Raises DatabaseError."""
    with _transaction(f"{path.absolute().as_uri()}?mode=ro", "BEGIN") as whole:
        yield whole


@contextmanager
def filling(path: Path) -> Iterator[WholeSqlite]:
    """What is written is kept together at the end, unless something is raised. Raises DatabaseError."""
    with _transaction(f"{path.absolute().as_uri()}?mode=rw", "BEGIN IMMEDIATE") as whole:
        yield whole


@contextmanager
def _transaction(uri: str, begin: str) -> Iterator[WholeSqlite]:
    try:
        with closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(begin)
            yield WholeSqlite(connection)
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise as_ours(error) from error
