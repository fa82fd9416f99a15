"""What breaks between the bot and its server: use cases wait and are repeated, and each is kept once."""

from __future__ import annotations

import asyncio
import logging
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from bot.storage.address import PostgresAddress
from bot.storage.database import Database, Tx
from bot.storage.engine import open_database
from bot.storage.errors import DatabaseAwayError, DatabaseError, OperationalError
from tests import engine
from tests.engine import Server
from tests.storage.postgres.proxy import Cut, Proxy


def writes(number: int) -> Callable[[Tx], int]:
    def work(tx: Tx) -> int:
        tx.execute("INSERT INTO files (bot_id, digest, file_id) VALUES (?, 'a', '')", (number,))
        tx.execute("UPDATE counters SET last = last + 1 WHERE name = 'reports'")
        return number

    return work


def kept(path: Path) -> tuple[list[int], int]:
    """What was written, and how often."""
    with engine.connect(path) as connection:
        numbers = [one for (one,) in connection.execute("SELECT bot_id FROM files ORDER BY bot_id")]
        (times,) = connection.execute("SELECT last FROM counters WHERE name = 'reports'").fetchone()
    return numbers, times


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    with tempfile.TemporaryDirectory(prefix="tb-") as folder:
        proxy = Proxy(Path(os.environ[engine.SERVER]), Path(folder))
        yield proxy
        proxy.close()


@pytest.fixture
async def database(path: Path, proxy: Proxy) -> AsyncIterator[Database]:
    address = engine.address(path)
    assert isinstance(address, PostgresAddress)
    url = address.url.replace(os.environ[engine.SERVER], str(proxy.folder))
    database = await open_database(PostgresAddress(url))
    yield database
    await database.close()


@pytest.mark.parametrize("cut", [Cut.BEFORE, Cut.SILENTLY, Cut.AFTER])
@pytest.mark.parametrize("together", [1, 5])
async def test_what_was_being_committed_when_the_connection_broke_is_kept_once(
    cut: Cut, together: int, database: Database, path: Path, proxy: Proxy
) -> None:
    await database.transaction(writes(100))
    proxy.cut = cut
    works = (database.transaction(writes(number)) for number in range(together))
    async with asyncio.timeout(60):
        assert await asyncio.gather(*works) == list(range(together))
    assert kept(path) == ([*range(together), 100], together + 1)
    assert await database.transaction(writes(200)) == 200


async def test_what_another_transaction_is_in_the_way_of_is_done_again(path: Path) -> None:
    database = await engine.opened(path)
    tries: list[int] = []
    with engine.connect(path) as other:
        other.execute("INSERT INTO files (bot_id, digest, file_id) VALUES (1, 'one', ''), (2, 'two', '')")
        locked = asyncio.Event()
        loop = asyncio.get_running_loop()

        def crosswise(tx: Tx) -> None:
            tries.append(1)
            tx.execute("UPDATE files SET file_id = 'bot' WHERE bot_id = 1 RETURNING 1").fetchall()
            loop.call_soon_threadsafe(locked.set)
            tx.execute("UPDATE files SET file_id = 'bot' WHERE bot_id = 2")

        other.execute("SET deadlock_timeout = '60s'")  # it is the bot that finds out
        other.execute("BEGIN")
        other.execute("UPDATE files SET file_id = 'other' WHERE bot_id = 2")
        waiting = asyncio.create_task(database.transaction(crosswise))
        await locked.wait()
        await asyncio.to_thread(other.execute, "UPDATE files SET file_id = 'other' WHERE bot_id = 1")
        other.execute("COMMIT")
        await waiting
        rows = other.execute("SELECT file_id FROM files ORDER BY bot_id").fetchall()
    assert [tuple(row) for row in rows] == [("bot",), ("bot",)]
    assert len(tries) > 1
    await database.close()


async def test_a_restart_of_the_server_in_the_midst_of_use_cases_loses_and_doubles_nothing(
    own_server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    database = await open_database(PostgresAddress(own_server.url(engine.TEMPLATE)))
    done: asyncio.Queue[int] = asyncio.Queue()

    async def learner(first: int) -> None:
        for number in range(first, first + 40):
            done.put_nowait(await database.transaction(writes(number)))

    learners = [asyncio.create_task(learner(100 * which)) for which in range(8)]
    for how in ("fast", "immediate", "fast"):
        for _ in range(40):
            await done.get()
        await asyncio.to_thread(own_server.stop, how)
        with pytest.raises(DatabaseAwayError):
            await _until_away(database)
        await asyncio.to_thread(own_server.start)
    async with asyncio.timeout(60):
        await asyncio.gather(*learners)

    def look(tx: Tx) -> tuple[int, int]:
        (rows,) = tx.execute("SELECT COUNT(*) FROM files").fetchone()
        (times,) = tx.execute("SELECT last FROM counters WHERE name = 'reports'").fetchone()
        return rows, times

    assert await database.read(look) == (320, 320)
    await database.check()
    await database.close()
    said = [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]
    assert all(line.startswith(("DATABASE_URL: postgresql://tutorbot@/", "the database is")) for line in said)


async def _until_away(database: Database) -> None:
    while True:
        await database.check()


async def test_who_waits_for_a_server_that_is_gone_is_told_when_the_bot_ends(own_server: Server) -> None:
    database = await open_database(PostgresAddress(own_server.url(engine.TEMPLATE)))
    await asyncio.to_thread(own_server.stop, "fast")
    waiting = asyncio.create_task(database.transaction(writes(1)))
    done, _ = await asyncio.wait([waiting], timeout=0.3)
    assert not done
    await asyncio.wait_for(database.close(), 30)
    with pytest.raises(OperationalError):
        await waiting
    with pytest.raises(DatabaseError):
        await database.read(lambda tx: tx.execute("SELECT 1"))


@pytest.fixture
def own_server() -> Iterator[Server]:
    """One that may be stopped: the other is for all tests."""
    with engine.server("synchronous_commit=on") as server:
        engine.make_template(server.url())
        yield server
