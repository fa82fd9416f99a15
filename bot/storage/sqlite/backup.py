"""A copy of the database in one file, taken while the bot may be at work."""

from __future__ import annotations

import asyncio
import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.storage.sqlite.disk import full, own_names, remove, sync
from bot.storage.sqlite.tx import as_ours

_OF_THE_SOURCE = (
    sqlite3.SQLITE_IOERR_READ,
    sqlite3.SQLITE_IOERR_SHORT_READ,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
)
"""While it is copied, the database is only read: any other failure is of the copy."""


async def copy_database(database: Path, copy: Path) -> None:
    """The state of one moment, with the schema as it is there: copying brings no table up to date.

    `copy` appears when it is whole. Raises DatabaseError where the database cannot be read or is damaged, and
    OSError where the copy cannot be written."""
    try:
        await asyncio.to_thread(_copy, database, copy)
    except sqlite3.Error as error:
        raise as_ours(error) from error


def _copy(database: Path, copy: Path) -> None:
    if os.path.realpath(copy) in own_names(database):
        raise OSError(errno.EEXIST, "the database itself needs this name")
    unfinished = copy.with_name(f"{copy.name}.part")
    remove(unfinished)  # with the companions of one that was killed
    unfinished.touch()
    try:
        with (
            closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True)) as source,
            closing(sqlite3.connect(unfinished)) as target,
        ):
            _look_into(source, copy.parent)
            _fill(target, source, copy.parent)
            _check(target, database)
        sync(unfinished)
        unfinished.rename(copy)
        sync(copy.parent)
    finally:
        remove(unfinished)


def _look_into(source: sqlite3.Connection, folder: Path) -> None:
    """Raises whatever is wrong with the database alone. On a disk without room not even that can be read, for
    want of the companions: then it is for want of room for a copy as well."""
    try:
        source.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        if full(folder):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        raise


def _fill(target: sqlite3.Connection, source: sqlite3.Connection, folder: Path) -> None:
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")  # one file, without the companions of WAL
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in _OF_THE_SOURCE:
            raise
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL or full(folder):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        raise OSError(errno.EIO, str(error)) from None


def _check(target: sqlite3.Connection, database: Path) -> None:
    """A copy of what is damaged would be found out on the day when it is needed, and take the place of a good
    one until then."""
    (found,) = target.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        first = str(found).strip().splitlines()[-1]
        raise sqlite3.DatabaseError(f"{database} is damaged, and no copy was made ({first})")
