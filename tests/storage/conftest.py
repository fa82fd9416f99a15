import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.storage.database import Database, Tx
from bot.storage.sqlite.migrate import migrate
from bot.storage.sqlite.tx import SqliteTx
from tests import engine
from tests.storage.rows import connect, opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "school.db"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    async with opened(path) as database:
        yield database


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """To an empty database of the newest schema, SQLite's."""
    connection = connect(path)
    migrate(connection)
    yield connection
    connection.close()


@pytest.fixture
def tx(request: pytest.FixtureRequest, path: Path) -> Iterator[Tx]:
    """What a use case reads and writes an empty database with; each statement is kept at once."""
    if engine.on_postgres():
        with engine.transaction(path) as tx:
            yield tx
    else:
        yield SqliteTx(request.getfixturevalue("connection"))
