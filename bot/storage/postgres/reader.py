"""Long looks at PostgreSQL, on a connection of their own."""

from __future__ import annotations

from typing import TypeVar

import psycopg

from bot.storage.address import PostgresAddress
from bot.storage.database import Work
from bot.storage.postgres.connection import as_ours, connect
from bot.storage.postgres.pipeline import Pipeline
from bot.storage.postgres.tx import PostgresTx

T = TypeVar("T")


def read(address: PostgresAddress, work: Work[T]) -> T:
    """What `work` finds, all of it as one moment left it. Raises DatabaseError."""
    connection = connect(address)
    try:
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        return work(PostgresTx(Pipeline(connection), at_once=True))
    except psycopg.Error as error:  # a row that is fetched may fail as well
        raise as_ours(error) from error
    finally:
        connection.close()
