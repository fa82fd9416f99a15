"""The copy of a database that is at work."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.storage.database import Database
from bot.storage.errors import DatabaseError
from bot.storage.sqlite import backup
from bot.storage.sqlite.backup import copy_database
from bot.storage.sqlite.migrate import migrate, schema_of
from tests.storage.rows import connect, damage, everything, fill, opened


async def test_a_copy_made_while_work_goes_on_is_whole_and_of_one_moment(
    database: Database, path: Path, tmp_path: Path
) -> None:
    stop = asyncio.Event()
    at_first = await database.transaction(everything)

    async def work() -> int:
        number = 0
        while not stop.is_set():
            number += 1
            await database.transaction(lambda tx, number=number: fill(tx, number))  # type: ignore[misc]
        return number

    working = asyncio.create_task(work())
    await asyncio.sleep(0.05)
    try:
        await copy_database(path, tmp_path / "copy.db")
    finally:
        stop.set()
        done = await working

    copy = connect(tmp_path / "copy.db")
    assert copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    rows = everything(copy)
    copy.close()
    found = {row["id"] for row in rows["learners"]}
    assert found == set(range(1, len(found) + 1))
    assert 0 < len(found) <= done
    assert {len(rows[table]) - len(at_first[table]) for table in rows} == {len(found)}


async def test_what_was_committed_before_is_in_the_copy_which_is_one_file_that_opens(
    database: Database, path: Path, tmp_path: Path
) -> None:
    await database.transaction(lambda tx: fill(tx, 7))
    assert path.with_name("school.db-wal").stat().st_size
    await copy_database(path, tmp_path / "copy.db")
    assert [name for name in names(tmp_path) if "copy" in name] == ["copy.db"]
    async with opened(tmp_path / "copy.db") as copy:
        assert await copy.transaction(everything) == await database.transaction(everything)


@pytest.mark.parametrize("version", [0, 999])
async def test_a_copy_has_the_schema_that_is_there_and_changes_nothing(
    version: int, path: Path, tmp_path: Path
) -> None:
    other = connect(path)
    migrate(other, upto=1)
    other.execute(f"PRAGMA user_version = {version}")
    other.close()
    before = content(path)
    await copy_database(path, tmp_path / "copy.db")
    assert content(path) == before
    copy = connect(tmp_path / "copy.db")
    assert schema_of(copy) == version
    copy.close()


async def test_where_nothing_can_be_copied_no_file_is_left(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear reader, " * 100)
    with pytest.raises(DatabaseError, match="file is not a database"):
        await copy_database(tmp_path / "letter.db", tmp_path / "copy.db")
    with pytest.raises(DatabaseError, match="unable to open database file"):
        await copy_database(tmp_path / "nothing.db", tmp_path / "copy.db")
    with pytest.raises(OSError, match="No such file or directory"):
        await copy_database(tmp_path / "letter.db", tmp_path / "nowhere" / "copy.db")
    assert names(tmp_path) == ["letter.db"]


async def test_a_copy_that_fills_its_disk_is_blamed_and_leaves_nothing(
    database: Database, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await database.transaction(lambda tx: fill(tx, 7))
    (tmp_path / "copies").mkdir()
    monkeypatch.setattr(sqlite3, "connect", small(sqlite3.connect, "copies"))
    with pytest.raises(OSError, match="No space left on device"):
        await copy_database(path, tmp_path / "copies" / "copy.db")
    assert names(tmp_path / "copies") == []


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
async def test_a_copy_that_cannot_be_written_to_its_end_is_blamed_whatever_the_reason(
    database: Database, path: Path, tmp_path: Path
) -> None:
    await database.transaction(lambda tx: fill(tx, 7))
    (tmp_path / "copies").mkdir()
    largest = (20_000, resource.RLIM_INFINITY)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, largest)
    try:
        with pytest.raises(OSError, match="disk I/O error"):
            await copy_database(path, tmp_path / "copies" / "copy.db")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert names(tmp_path / "copies") == []


async def test_where_the_database_lies_on_the_same_full_disk_the_copy_is_blamed_too(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(path).close()
    monkeypatch.setattr(backup, "full", lambda _: True)
    monkeypatch.setattr(sqlite3, "connect", without_room(sqlite3.connect))
    with pytest.raises(OSError, match="No space left on device"):
        await copy_database(path, tmp_path / "copy.db")


async def test_what_is_left_of_a_copy_that_was_killed_does_no_harm(
    database: Database, path: Path, tmp_path: Path
) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        (tmp_path / f"copy.db.part{suffix}").write_bytes(b"half of something" * 100)
    await copy_database(path, tmp_path / "copy.db")
    assert [name for name in names(tmp_path) if "copy" in name] == ["copy.db"]
    async with opened(tmp_path / "copy.db"):
        pass


async def test_no_copy_is_made_of_a_damaged_database(path: Path, tmp_path: Path) -> None:
    damage(path)
    with pytest.raises(DatabaseError, match=r"school.db is damaged, and no copy was made \(.+\)"):
        await copy_database(path, tmp_path / "copy.db")
    assert names(tmp_path) == ["school.db"]


@pytest.mark.parametrize("suffix", ["-wal", "-shm", "-journal", ".lock"])
async def test_a_copy_does_not_take_a_name_that_the_database_needs(suffix: str, path: Path) -> None:
    connect(path).close()
    with pytest.raises(OSError, match="the database itself needs this name"):
        await copy_database(path, path.with_name(f"school.db{suffix}"))


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def content(path: Path) -> bytes:
    return path.read_bytes()


Connect = Callable[..., sqlite3.Connection]


def small(connect: Connect, folder: str) -> Connect:
    """Databases in this folder have room for little."""

    def connected(name: Any, *arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(name, *arguments, **options)
        if folder in str(name):
            connection.execute("PRAGMA max_page_count = 3")
        return connection

    return connected


def without_room(connect: Connect) -> Connect:
    """SQLite finds no room for what it needs beside a database."""

    class Connection(sqlite3.Connection):
        def execute(self, *_: Any) -> Any:
            raise sqlite3.OperationalError("disk I/O error")

    def connected(*arguments: Any, **options: Any) -> sqlite3.Connection:
        return connect(*arguments, factory=Connection, **options)

    return connected
