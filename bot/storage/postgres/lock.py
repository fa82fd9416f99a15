"""One bot at a time on a PostgreSQL database: a lock that the server keeps for as long as the connection."""

from __future__ import annotations

import psycopg

from bot.storage.address import PostgresAddress
from bot.storage.postgres.connection import PostgresConnection, connect, ours

KEY = 8_390_322_045_806_929_007
"""Other programs in the database have other keys."""


class PostgresLock:
    """Held from `take` to `release`."""

    def __init__(self, connection: PostgresConnection) -> None:
        self._connection = connection

    @classmethod
    def take(cls, address: PostgresAddress) -> PostgresLock | None:
        """None where another process has it. Raises DatabaseError."""
        connection = connect(address)
        try:
            (ours_now,) = connection.execute("SELECT pg_try_advisory_lock($1)", (KEY,)).fetchall()[0]
        except psycopg.Error as error:
            connection.close()
            raise ours(error, address) from None
        if ours_now:
            return cls(connection)
        connection.close()
        return None

    def tell(self, place: str) -> None:
        """Nothing: who holds it is seen on the server."""

    def release(self) -> None:
        self._connection.close()
