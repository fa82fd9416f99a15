"""Which database it is: the one place above which nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from bot.storage.address import Address
from bot.storage.database import Database
from bot.storage.errors import DatabaseError
from bot.storage.sqlite.database import SqliteDatabase
from bot.storage.sqlite.lock import Lock, SqliteContender
from bot.storage.sqlite.whole import filling as sqlite_filling
from bot.storage.sqlite.whole import snapshot as sqlite_snapshot
from bot.storage.whole import Whole


class DatabaseLock(Protocol):
    """Held by one process, until it is released or the process ends.

    Where it `may_break`, whoever works as a bot asks `is_held` all the time."""

    @property
    def may_break(self) -> bool: ...

    def tell(self, place: str) -> None:
        """Whoever comes meanwhile is told this, where that can be: the bot's name, or its address."""

    def is_held(self, term: int | None, /) -> bool:
        """Whether it certainly is at this moment. Blocks; raises LostLockError where another has it, or has
        had it: has begun another term."""

    def wait(self, seconds: float, /) -> None:
        """Blocks so long, or until the lock may have been lost."""

    def release(self) -> None: ...


class Contender(Protocol):
    """Tries to be the one bot at work, time and again."""

    def take(self) -> DatabaseLock:
        """Blocks for a moment. Raises DatabaseInUseError where another is at work; OSError, DatabaseError
        where it cannot be known."""

    def close(self) -> None: ...


def take_lock(where: Address) -> DatabaseLock:
    """For anybody but a bot in Telegram. Raises DatabaseInUseError where another process has it; OSError,
    DatabaseError where it cannot be."""
    if isinstance(where, Path):
        return Lock.take(where)
    with _driver():
        import bot.storage.postgres.lock as postgres
    return postgres.PostgresLock.take(where)


def contend(where: Address) -> Contender:
    """For a bot in Telegram. Raises DatabaseError."""
    if isinstance(where, Path):
        return SqliteContender(where)
    with _driver():
        import bot.storage.postgres.lock as postgres
    return postgres.PostgresContender(where)


async def open_database(where: Address, patience: float | None = None) -> Database:
    """Opens the database, makes it (SQLite) where there is none, and brings its tables up to date.

    `patience`: seconds that another program may hold SQLite's file meanwhile; None for as many as a use case
    waits. Raises SchemaTooNewError where a newer program made it, DatabaseLockedError where one holds it for
    longer, DatabaseAwayError where no server answers, DatabaseError where it cannot be used."""
    if isinstance(where, Path):
        return await SqliteDatabase.open(where, patience)
    with _driver():
        import bot.storage.postgres.database as postgres
    return await postgres.PostgresDatabase.open(where)


def snapshot(where: Address) -> AbstractContextManager[Whole]:
    """All that is there, as one moment left it; the bot may be at work. Raises DatabaseError."""
    if isinstance(where, Path):
        return sqlite_snapshot(where)
    with _driver():
        import bot.storage.postgres.whole as postgres
    return postgres.snapshot(where)


def filling(where: Address) -> AbstractContextManager[Whole]:
    """To write all that is to be there, which is kept if nothing is raised. Raises DatabaseError."""
    if isinstance(where, Path):
        return sqlite_filling(where)
    with _driver():
        import bot.storage.postgres.whole as postgres
    return postgres.filling(where)


@contextmanager
def _driver() -> Iterator[None]:
    """What needs it is loaded only where it is needed: not everybody has it, and it takes its time."""
    try:
        yield
    except ImportError as error:
        raise DatabaseError(f"PostgreSQL needs psycopg: pip install 'tutorbot[postgres]' ({error})") from None
