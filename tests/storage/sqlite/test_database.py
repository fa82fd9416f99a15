"""Use cases on one connection: committed in groups, each for itself, and none of them lost or half done."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.storage.changes import LearnerChanged
from bot.storage.database import Database, Tx
from bot.storage.engine import open_database
from bot.storage.errors import ConflictError, DatabaseError, OperationalError
from bot.storage.schema import SchemaTooNewError
from bot.storage.sqlite import checkpoint
from bot.storage.sqlite import database as storage
from bot.storage.sqlite.checkpoint import EVERY
from bot.storage.sqlite.migrate import schema_of
from tests.storage.rows import connect, opened


@pytest.fixture(autouse=True)
async def _pages(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    await database.transaction(lambda tx: tx.execute("CREATE TABLE pages (number INTEGER PRIMARY KEY, text)"))


def writes(number: int, text: object = "") -> Callable[[Tx], int]:
    def work(tx: Tx) -> int:
        tx.execute("INSERT INTO pages VALUES (?, ?)", (number, text))
        return number

    return work


def kept(path: Path) -> list[int]:
    """What another program sees."""
    connection = connect(path)
    try:
        return [number for (number,) in connection.execute("SELECT number FROM pages ORDER BY rowid")]
    finally:
        connection.close()


def in_the_files(path: Path) -> str:
    """The bytes of the database and its log."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return "".join(file.read_bytes().decode("latin-1") for file in files)


def _forgetful(connect: Callable[..., sqlite3.Connection]) -> Callable[..., sqlite3.Connection]:
    """SQLite as it is built by default: what was deleted stays until something else needs the room."""

    def connected(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.execute("PRAGMA secure_delete = OFF")
        return connection

    return connected


def kept_without_log(path: Path, copy: Path) -> list[int]:
    """What is in the file itself, as yet."""
    copy.write_bytes(path.read_bytes())
    return kept(copy)


async def test_a_result_comes_only_after_the_commit_that_holds_it(database: Database, path: Path) -> None:
    async def one(number: int) -> None:
        assert await database.transaction(writes(number)) == number
        assert number in kept(path)

    await asyncio.gather(*map(one, range(40)))
    assert kept(path) == list(range(40))


async def test_use_cases_that_wait_together_are_committed_together(database: Database) -> None:
    statements: list[str] = []
    await database._connection.run(lambda tx: tx.set_trace_callback(statements.append))
    await asyncio.gather(*(database.transaction(writes(number)) for number in range(200)))
    await database._connection.run(lambda tx: tx.set_trace_callback(None))
    assert sum(statement.startswith("INSERT") for statement in statements) == 200
    assert statements.count("COMMIT") <= 3
    assert not any(statement.startswith("SAVEPOINT") for statement in statements)


async def test_use_cases_are_done_in_the_order_in_which_they_came(database: Database) -> None:
    done: list[int] = []
    works = [lambda _, number=number: done.append(number) for number in range(600)]
    await asyncio.gather(*map(database.transaction, works))
    assert done == list(range(600))


async def test_one_that_fails_takes_back_its_own_writes_only(database: Database, path: Path) -> None:
    def fails(tx: Tx) -> None:
        writes(100)(tx)
        raise LookupError("mine")

    works = [writes(1), fails, writes(2), writes(1), writes(3)]
    results = await asyncio.gather(*map(database.transaction, works), return_exceptions=True)
    assert results[0::2] == [1, 2, 3]
    assert isinstance(results[1], LookupError)
    assert isinstance(results[3], ConflictError)
    assert kept(path) == [1, 2, 3]


async def test_what_sqlite_raises_is_ours_in_the_use_case_and_outside_of_it(database: Database) -> None:
    seen: list[BaseException] = []

    def twice(tx: Tx) -> None:
        try:
            writes(1)(tx)
            writes(1)(tx)
        except ConflictError as error:
            seen.append(error)
            raise

    with pytest.raises(ConflictError, match="UNIQUE constraint failed") as raised:
        await database.transaction(twice)
    assert seen == [raised.value]
    with pytest.raises(OperationalError, match="no such table"):
        await database.transaction(lambda tx: tx.execute("SELECT * FROM nowhere"))
    with pytest.raises(DatabaseError, match="no such table"):
        await database.read(lambda tx: tx.execute("SELECT * FROM nowhere"))


async def test_what_is_read_beside_the_use_cases_is_what_was_committed_and_nothing_is_written(
    database: Database,
) -> None:
    await database.transaction(writes(1))
    read = await database.read(lambda tx: [row["number"] for row in tx.execute("SELECT * FROM pages")])
    assert read == [1]
    with pytest.raises(DatabaseError, match="readonly"):
        await database.read(writes(2))


async def test_whoever_listens_is_told_after_the_commit_and_before_the_result_is_there(
    database: Database, path: Path
) -> None:
    told: list[object] = []
    database.listen(lambda changes: told.append((sorted(changes), kept(path))))

    def changes(number: int) -> Callable[[Tx], int]:
        def work(tx: Tx) -> int:
            tx.changed(LearnerChanged(number))
            return writes(number)(tx)

        return work

    async def one(number: int) -> list[object]:
        await database.transaction(changes(number))
        return list(told)

    assert await one(1) == [([LearnerChanged(1)], [1])]
    await database.transaction(writes(2))
    assert (
        await asyncio.gather(one(3), one(4))
        == [[*told[:1], ([LearnerChanged(3), LearnerChanged(4)], [1, 2, 3, 4])]] * 2
    )


async def test_no_two_use_cases_mix(database: Database) -> None:
    def in_two_halves(number: int) -> Callable[[Tx], None]:
        def work(tx: Tx) -> None:
            before = tx.execute("SELECT count(*) FROM pages").fetchone()[0]
            writes(2 * number)(tx)
            writes(2 * number + 1)(tx)
            assert tx.execute("SELECT count(*) FROM pages").fetchone()[0] == before + 2
            assert before % 2 == 0

        return work

    async def later(number: int) -> None:
        await asyncio.sleep(0.001 * (number % 5))
        await database.transaction(in_two_halves(number))

    await asyncio.gather(*map(later, range(60)))


async def test_the_work_of_one_who_gave_up_waiting_is_kept(database: Database, path: Path) -> None:
    waiting = asyncio.create_task(database.transaction(writes(1)))
    await asyncio.sleep(0)
    waiting.cancel()
    assert await database.transaction(writes(2)) == 2
    assert waiting.cancelled()
    assert kept(path) == [1, 2]


async def test_while_another_program_holds_the_file_a_use_case_fails_and_later_ones_work(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "BUSY_SECONDS", 0.02)
    async with opened(path) as database:
        other = connect(path)
        other.execute("BEGIN IMMEDIATE")
        works = map(database.transaction, (writes(1), writes(2)))
        results = await asyncio.gather(*works, return_exceptions=True)
        assert [str(result) for result in results] == ["database is locked"] * 2
        assert all(isinstance(result, DatabaseError) for result in results)
        other.execute("ROLLBACK")
        other.close()
        assert await database.transaction(writes(3)) == 3
    assert kept(path) == [3]


async def test_a_full_disk_keeps_nothing_by_halves_and_later_use_cases_work(
    database: Database, path: Path
) -> None:
    def small_then_big(tx: Tx) -> None:
        writes(10)(tx)
        writes(11, "x" * 1_000_000)(tx)

    await database.transaction(lambda tx: tx.execute("PRAGMA max_page_count = 60").fetchall())
    works = [writes(1), small_then_big, writes(2)]
    results = await asyncio.gather(*map(database.transaction, works), return_exceptions=True)
    assert str(results[1]) == "database or disk is full"
    assert isinstance(results[1], DatabaseError)
    assert kept(path) == [result for result in results if not isinstance(result, Exception)]
    await database.transaction(lambda tx: tx.execute("PRAGMA max_page_count = 6000").fetchall())
    await database.transaction(small_then_big)
    assert kept(path)[-2:] == [10, 11]


async def test_where_the_commit_fails_the_whole_group_is_told_and_nothing_of_it_is_kept(
    database: Database, path: Path
) -> None:
    def refused_at_commit(tx: Tx) -> None:
        tx.execute("INSERT INTO notes VALUES (77)")

    await database.transaction(
        lambda tx: tx.execute("CREATE TABLE notes (page REFERENCES pages DEFERRABLE INITIALLY DEFERRED)")
    )
    works = [writes(1), refused_at_commit, writes(2)]
    results = await asyncio.gather(*map(database.transaction, works), return_exceptions=True)
    assert all(isinstance(result, ConflictError) for result in results)
    assert kept(path) == []
    assert await database.transaction(writes(3)) == 3


async def test_what_is_committed_reaches_the_file_itself_while_use_cases_go_on(
    database: Database, path: Path, tmp_path: Path
) -> None:
    for number in range(EVERY):
        assert await database.transaction(writes(number)) == number
    await database._checkpoints.close()  # the one under way, if any
    assert len(kept_without_log(path, tmp_path / "alone.db")) >= EVERY - 2


async def test_a_check_writes_and_changes_nothing(database: Database, path: Path) -> None:
    log, before = path.with_name(f"{path.name}-wal"), await database.transaction(schema_of)
    size = log.stat().st_size
    await database.check()
    assert log.stat().st_size > size
    assert await database.transaction(schema_of) == before > 0


async def test_what_was_deleted_is_in_none_of_the_files(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "connect", _forgetful(sqlite3.connect))
    async with opened(path) as database:
        await database.transaction(writes(1, "unmistakable"))
        assert "unmistakable" in in_the_files(path)
        await database.transaction(lambda tx: tx.execute("DELETE FROM pages"))
        database.clear_log()
        await database._checkpoints.close()
        assert "unmistakable" not in in_the_files(path)


async def test_what_could_not_be_cleared_at_once_is_cleared_after_a_while(
    database: Database, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await database.transaction(writes(1, "unmistakable"))
    reader = connect(path)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM pages").fetchall()
    await database.transaction(lambda tx: tx.execute("DELETE FROM pages"))
    database.clear_log()
    await database._checkpoints.close()
    reader.close()
    await database.transaction(writes(2))
    await database._checkpoints.close()
    assert "unmistakable" in in_the_files(path)
    monkeypatch.setattr(database._checkpoints, "_not_before", 0.0)
    await database.transaction(writes(3))
    await database._checkpoints.close()
    assert "unmistakable" not in in_the_files(path)


async def test_a_checkpoint_that_fails_is_one_line_in_the_log_and_stops_no_use_case(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(checkpoint, "EVERY", 2)
    async with opened(path) as database:
        database._checkpoints._path = path.parent  # a folder cannot be opened
        assert await asyncio.gather(*map(database.transaction, (writes(1), writes(2)))) == [1, 2]
        assert await database.transaction(writes(3)) == 3
    assert kept(path) == [1, 2, 3]
    assert [record.message for record in caplog.records] == [
        "the database's log cannot be emptied now: unable to open database file"
    ]


async def test_closing_finishes_what_waits(database: Database, path: Path) -> None:
    waiting = [asyncio.create_task(database.transaction(writes(number))) for number in range(300)]
    await asyncio.sleep(0)
    await database.close()
    assert await asyncio.gather(*waiting) == list(range(300))
    assert kept(path) == list(range(300))
    assert not path.with_name(f"{path.name}-wal").exists()


async def test_after_closing_work_is_refused_and_closing_again_does_nothing(database: Database) -> None:
    await database.close()
    with pytest.raises(DatabaseError, match="closed"):
        await database.transaction(writes(1))
    await database.close()


async def test_whatever_goes_wrong_below_nobody_is_left_waiting(database: Database) -> None:
    await database._connection.close()  # as if the thread had died
    async with asyncio.timeout(5):
        with pytest.raises(ValueError, match="Connection closed"):
            await database.transaction(writes(1))


async def test_a_file_that_is_no_database_is_refused_and_leaves_no_thread(tmp_path: Path) -> None:
    threads = set(threading.enumerate())
    (tmp_path / "letter.db").write_text("Dear reader, " * 100)
    with pytest.raises(DatabaseError, match="file is not a database"):
        await open_database(tmp_path / "letter.db")
    with pytest.raises(DatabaseError, match="unable to open database file"):
        await open_database(tmp_path / "nowhere" / "school.db")
    assert not [thread for thread in set(threading.enumerate()) - threads if "_connection" in thread.name]


async def test_a_database_of_a_newer_program_is_refused_and_left_as_it_is(path: Path) -> None:
    newer = connect(path)
    newer.execute("PRAGMA user_version = 999")
    with pytest.raises(SchemaTooNewError, match=r"has schema 999, this program knows \d+: start the newer"):
        await open_database(path)
    assert newer.execute("PRAGMA user_version").fetchone()[0] == 999
    newer.close()


async def test_a_row_about_nobody_is_impossible(database: Database) -> None:
    with pytest.raises(ConflictError, match="FOREIGN KEY"):
        await database.transaction(lambda tx: tx.execute("INSERT INTO taps VALUES ('1', 404, 0)"))
