import sqlite3
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.storage.database import Database
from bot.storage.migrate import migrate
from tests.storage.rows import connect, opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "school.db"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    async with opened(path) as database:
        yield database


@pytest.fixture
def tx(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to an empty database of the newest schema, as a use case sees it."""
    connection = connect(path)
    migrate(connection)
    yield connection
    connection.close()
