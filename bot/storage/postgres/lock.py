"""One bot at a time on a PostgreSQL database: a lock that the server keeps for as long as the connection.

Whoever works as a bot lets the server hear of it all the time. Where nothing was heard for a while (the
process is stopped, its machine hangs or is cut off), whoever stands by has the server end that connection.
"""

from __future__ import annotations

import os
import select
import socket
from contextlib import suppress
from threading import Event, Lock

import psycopg

from bot.storage.address import PostgresAddress
from bot.storage.errors import DatabaseAwayError, DatabaseError, LostLockError
from bot.storage.lock import DatabaseInUseError, Holder
from bot.storage.postgres.connection import PostgresConnection, connect, ours
from bot.storage.postgres.term import OF_LOCK, is_last

KEY = 8_390_322_045_806_929_007
"""Other programs in the database have other keys."""

BOT, TOOL = "tutorbot", "tutorbot-alone"
"""How a connection is named: that of a bot, which is to be heard of, and that of anybody else. Then come the
process, its machine, and the bot's name or address."""

STALLED = 3.5
"""Seconds after which a bot that was not heard of has lost the lock, if somebody stands by."""

_PROMPT = {
    "connect_timeout": "2",
    "keepalives_idle": "1",
    "keepalives_interval": "1",
    "keepalives_count": "3",
    "tcp_user_timeout": "3000",
}
"""Who holds the lock has to know soon that the server is not there any more."""

_LONGEST_NAME = 63  # bytes; PostgreSQL cuts off the rest


class PostgresLock:
    """Held from `take` to `release`, unless the connection breaks."""

    may_break = True

    def __init__(self, address: PostgresAddress, connection: PostgresConnection, kind: str) -> None:
        self._address = address
        self._connection = connection
        self._kind = kind
        self._place = ""
        self._released = False
        self._one = Lock()
        self._process = _process_of(connection)
        self.tell("")

    @classmethod
    def take(cls, address: PostgresAddress) -> PostgresLock:
        """For a while, without being heard of. Raises DatabaseInUseError, DatabaseError."""
        connection = connect(address)
        try:
            return _taken(address, connection, TOOL)
        except BaseException as error:
            connection.close()
            if isinstance(error, psycopg.Error):
                raise ours(error, address) from None
            raise

    def tell(self, place: str) -> None:
        """Whoever comes meanwhile is told this: the bot's name, or its address."""
        self._place = place
        machine = socket.gethostname()[:24]
        name = f"{self._kind} {os.getpid()} {machine} {place}"[:_LONGEST_NAME]
        with suppress(psycopg.Error):  # it is lost, and that is found out elsewhere
            self._connection.execute("SELECT set_config('application_name', $1, false)", (name,))

    def is_held(self, term: int | None) -> bool:
        """Whether it certainly is at this moment; where the connection broke, and the term still runs, it is
        taken anew. Raises LostLockError."""
        with self._one:
            try:
                self._connection.execute("SELECT 1")
                return True
            except psycopg.Error:
                self._connection.close()
                return not self._released and self._is_had_again(term)

    def wait(self, seconds: float) -> None:
        """So long, or until the connection breaks."""
        try:
            there = select.poll()
            there.register(self._connection.fileno(), select.POLLIN)
            there.poll(seconds * 1000)
        except (psycopg.Error, OSError):
            Event().wait(seconds)

    def release(self) -> None:
        with self._one:
            self._released = True
            self._connection.close()

    def _is_had_again(self, term: int | None) -> bool:
        try:
            connection = connect(self._address, _PROMPT)
        except DatabaseError:
            return False
        try:
            _terminate(connection, self._process)
            if not _lock(connection):
                holder = _holder(connection)
                if holder.process == str(os.getpid()) and holder.machine == socket.gethostname()[:24]:
                    connection.close()  # the server has not ended the connection before yet
                    return False
                raise LostLockError(f"{holder} is at work on the database now")
            if term is None or not is_last(connection, term):
                raise LostLockError("another process has been at work on the database meanwhile")
        except psycopg.Error:
            connection.close()
            return False
        except LostLockError:
            connection.close()
            raise
        self._connection, self._process = connection, _process_of(connection)
        self.tell(self._place)
        return True


class PostgresContender:
    """Tries to be the one who works as a bot, on a connection that it keeps meanwhile."""

    def __init__(self, address: PostgresAddress) -> None:
        self._address = address
        self._connection: PostgresConnection | None = None

    def take(self) -> PostgresLock:
        """Blocks for a moment. Raises DatabaseInUseError, DatabaseError."""
        connection = self._connection or connect(self._address, _PROMPT)
        self._connection = connection
        try:
            connection.execute(_END_STALLED, (KEY, BOT, STALLED))
            lock = _taken(self._address, connection, BOT)
        except psycopg.Error as error:
            self.close()
            raise DatabaseAwayError(str(ours(error, self._address))) from error
        self._connection = None
        return lock

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None


_END_STALLED = f"""
SELECT pg_terminate_backend(pid) FROM pg_stat_activity JOIN ({OF_LOCK}) AS holders USING (pid)
WHERE split_part(application_name, ' ', 1) = $2
  AND state_change < clock_timestamp() - make_interval(secs => $3)
"""  # noqa: S608


def _taken(address: PostgresAddress, connection: PostgresConnection, kind: str) -> PostgresLock:
    if not _lock(connection):
        raise DatabaseInUseError(address, _holder(connection))
    # The server hears of an end without a word as soon as the process does.
    for name, value in (("idle", 1), ("interval", 1), ("count", 3)):
        connection.execute(f"SET tcp_keepalives_{name} = {value}".encode())
    return PostgresLock(address, connection, kind)


def _lock(connection: PostgresConnection) -> bool:
    got: bool = connection.execute("SELECT pg_try_advisory_lock($1)", (KEY,)).fetchall()[0][0]
    return got


def _holder(connection: PostgresConnection) -> Holder:
    names = connection.execute(
        f"SELECT application_name FROM pg_stat_activity JOIN ({OF_LOCK}) AS holders USING (pid)",  # noqa: S608
        (KEY,),
    ).fetchall()
    kind, *told = (names[0][0] or "").split(" ", 3) if names else [""]
    return Holder(*told) if kind in (BOT, TOOL) else Holder()


def _process_of(connection: PostgresConnection) -> tuple[int, str]:
    """The server's, which does what this connection asks."""
    pid, began = connection.execute(
        "SELECT pid, backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()"
    ).fetchall()[0]
    return pid, began


def _terminate(connection: PostgresConnection, process: tuple[int, str]) -> None:
    connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = $1 AND backend_start::text = $2",
        process,
    )
