"""Schema changes, tried on every schema there has been, with rows in every table."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from bot.storage.engine import open_database
from bot.storage.schema import SchemaTooNewError, migrations
from bot.storage.sqlite import migrate as steps
from bot.storage.sqlite.migrate import migrate, schema_of
from tests.storage.rows import connect, everything, fill, schema

NEWEST = len(migrations())


def test_steps_are_numbered_from_one_without_a_gap() -> None:
    assert [number for number, _ in migrations()] == list(range(1, NEWEST + 1))


@pytest.mark.parametrize("numbers", [("0001", "0001"), ("0001", "0003")], ids=["twice", "missing"])
def test_a_number_that_is_missing_or_there_twice_is_refused(numbers: tuple[str, ...], tmp_path: Path) -> None:
    for name, number in zip("ab", numbers, strict=True):
        (tmp_path / f"{number}_{name}.sql").write_text("SELECT 1;")
    with pytest.raises(ValueError, match="each once"):
        migrations(tmp_path)


def test_a_step_is_sql_that_other_databases_understand() -> None:
    for _, sql in migrations():
        assert not set(sql.upper().split()) & {"AUTOINCREMENT", "PRAGMA", "ROWID", "STRICT"}


@pytest.mark.parametrize("version", range(1, NEWEST + 1))
async def test_every_earlier_schema_becomes_the_newest_and_keeps_its_rows(version: int, path: Path) -> None:
    old = connect(path)
    migrate(old, upto=version)
    assert schema_of(old) == version
    fill(old, 7)
    before = everything(old)
    old.close()

    await (await open_database(path)).close()

    now = connect(path)
    after = everything(now)
    assert schema_of(now) == NEWEST
    assert schema(now) == schema(fresh())
    assert now.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert not now.execute("PRAGMA foreign_key_check").fetchall()
    for table in before.keys() & after.keys():
        columns = before[table][0].keys() & after[table][0].keys()
        assert [after[table][0][name] for name in columns] == [before[table][0][name] for name in columns]
    now.close()


def test_each_step_is_applied_once(connection: sqlite3.Connection) -> None:
    before = schema(connection)
    migrate(connection)
    assert schema(connection) == before


def test_a_step_that_fails_leaves_the_old_schema_and_its_rows(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(connection, 7)
    before = (schema(connection), everything(connection))
    broken = "CREATE TABLE extra (a INTEGER); DELETE FROM taps; INSERT INTO nowhere VALUES (1);"
    monkeypatch.setattr(steps, "migrations", lambda: [*migrations(), (NEWEST + 1, broken)])
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(connection)
    assert (schema(connection), everything(connection)) == before
    assert schema_of(connection) == NEWEST
    monkeypatch.undo()
    migrate(connection)


def test_every_statement_of_a_step_is_run_the_last_one_without_its_semicolon_too(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    sql = "-- a; b\nCREATE TABLE one (a TEXT DEFAULT ';');\nCREATE TABLE two (a TEXT)"
    monkeypatch.setattr(steps, "migrations", lambda: [*migrations(), (NEWEST + 1, sql)])
    migrate(connection)
    assert {"one", "two"} <= everything(connection).keys()
    assert schema_of(connection) == NEWEST + 1


def test_a_newer_database_is_refused(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA user_version = {NEWEST + 1}")
    with pytest.raises(SchemaTooNewError):
        migrate(connection)


def test_two_programs_that_start_at_once_make_the_tables_once(path: Path) -> None:
    first, second = connect(path), sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    second.execute("PRAGMA busy_timeout = 5000")
    first.execute("BEGIN IMMEDIATE")  # the second reads the version now and then waits for its turn
    failed: list[Exception] = []
    waiting = threading.Event()

    def other() -> None:
        second.set_trace_callback(lambda statement: waiting.set() if "BEGIN" in statement else None)
        try:
            migrate(second)
        except sqlite3.Error as error:
            failed.append(error)

    thread = threading.Thread(target=other)
    thread.start()
    assert waiting.wait(5)
    number, sql = migrations()[0]
    for statement in steps._statements(sql):
        first.execute(statement)
    first.execute(f"PRAGMA user_version = {number}")
    first.execute("COMMIT")
    thread.join()
    assert not failed
    assert schema_of(first) == NEWEST
    first.close()
    second.close()


def fresh() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    migrate(connection)
    return connection
