"""SQLite: one file, and one connection that writes, in a thread of its own."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import aiosqlite

from bot.storage import term as terms
from bot.storage.database import Database, Listener, Tx, Work
from bot.storage.errors import DatabaseError, DatabaseLockedError, LostLockError
from bot.storage.sqlite.checkpoint import LONGEST_LOG, Checkpoints
from bot.storage.sqlite.migrate import migrate
from bot.storage.sqlite.tx import SqliteTx, as_ours, code_of, read
from bot.storage.use_case_queue import Committed, FailedWork, UseCaseQueue

T = TypeVar("T")

GROUP = 256
"""Use cases committed together at the most."""

CACHE_KIB = 64 * 1024
"""Holds what a thousand active learners among a million need; with SQLite's 2 MiB their taps cost more."""

BUSY_SECONDS = 5.0
"""How long another program may hold the file before a use case is given up."""


class _OneFailedError(Exception):
    """One of a group failed, and nothing of the group is kept."""


class SqliteDatabase(Database):
    """Opened by `SqliteDatabase.open`."""

    def __init__(self, connection: _Connection, path: Path, checkpoints: Checkpoints) -> None:
        self._connection = connection
        self._path = path
        self._checkpoints = checkpoints
        self._use_cases = UseCaseQueue(self._commit, GROUP)
        self._term: int | None = None
        self._lost: Callable[[], None] = _ends_nothing

    @classmethod
    async def open(cls, path: Path, patience: float | None = None) -> SqliteDatabase:
        """As `open_database` says; BUSY_SECONDS of patience if not told."""
        seconds = BUSY_SECONDS if patience is None else patience
        connection = _Connection(partial(_connect, path, seconds), iter_chunk_size=64)
        try:
            await connection
            await connection.run(migrate)
            await connection.run(_be_patient)
        except BaseException as error:
            await connection.end()
            if isinstance(error, sqlite3.Error):
                raise _as_what_it_is(as_ours(error), path) from None
            raise
        return cls(connection, path, Checkpoints(path))

    def transaction(self, work: Work[T], /) -> Coroutine[Any, Any, T]:
        return self._use_cases.transaction(work)

    async def read(self, work: Work[T], /) -> T:
        """On a connection and in a thread of its own."""
        return await asyncio.to_thread(read, self._path, work)

    def listen(self, listener: Listener, /) -> None:
        self._use_cases.listen(listener)

    async def begin_term(self, lost: Callable[[], None], /) -> int:
        self._term = await self.transaction(terms.begin)
        self._lost = lost
        return self._term

    def clear_log(self) -> None:
        self._checkpoints.clear()

    async def check(self) -> None:
        try:
            await self.transaction(_write_what_is_there)
        except DatabaseError as error:
            raise _as_what_it_is(error, self._path) from None

    async def close(self) -> None:
        await self._use_cases.close()
        await self._checkpoints.close()
        await self._connection.end()

    async def _commit(self, works: list[Work[Any]]) -> Committed:
        try:
            return await self._connection.run(partial(_commit_together, works, self._term))
        except LostLockError:
            self._lost()
            raise
        except sqlite3.Error as error:
            raise as_ours(error) from error
        finally:
            self._checkpoints.committed(len(works))


class _Connection(aiosqlite.Connection):
    """aiosqlite's connection, whose thread also takes a whole function instead of one statement a hop. What
    this uses is private there: nothing else may, and a test tells when it is not as it was."""

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        result: T = await self._execute(lambda: work(self._conn))  # type: ignore[no-untyped-call]
        return result

    async def end(self) -> None:
        """Closes the file, if it is open, and waits for the thread, which must not outlive the loop."""
        await self.close()
        await asyncio.to_thread(self._thread.join)


def _as_what_it_is(error: Exception, path: Path) -> Exception:
    """The same error with the database's name, and of a kind of its own where waiting helps."""
    locked = code_of(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    kind = DatabaseLockedError if locked else type(error)
    return kind(f"{path}: {error}")


def _connect(path: Path, patience: float) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        # What is deleted is overwritten: many builds of SQLite only forget where it was.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute(f"PRAGMA wal_autocheckpoint = {LONGEST_LOG}")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _be_patient(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout = {round(BUSY_SECONDS * 1000)}")


def _write_what_is_there(tx: Tx) -> None:
    (version,) = tx.execute("PRAGMA user_version").fetchone()
    tx.execute(f"PRAGMA user_version = {version}")


def _ends_nothing() -> None:
    """Without a term of its own it cannot be at an end."""


def _commit_together(works: list[Work[Any]], term: int | None, connection: sqlite3.Connection) -> Committed:
    if len(works) == 1:  # what it raises takes all back, and that is its own
        return _in_one(works, term, connection, _alone)
    try:
        return _in_one(works, term, connection, _among_others)
    except _OneFailedError:
        return _in_one(works, term, connection, _savepoint)


_Run = Callable[[sqlite3.Connection, SqliteTx, Work[Any]], Any]


def _in_one(works: list[Work[Any]], term: int | None, connection: sqlite3.Connection, run: _Run) -> Committed:
    """One transaction for all. Raises LostLockError where the term is over."""
    tx = SqliteTx(connection)
    connection.execute("BEGIN IMMEDIATE")
    try:
        if term is not None:
            terms.look(tx, term)
        results = [run(connection, tx, work) for work in works]
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return Committed(results, frozenset(tx.changes))


def _alone(_: sqlite3.Connection, tx: SqliteTx, work: Work[Any]) -> Any:
    return work(tx)


def _among_others(_: sqlite3.Connection, tx: SqliteTx, work: Work[Any]) -> Any:
    """Savepoints, for which SQLite copies each page that is written, are dear, and hardly ever does one fail:
    only then all are run again, each in its own."""
    try:
        return work(tx)
    except Exception as error:
        raise _OneFailedError from error


def _savepoint(connection: sqlite3.Connection, tx: SqliteTx, work: Work[Any]) -> Any:
    connection.execute("SAVEPOINT use_case")
    try:
        result = work(tx)
    except Exception as error:
        # SQLite itself ends the transaction on some failures (a full disk): then all of the group is lost.
        if not connection.in_transaction:
            raise
        connection.execute("ROLLBACK TO use_case")
        result = FailedWork(as_ours(error))
    connection.execute("RELEASE use_case")
    return result
