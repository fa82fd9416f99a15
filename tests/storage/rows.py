"""Rows for whatever tables there are, so that tables of later migrations are covered by themselves."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from bot.storage import personal
from bot.storage.database import Database, Tx
from bot.storage.sqlite.migrate import migrate
from tests import engine

Rows = dict[str, list[dict[str, Any]]]
"""Table -> its rows."""


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Database]:
    """One that is left open would keep the process from ending."""
    database = await engine.opened(path)
    try:
        yield database
    finally:
        await database.close()


def connect(path: Path) -> sqlite3.Connection:
    """To SQLite's, whatever the engine of the tests."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=0.05)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def tables(tx: Tx) -> list[str]:
    """All tables, those that others refer to first."""
    found = [name for (name,) in tx.execute(_TABLES_THERE if engine.on_postgres() else _TABLES)]
    return list(
        TopologicalSorter(
            {name: {to for to, _ in refers(tx, name).values()} for name in found}
        ).static_order()
    )


def columns(tx: Tx, table: str) -> dict[str, str]:
    """Column -> type."""
    types = {"text": "TEXT", "bytea": "BLOB"}
    query = _COLUMNS_THERE if engine.on_postgres() else _COLUMNS
    return {row["name"]: types.get(row["type"], row["type"]) for row in tx.execute(query, (table,))}


def refers(tx: Tx, table: str) -> dict[str, tuple[str, str]]:
    """Column -> the table and column that it refers to."""
    query = _REFERS_THERE if engine.on_postgres() else _REFERS
    return {row["name"]: (row["other"], row["its"] or "id") for row in tx.execute(query, (table,))}


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
_COLUMNS = "SELECT name, type FROM pragma_table_info(?) ORDER BY cid"
_REFERS = 'SELECT "from" AS name, "table" AS other, "to" AS its FROM pragma_foreign_key_list(?)'
_TABLES_THERE = (
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
    " AND table_name NOT LIKE 'tutorbot%'"
)
_COLUMNS_THERE = (
    "SELECT column_name AS name, data_type AS type FROM information_schema.columns"
    " WHERE table_schema = 'public' AND table_name = ? ORDER BY ordinal_position"
)
_REFERS_THERE = (
    "SELECT a.attname AS name, c.confrelid::regclass::text AS other, f.attname AS its FROM pg_constraint AS c"
    " CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k (own, its)"
    " JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.own"
    " JOIN pg_attribute AS f ON f.attrelid = c.confrelid AND f.attnum = k.its"
    " WHERE c.contype = 'f' AND c.conrelid = to_regclass(?)"
)


def everything(tx: Tx) -> Rows:
    return {table: [dict(row) for row in tx.execute(f"SELECT * FROM {table}")] for table in tables(tx)}


def schema(tx: Tx) -> set[tuple[str, str, str]]:
    found = tx.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return {(kind, name, " ".join(sql.split())) for kind, name, sql in found}


def fill(tx: Tx, learner_id: int) -> None:
    """One row in each table, about this learner wherever it is about one; no value is anywhere twice."""
    made: dict[str, dict[str, Any]] = {}
    for number, table in enumerate(tables(tx)):
        row: dict[str, Any] = {}
        for position, (column, kind) in enumerate(columns(tx, table).items()):
            own = 1_000_000 + learner_id * 10_000 + number * 100 + position
            text = f"{table}-{own}"
            row[column] = {"TEXT": text, "BLOB": text.encode()}.get(kind, own)
        if table in personal.COLUMNS:
            row[personal.COLUMNS[table]] = learner_id
        for column, (other, to) in refers(tx, table).items():
            row[column] = made[other][to]
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        tx.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        made[table] = row


def damage(path: Path) -> None:
    """A database that opens, and whose pages are not what they should be."""
    connection = connect(path)
    migrate(connection)
    fill(connection, 7)
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'learners'").fetchone()
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    whole = bytearray(path.read_bytes())
    whole[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    path.write_bytes(whole)
