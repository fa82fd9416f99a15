"""The tables that the same steps make on both engines are the same."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.storage.postgres import dialect
from bot.storage.postgres.connection import connect
from bot.storage.postgres.migrate import OWN_TABLES, migrate, schema_of
from bot.storage.schema import migrations
from bot.storage.sqlite.migrate import migrate as migrate_sqlite
from tests import engine

NEWEST = len(migrations())
Ask = Callable[..., Iterable[Any]]


def both(path: Path, upto: int | None, look: Callable[[Ask, Ask], Any]) -> Any:
    """What is found in both, made by the steps up to this one."""
    with (
        closing(sqlite3.connect(":memory:", isolation_level=None)) as here,
        closing(connect(engine.empty_database(path))) as there,
    ):
        migrate_sqlite(here, upto)
        migrate(there, upto)
        ask = lambda sql, *values: there.execute(sql.encode(), values or None)  # noqa: E731
        return look(lambda sql, *values: here.execute(sql, values), ask)


@pytest.mark.parametrize("upto", [*range(1, NEWEST, 5), NEWEST])
def test_each_table_has_the_same_columns_keys_and_indexes(path: Path, upto: int) -> None:
    def look(here: Ask, there: Ask) -> None:
        assert columns_here(here) == columns_there(there)
        assert indexes_here(here) == indexes_there(there)
        assert references_here(here) == references_there(there)
        assert len(columns_here(here)) > 20

    both(path, upto, look)


def test_the_steps_are_applied_once_and_by_one_program_at_a_time(path: Path) -> None:
    address = engine.empty_database(path)
    with closing(connect(address)) as first, closing(connect(address)) as second:
        migrate(first, upto=3)
        assert schema_of(first) == 3
        migrate(second)
        migrate(first)
        assert schema_of(first) == schema_of(second) == NEWEST


def test_only_types_differ_and_words_in_comments_and_quotes_are_left_alone() -> None:
    sql = "-- TEXT, and INTEGER\nCREATE TABLE a (b INTEGER, c TEXT DEFAULT 'TEXT', d BLOB, e BIGINT)"
    assert dialect.schema(sql) == (
        "-- TEXT, and INTEGER\n"
        "CREATE TABLE a (b BIGINT, c TEXT COLLATE \"C\" DEFAULT 'TEXT', d BYTEA, e BIGINT)"
    )


def test_question_marks_are_numbered_but_for_those_in_quotes() -> None:
    assert dialect.statement("SELECT '?', a FROM b WHERE c = ? AND d = '%' LIMIT ?") == (
        "SELECT '?', a FROM b WHERE c = $1 AND d = '%' LIMIT $2"
    )


KINDS = {
    **{"BIGINT": "whole", "INTEGER": "whole", "bigint": "whole"},
    **{"TEXT": "text", "text": "text", "BLOB": "bytes", "bytea": "bytes"},
    **{"DOUBLE PRECISION": "real", "double precision": "real"},
}


def columns_here(ask: Ask) -> list[tuple[Any, ...]]:
    """(table, column, kind, whether it must be there, default, place in the key), in order."""
    rows = ask(
        'SELECT m.name, c.name, c.type, c."notnull" OR c.pk > 0, c.dflt_value, c.pk FROM sqlite_master AS m'
        " JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table' ORDER BY m.name, c.cid"
    )
    return [(table, name, KINDS[kind], bool(needed), *rest) for table, name, kind, needed, *rest in rows]


def columns_there(ask: Ask) -> list[tuple[Any, ...]]:
    rows = ask(
        "SELECT c.table_name, c.column_name, c.data_type, c.is_nullable = 'NO',"
        " regexp_replace(c.column_default, '::text$', ''), COALESCE(k.ordinal_position, 0)"
        " FROM information_schema.columns AS c LEFT JOIN (information_schema.table_constraints AS t"
        " JOIN information_schema.key_column_usage AS k USING (constraint_name, table_name))"
        " ON t.constraint_type = 'PRIMARY KEY' AND k.table_name = c.table_name"
        " AND k.column_name = c.column_name WHERE c.table_schema = 'public'"
        ' ORDER BY c.table_name COLLATE "C", c.ordinal_position'
    )
    return [(table, name, KINDS[kind], *rest) for table, name, kind, *rest in rows if table not in OWN_TABLES]


def indexes_here(ask: Ask) -> set[tuple[Any, ...]]:
    """(table, name or "" for a key's, whether unique, columns or None for what is computed, condition)."""
    found = set()
    for table, name, unique, origin, sql in ask(
        'SELECT m.name, i.name, i."unique", i.origin, s.sql FROM sqlite_master AS m'
        " JOIN pragma_index_list(m.name) AS i JOIN sqlite_master AS s ON s.name = i.name"
        " WHERE m.type = 'table'"
    ):
        columns = tuple(row[0] for row in ask("SELECT name FROM pragma_index_info(?) ORDER BY seqno", name))
        _, _, condition = (sql or "").partition(" WHERE ")
        if origin != "pk":
            own = name if origin == "c" else ""
            found.add((table, own, bool(unique), columns, plain(condition or (sql and _after_where(sql)))))
    return found


def _after_where(sql: str) -> str:
    return re.split(r"\bWHERE\b", sql)[1] if "WHERE" in sql else ""


def indexes_there(ask: Ask) -> set[tuple[Any, ...]]:
    rows = ask(
        "SELECT i.indrelid::regclass::text, CASE WHEN i.indisunique THEN '' ELSE c.relname::text END,"
        " i.indisunique, (SELECT array_agg(a.attname::text ORDER BY k.n) FROM unnest(i.indkey)"
        " WITH ORDINALITY AS k (number, n) LEFT JOIN pg_attribute AS a"
        " ON a.attrelid = i.indrelid AND a.attnum = k.number AND k.number > 0),"
        " pg_get_expr(i.indpred, i.indrelid) FROM pg_index AS i JOIN pg_class AS c ON c.oid = i.indexrelid"
        " JOIN pg_namespace AS s ON s.oid = c.relnamespace"
        " WHERE s.nspname = 'public' AND NOT i.indisprimary"
    )
    return {(table, name, unique, tuple(of), plain(where or "")) for table, name, unique, of, where in rows}


def plain(condition: str | None) -> str:
    return re.sub(r"::text|[()]", "", " ".join((condition or "").split())).strip()


def references_here(ask: Ask) -> set[tuple[Any, ...]]:
    """(table, column, table that it refers to, column there, what happens when that is deleted)."""
    rows = ask(
        'SELECT m.name, f."from", f."table", f."to", f.on_delete FROM sqlite_master AS m'
        " JOIN pragma_foreign_key_list(m.name) AS f WHERE m.type = 'table'"
    )
    return {tuple(row) for row in rows}


def references_there(ask: Ask) -> set[tuple[Any, ...]]:
    rows = ask(
        "SELECT c.conrelid::regclass::text, a.attname::text, c.confrelid::regclass::text, f.attname::text,"
        " CASE c.confdeltype WHEN 'c' THEN 'CASCADE' ELSE 'NO ACTION' END FROM pg_constraint AS c"
        " CROSS JOIN LATERAL unnest(c.conkey, c.confkey) AS k (own, its)"
        " JOIN pg_attribute AS a ON a.attrelid = c.conrelid AND a.attnum = k.own"
        " JOIN pg_attribute AS f ON f.attrelid = c.confrelid AND f.attnum = k.its WHERE c.contype = 'f'"
    )
    return {tuple(row) for row in rows}
