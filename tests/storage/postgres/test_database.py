"""Use cases on PostgreSQL: committed in groups, each for itself, and none of them lost or half done."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.storage.address import PostgresAddress
from bot.storage.changes import LearnerChanged
from bot.storage.database import Database, Tx
from bot.storage.engine import open_database
from bot.storage.errors import ConflictError, DatabaseError
from bot.storage.schema import SchemaTooNewError
from tests import engine
from tests.storage.rows import opened


def writes(number: int, text: str = "") -> Callable[[Tx], int]:
    def work(tx: Tx) -> int:
        tx.execute("INSERT INTO files (bot_id, digest, file_id) VALUES (?, 'a', ?)", (number, text))
        return number

    return work


def kept(path: Path) -> list[int]:
    """What another program sees."""
    with engine.connect(path) as connection:
        return [number for (number,) in connection.execute("SELECT bot_id FROM files ORDER BY bot_id")]


async def test_a_result_comes_only_after_the_commit_that_holds_it(database: Database, path: Path) -> None:
    async def one(number: int) -> None:
        assert await database.transaction(writes(number)) == number
        assert number in kept(path)

    await asyncio.gather(*map(one, range(20)))
    assert kept(path) == list(range(20))


async def test_use_cases_that_wait_together_are_committed_together(database: Database, path: Path) -> None:
    await asyncio.gather(*(database.transaction(writes(number)) for number in range(120)))
    with engine.connect(path) as connection:
        (commits,) = connection.execute("SELECT commits FROM tutorbot_writers").fetchone()
    assert commits <= 4


async def test_where_none_fails_each_is_run_once_and_what_it_wrote_is_read_by_the_next(
    database: Database,
) -> None:
    runs: list[int] = []

    def work(number: int) -> Callable[[Tx], int]:
        def counts(tx: Tx) -> int:
            runs.append(number)
            writes(number)(tx)
            return len(tx.execute("SELECT * FROM files").fetchall())

        return counts

    assert await asyncio.gather(*(database.transaction(work(number)) for number in range(30))) == list(
        range(1, 31)
    )
    assert runs == list(range(30))


async def test_a_failure_that_is_found_late_is_its_own_all_the_same(database: Database, path: Path) -> None:
    def reads(tx: Tx) -> int:
        return len(tx.execute("SELECT * FROM files").fetchall())

    await database.transaction(writes(7))
    works = [writes(1), writes(7), reads, writes(2), reads]
    results = await asyncio.gather(*map(database.transaction, works), return_exceptions=True)
    assert [results[0], *results[2:]] == [1, 2, 2, 3]
    assert isinstance(results[1], ConflictError)
    assert kept(path) == [1, 2, 7]


async def test_many_rows_are_written_with_one_statement_and_counted(database: Database) -> None:
    def work(tx: Tx) -> tuple[int, int]:
        rows = [(number, "b", "") for number in range(1200)]
        made = tx.executemany("INSERT INTO files (bot_id, digest, file_id) VALUES (?, ?, ?)", rows)
        (found,) = tx.execute("SELECT COUNT(*) FROM files").fetchone()
        return made.rowcount, found

    assert await database.transaction(work) == (1200, 1200)


async def test_more_statements_than_are_kept_prepared_work_as_well(database: Database) -> None:
    def work(tx: Tx) -> int:
        return sum(tx.execute(f"SELECT {number} + ?", (1,)).fetchone()[0] for number in range(600))

    assert await database.transaction(work) == 600 * 599 // 2 + 600


async def test_use_cases_are_done_in_the_order_in_which_they_came(database: Database) -> None:
    done: list[int] = []
    works = [lambda _, number=number: done.append(number) for number in range(200)]
    await asyncio.gather(*map(database.transaction, works))
    assert done == list(range(200))


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
    with pytest.raises(LookupError, match="mine"):
        await database.transaction(fails)
    assert kept(path) == [1, 2, 3]


async def test_one_that_goes_on_after_a_statement_failed_is_told_that_nothing_of_it_is_kept(
    database: Database, path: Path
) -> None:
    def swallows(tx: Tx) -> int:
        writes(7)(tx)
        try:
            writes(7)(tx)
        except ConflictError:
            return 7
        raise AssertionError

    with pytest.raises(DatabaseError, match="nothing of this can be kept"):
        await database.transaction(swallows)
    results = await asyncio.gather(
        *map(database.transaction, (writes(1), swallows, writes(2))), return_exceptions=True
    )
    assert results[0::2] == [1, 2]
    assert isinstance(results[1], DatabaseError)
    assert kept(path) == [1, 2]


async def test_what_is_read_beside_the_use_cases_is_what_was_committed_and_nothing_is_written(
    database: Database,
) -> None:
    await database.transaction(writes(1))
    read = await database.read(lambda tx: [row["bot_id"] for row in tx.execute("SELECT * FROM files")])
    assert read == [1]
    with pytest.raises(DatabaseError, match="read-only"):
        await database.read(writes(2))


async def test_a_long_look_sees_the_state_of_one_moment(database: Database) -> None:
    begun, written = threading.Event(), threading.Event()

    def look(tx: Tx) -> tuple[int, int]:
        first = len(tx.execute("SELECT * FROM files").fetchall())
        begun.set()
        assert written.wait(30)
        return first, len(tx.execute("SELECT * FROM files").fetchall())

    looking = asyncio.create_task(database.read(look))
    await asyncio.to_thread(begun.wait, 30)
    await database.transaction(writes(1))
    written.set()
    assert await looking == (0, 0)


async def test_whoever_listens_is_told_after_the_commit_and_before_the_result_is_there(
    database: Database, path: Path
) -> None:
    told: list[object] = []
    database.listen(lambda changes: told.append((sorted(changes), kept(path))))

    def changes(tx: Tx) -> list[object]:
        tx.changed(LearnerChanged(1))
        writes(1)(tx)
        return told

    assert await database.transaction(changes) == [([LearnerChanged(1)], [1])]
    await database.transaction(writes(2))
    assert len(told) == 1


async def test_the_work_of_one_who_gave_up_waiting_is_kept(database: Database, path: Path) -> None:
    waiting = asyncio.create_task(database.transaction(writes(1)))
    await asyncio.sleep(0)
    waiting.cancel()
    assert await database.transaction(writes(2)) == 2
    assert waiting.cancelled()
    assert kept(path) == [1, 2]


async def test_values_come_back_as_they_went_and_sums_are_whole_numbers(database: Database) -> None:
    def work(tx: Tx) -> list[object]:
        writes(2**62, "ünï%s ? 'quoted' \0 code")(tx)
        writes(2**61, "")(tx)
        (row,) = tx.execute("SELECT file_id FROM files WHERE bot_id = ? AND 'a?' = 'a?'", (2**62,))
        (total,) = tx.execute("SELECT SUM(bot_id) FROM files").fetchone()
        (none,) = tx.execute("SELECT SUM(bot_id) FROM files WHERE bot_id = ?", (True,)).fetchone()
        return [row["file_id"], row[0], dict(row), total, type(total), none]

    text = "ünï%s ? 'quoted' \ufffd code"
    assert await database.transaction(work) == [text, text, {"file_id": text}, 2**62 + 2**61, int, None]


async def test_texts_are_in_the_order_of_their_characters_whatever_the_server_prefers(
    database: Database,
) -> None:
    def work(tx: Tx) -> list[str]:
        for number, text in enumerate(("b", "B", "a", "Ä", "_", "1")):
            writes(number, text)(tx)
        return [text for (text,) in tx.execute("SELECT file_id FROM files ORDER BY file_id")]

    assert await database.transaction(work) == ["1", "B", "_", "a", "b", "Ä"]


async def test_a_row_about_nobody_is_impossible(database: Database) -> None:
    with pytest.raises(ConflictError, match="foreign key"):
        await database.transaction(lambda tx: tx.execute("INSERT INTO taps VALUES ('1', 404, 0)"))


async def test_closing_finishes_what_waits_and_leaves_no_trace_of_the_process(path: Path) -> None:
    async with opened(path) as database:
        waiting = [asyncio.create_task(database.transaction(writes(number))) for number in range(100)]
        await asyncio.sleep(0)
    assert await asyncio.gather(*waiting) == kept(path) == list(range(100))
    with engine.connect(path) as connection:
        assert connection.execute("SELECT * FROM tutorbot_writers").fetchall() == []
    with pytest.raises(DatabaseError, match="closed"):
        await database.transaction(writes(1))
    await database.close()


async def test_a_check_is_a_commit(database: Database, path: Path) -> None:
    await database.check()
    with engine.connect(path) as connection:
        assert connection.execute("SELECT commits FROM tutorbot_writers").fetchone()[0] == 1


async def test_a_database_of_a_newer_program_is_refused(path: Path) -> None:
    with engine.connect(path) as connection:
        connection.execute("UPDATE tutorbot_schema SET version = version + 900")
        try:
            with pytest.raises(SchemaTooNewError, match=r"this program knows \d+: start the newer"):
                await engine.opened(path)
        finally:
            connection.execute("UPDATE tutorbot_schema SET version = version - 900")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://me:se%20cret@127.0.0.1:1/school", "Connection refused"),
        ("postgresql://me:secret@nowhere.invalid/school", "nowhere.invalid"),
        ("postgresql://me:secret@127.0.0.1:x/school", "."),
        ("postgresql://me:secret@127.0.0.1/school?sslmod=require", "is not as PostgreSQL wants it"),
    ],
)
async def test_what_is_wrong_with_an_address_is_one_line_without_the_password(url: str, words: str) -> None:
    with pytest.raises(DatabaseError, match=words) as raised:
        await open_database(PostgresAddress(url))
    said = f"{raised.value} {raised.value!r}"
    assert "\n" not in said
    assert "cret" not in said


async def test_a_password_that_the_server_refuses_is_said_at_once(path: Path) -> None:
    address = engine.address(path)
    assert isinstance(address, PostgresAddress)
    with pytest.raises(DatabaseError, match='role "nobody_known" does not exist') as raised:
        await open_database(PostgresAddress(address.url.replace("tutorbot@", "nobody_known:hush@")))
    assert "hush" not in str(raised.value)
