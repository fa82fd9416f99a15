"""What the SQLite engine relies upon in aiosqlite beyond its documentation: `_execute`, `_conn`, `_thread`.

Where one of these fails after a new release, look at `_Connection` in `bot/storage/sqlite/database.py`, and
then move the bound in `pyproject.toml`.
"""

from __future__ import annotations

import re
import sqlite3
import threading
import tomllib
from collections.abc import AsyncIterator
from importlib.metadata import version
from pathlib import Path

import aiosqlite
import pytest

ROOT = Path(__file__).parents[3]
PRIVATE = re.compile(r"\._(execute|conn|thread)\b")


@pytest.fixture
async def connection() -> AsyncIterator[aiosqlite.Connection]:
    made = aiosqlite.Connection(lambda: sqlite3.connect(":memory:"), iter_chunk_size=64)
    await made
    yield made
    await made.close()


async def test_a_whole_function_runs_in_the_connections_thread_and_its_result_comes_back(
    connection: aiosqlite.Connection,
) -> None:
    assert await connection._execute(threading.current_thread) is connection._thread
    assert connection._thread is not threading.current_thread()


async def test_what_the_function_raises_is_raised_where_it_is_awaited(
    connection: aiosqlite.Connection,
) -> None:
    def fails() -> None:
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        await connection._execute(fails)
    assert await connection._execute(lambda: 1) == 1


async def test_the_function_has_the_very_connection_that_was_made(connection: aiosqlite.Connection) -> None:
    row = await connection._execute(lambda: connection._conn.execute("SELECT 1 + 1").fetchone())
    assert isinstance(connection._conn, sqlite3.Connection)
    assert row == (2,)


async def test_closing_ends_the_thread_and_refuses_what_comes_later(
    connection: aiosqlite.Connection,
) -> None:
    await connection.close()
    connection._thread.join(timeout=20)
    assert not connection._thread.is_alive()
    with pytest.raises(ValueError, match="Connection closed"):
        await connection._execute(lambda: 1)


async def test_a_file_that_cannot_be_opened_ends_the_thread_as_well(tmp_path: Path) -> None:
    refused = aiosqlite.Connection(lambda: sqlite3.connect(tmp_path / "nowhere" / "a.db"), iter_chunk_size=64)
    with pytest.raises(sqlite3.OperationalError):
        await refused
    await refused.close()
    refused._thread.join(timeout=20)
    assert not refused._thread.is_alive()


def test_one_file_alone_touches_what_is_private_there() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "bot").rglob("*.py")
        if PRIVATE.search(path.read_text())
    }
    assert found == {"bot/storage/sqlite/database.py"}


def test_a_release_in_which_that_may_be_otherwise_is_not_installed_by_itself() -> None:
    dependencies = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    (wanted,) = (found for found in dependencies if found.startswith("aiosqlite"))
    major, minor, *_ = map(int, version("aiosqlite").split("."))
    assert wanted.endswith(f"<{major}.{minor + 1}")
