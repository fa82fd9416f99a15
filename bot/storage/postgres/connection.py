"""Connections to a PostgreSQL server, and its errors as ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg import pq
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from bot.storage.address import PostgresAddress
from bot.storage.errors import (
    ConflictError,
    DatabaseAwayError,
    DatabaseError,
    DatabaseLockedError,
    OperationalError,
)
from bot.storage.postgres import dialect

PostgresConnection = psycopg.Connection[Any]

_UNLESS_TOLD: dict[str, str] = {
    "connect_timeout": "5",
    # A server that is gone without a word is found out within ten seconds, not in two hours.
    "keepalives_idle": "4",
    "keepalives_interval": "2",
    "keepalives_count": "3",
    "tcp_user_timeout": "10000",
    # Of several hosts, and during a failover: the one that can be written to.
    "target_session_attrs": "read-write",
    "application_name": "tutorbot",
}
"""What is asked of libpq where the address says nothing else: https://www.postgresql.org/docs/current/libpq-connect.html"""

_STATEMENTS = 500
"""Of the same kinds of statement, so many stay prepared."""


def connect(address: PostgresAddress, wishes: Mapping[str, str] = _UNLESS_TOLD) -> PostgresConnection:
    """`wishes`: what is asked of libpq beside the usual, where the address does not. Raises DatabaseAwayError
    where no server answers, or not yet, and DatabaseError."""
    wanted = _wishes(address, wishes)
    try:
        connection = psycopg.connect(wanted, autocommit=True, cursor_factory=psycopg.RawCursor)
    except psycopg.Error as error:
        answers = pq.PGconn.ping(wanted.encode()) in (pq.Ping.OK, pq.Ping.NO_ATTEMPT)
        raise as_ours(error, address, DatabaseError if answers else DatabaseAwayError) from None
    dialect.adapt(connection)
    connection.prepared_max = _STATEMENTS
    return connection


def _wishes(address: PostgresAddress, wishes: Mapping[str, str]) -> str:
    try:
        given = conninfo_to_dict(address.url)
    except psycopg.Error:  # its words may quote a piece of the password
        wanted = "is not as PostgreSQL wants it; what is special in the password is written %40, %2F, …"
        raise DatabaseError(f"{address}: {wanted}") from None
    every: dict[str, Any] = {**_UNLESS_TOLD, **wishes, **given}
    return make_conninfo(**every)


def is_lost(connection: PostgresConnection) -> bool:
    """Whether nothing more can be asked of it."""
    return connection.closed or connection.pgconn.status != pq.ConnStatus.OK


_WORKED_AGAIN = ("40001", "40P01")
_ANOTHER_SERVER = ("25006", "57P01", "57P02", "57P03")


def may_be_repeated(error: BaseException | None) -> bool:
    """Whether another transaction was in the way: a deadlock, or no order in which both could have been."""
    return _state(error) in _WORKED_AGAIN


def means_another_server(error: BaseException | None) -> bool:
    """Whether this server ends, or may not be written to (any more): one that can be is looked for."""
    return _state(error) in _ANOTHER_SERVER


def _state(error: BaseException | None) -> str:
    """The SQLSTATE of the driver's error, or of ours made from it."""
    found = error if isinstance(error, psycopg.Error) else getattr(error, "__cause__", None)
    return getattr(found, "sqlstate", None) or ""


_OURS: tuple[tuple[type[psycopg.Error], type[DatabaseError]], ...] = (
    (psycopg.errors.LockNotAvailable, DatabaseLockedError),
    (psycopg.IntegrityError, ConflictError),
    (psycopg.OperationalError, OperationalError),
    (psycopg.errors.ReadOnlySqlTransaction, OperationalError),
)


def as_ours(
    error: psycopg.Error, address: PostgresAddress | None = None, kind: type[DatabaseError] | None = None
) -> DatabaseError:
    """The same in one line, in the server's words, without the values that were written or a password."""
    kind = kind or next((ours for its, ours in _OURS if isinstance(error, its)), DatabaseError)
    words = error.diag.message_primary or " ".join(str(error).split())
    made = kind(f"{address}: {_without_password(words, address)}" if address else words)
    made.__cause__ = error
    return made


def ours(error: Exception, address: PostgresAddress | None = None) -> Exception:
    """The driver's error as one of ours; any other as it is."""
    return as_ours(error, address) if isinstance(error, psycopg.Error) else error


def _without_password(words: str, address: PostgresAddress) -> str:
    secret = conninfo_to_dict(address.url).get("password")
    return words.replace(str(secret), "***") if secret else words
