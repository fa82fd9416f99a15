"""Brings SQLite's tables up to date: each step once and as a whole."""

from __future__ import annotations

import sqlite3

from bot.storage.schema import SchemaTooNewError, migrations


def migrate(connection: sqlite3.Connection, upto: int | None = None) -> None:
    """Brings the schema up to the newest, or to `upto`. Raises SchemaTooNewError."""
    steps = migrations()
    version = schema_of(connection)
    if version > len(steps):
        raise SchemaTooNewError(version, len(steps))
    for number, sql in steps[version:upto]:
        connection.execute("BEGIN IMMEDIATE")
        try:
            _apply(connection, number, sql)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


def schema_of(connection: sqlite3.Connection) -> int:
    """The number of the last step that was applied; 0 for a new database."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _apply(connection: sqlite3.Connection, number: int, sql: str) -> None:
    if schema_of(connection) >= number:  # by another program, while this one waited for the lock
        return
    for statement in _statements(sql):
        connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {number}")


def _statements(sql: str) -> list[str]:
    statements, start = [], 0
    for end, character in enumerate(sql, 1):
        if character == ";" and sqlite3.complete_statement(sql[start:end]):
            statements.append(sql[start:end])
            start = end
    return [*statements, sql[start:]]
