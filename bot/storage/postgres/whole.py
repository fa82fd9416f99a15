"""All that a PostgreSQL database holds, to be copied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from graphlib import TopologicalSorter

import psycopg
from psycopg import sql

from bot.storage.address import PostgresAddress
from bot.storage.postgres.connection import PostgresConnection, as_ours, connect
from bot.storage.postgres.dialect import without_nul
from bot.storage.postgres.migrate import OWN_TABLES
from bot.storage.whole import StoredRow

_AT_ONCE = 2000
"""Rows that are fetched together."""


class WholePostgres:
    """A Whole."""

    def __init__(self, connection: PostgresConnection) -> None:
        self._connection = connection

    @cached_property
    def tables(self) -> dict[str, tuple[str, ...]]:
        columns: dict[str, tuple[str, ...]] = {}
        for table, column in self._connection.execute(
            "SELECT c.relname::text, a.attname::text FROM pg_class AS c"
            " JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped"
            " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"
            " ORDER BY c.relname, a.attnum"
        ):
            if table not in OWN_TABLES:
                columns[table] = (*columns.get(table, ()), column)
        others: dict[str, set[str]] = {table: set() for table in columns}
        for table, other in self._connection.execute(
            "SELECT c.relname::text, o.relname::text FROM pg_constraint AS f"
            " JOIN pg_class AS c ON c.oid = f.conrelid JOIN pg_class AS o ON o.oid = f.confrelid"
            " WHERE f.contype = 'f' AND c.relnamespace = current_schema()::regnamespace"
        ):
            others[table].add(other)
        return {table: columns[table] for table in TopologicalSorter(others).static_order()}

    def rows(self, table: str) -> Iterator[StoredRow]:
        with self._connection.cursor("rows") as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(sql.SQL("SELECT {} FROM {}").format(self._columns(table), sql.Identifier(table)))
            yield from map(tuple, cursor)

    def has(self, table: str, condition: str) -> bool:
        query = f"SELECT 1 FROM {table} WHERE {condition} LIMIT 1"  # noqa: S608
        return self._connection.execute(query.encode()).fetchone() is not None

    def clear(self, table: str) -> None:
        self._connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))

    def load(self, table: str, rows: Iterable[StoredRow]) -> None:
        into = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), self._columns(table))
        with self._connection.cursor() as cursor, cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)

    def as_kept(self, row: StoredRow) -> StoredRow:
        return tuple(without_nul(row))

    def _columns(self, table: str) -> sql.Composable:
        return sql.SQL(", ").join(map(sql.Identifier, self.tables[table]))


@contextmanager
def snapshot(address: PostgresAddress) -> Iterator[WholePostgres]:
    """Only read, as one moment left it. Raises DatabaseError."""
    with _transaction(address, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as connection:
        yield WholePostgres(connection)


@contextmanager
def filling(address: PostgresAddress) -> Iterator[WholePostgres]:
    """What is written is kept together at the end, unless something is raised. Raises DatabaseError."""
    with _transaction(address, "BEGIN") as connection:
        yield WholePostgres(connection)
        connection.execute("ANALYZE")  # otherwise it would know nothing of its tables for a while


@contextmanager
def _transaction(address: PostgresAddress, begin: str) -> Iterator[PostgresConnection]:
    try:
        with closing(connect(address)) as connection:
            connection.execute(begin.encode())
            yield connection
            connection.execute("COMMIT")
    except psycopg.Error as error:
        raise as_ours(error, address) from error
