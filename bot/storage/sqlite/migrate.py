"""Schema changes: numbered SQL files, forward only, each applied once and as a whole."""

from __future__ import annotations

import sqlite3
from importlib import resources
from importlib.resources.abc import Traversable


class SchemaTooNewError(Exception):
    """The database was made by a newer program than this one."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            f"the database has schema {found}, this program knows {known}: "
            "start the newer program, or restore a backup"
        )


def migrations(folder: Traversable | None = None) -> list[tuple[int, str]]:
    """(number, SQL) of each step, in order, numbered from 1 without a gap.

    Raises ValueError where a number is missing, or there twice: databases would be told apart no more."""
    folder = folder or resources.files("bot.storage") / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda f: f.name)
    numbers = [int(file.name.split("_")[0]) for file in files]
    if numbers != list(range(1, len(files) + 1)):
        raise ValueError(f"migrations must be numbered from 1, each once: {[file.name for file in files]}")
    return [(number, file.read_text("utf-8")) for number, file in zip(numbers, files, strict=True)]


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
