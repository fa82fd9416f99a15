"""The copy of a database that is at work."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.storage.backup import copy_database
from bot.storage.database import Database, DatabaseError
from bot.storage.migrate import migrate, schema_of
from tests.storage.rows import connect, everything, fill, opened


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


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def content(path: Path) -> bytes:
    return path.read_bytes()
