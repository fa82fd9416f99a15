"""A transaction on a connection to PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg

from bot.storage.changes import StoredChange
from bot.storage.database import Rows
from bot.storage.postgres.connection import PostgresConnection, as_ours
from bot.storage.postgres.dialect import statement, without_nul


class PostgresTx:
    """A Tx on a connection; nothing begins or commits here."""

    def __init__(self, connection: PostgresConnection) -> None:
        self._connection = connection
        self.changes: set[StoredChange] = set()
        self.wrote = False
        """Whether anything was asked but to read."""

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Rows:
        if not sql.startswith("SELECT"):
            self.wrote = True
        try:
            return self._connection.execute(statement(sql), values)
        except psycopg.DataError as error:
            cleaned = without_nul(values)
            if cleaned == list(values):
                raise as_ours(error) from error
            return self.execute(sql, cleaned)
        except psycopg.Error as error:
            raise as_ours(error) from error

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> Rows:
        self.wrote = True
        cursor = self._connection.cursor()
        try:
            cursor.executemany(statement(sql), [without_nul(row) for row in rows])
        except psycopg.Error as error:
            raise as_ours(error) from error
        return cursor

    def changed(self, what: StoredChange, /) -> None:
        self.changes.add(what)
