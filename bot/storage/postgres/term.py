"""Terms on a PostgreSQL server: whoever writes says so by a lock that many may hold, and whoever begins a
term ends all those connections before it counts. So a use case costs nothing more: its connection is one of
the newest term, or is gone."""

from __future__ import annotations

from contextlib import closing
from itertools import count
from threading import Event

from bot.storage.address import PostgresAddress
from bot.storage.errors import LostLockError, OperationalError
from bot.storage.postgres.connection import PostgresConnection, connect

WRITING = 8_390_322_045_806_929_008
"""The key of the lock that all share who write in a term."""

_AGAIN = 0.05
"""Seconds between two tries to be alone."""

_TRIES = 200

OF_LOCK = (
    "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted"
    " AND ((classid::bigint << 32) | objid::bigint) = $1"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
"""The server's processes that hold the lock with this key."""


_END = f"SELECT pg_terminate_backend(pid) FROM ({OF_LOCK}) AS writers"  # noqa: S608


def begin_term(address: PostgresAddress) -> int:
    """Its number; whoever wrote in an earlier one has lost its connection. Raises OperationalError where
    those cannot be ended, psycopg.Error, DatabaseError."""
    with closing(connect(address)) as connection:
        for tries in count(1):
            connection.execute(_END, (WRITING,))
            (alone,) = connection.execute("SELECT pg_try_advisory_lock($1)", (WRITING,)).fetchall()[0]
            if alone:
                return _begun(connection)
            if tries == _TRIES:
                raise OperationalError(f"{address}: who wrote before cannot be made to stop")
            Event().wait(_AGAIN)
    raise AssertionError  # the count has no end


def enter(connection: PostgresConnection, term: int) -> None:
    """From now on this connection writes in the term. Raises LostLockError where that is over,
    psycopg.Error."""
    connection.execute("SELECT pg_advisory_lock_shared($1)", (WRITING,))
    if not is_last(connection, term):
        raise LostLockError("another process is at work on the database now")


def is_last(connection: PostgresConnection, term: int) -> bool:
    """Whether no other has begun since. Raises psycopg.Error."""
    found = connection.execute("SELECT last FROM counters WHERE name = 'terms'").fetchone()
    return found is not None and found[0] == term


def _begun(connection: PostgresConnection) -> int:
    """The next term, while nobody else can write in one."""
    number: int = connection.execute(
        "UPDATE counters SET last = last + 1 WHERE name = 'terms' RETURNING last"
    ).fetchall()[0][0]
    return number
