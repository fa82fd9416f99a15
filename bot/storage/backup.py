"""A copy of the database in one file, taken while the bot may be at work."""

from __future__ import annotations

import asyncio
import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path


async def copy_database(database: Path, copy: Path) -> None:
    """The state of one moment, with the schema as it is there: copying brings no table up to date.

    `copy` appears when it is whole. Raises sqlite3.Error, and OSError where the copy cannot be written."""
    await asyncio.to_thread(_copy, database, copy)


def _copy(database: Path, copy: Path) -> None:
    unfinished = copy.with_name(f"{copy.name}.part")
    unfinished.unlink(missing_ok=True)
    unfinished.touch()
    try:
        with closing(sqlite3.connect(unfinished)) as target:
            with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=rw", uri=True)) as source:
                source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, without the companions of WAL
        unfinished.rename(copy)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
        raise
    finally:
        unfinished.unlink(missing_ok=True)
