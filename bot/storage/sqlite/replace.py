"""Atomic replacement of the database file: at each moment, whatever happens, a whole one is there."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.storage.sqlite.disk import COMPANIONS, LOGS, beside, remove, sync
from bot.storage.sqlite.tx import code_of


def put_in_place(fresh: Path, database: Path, stamp: str) -> Path | None:
    """The new one takes the place, mode and owner of the old one, which is kept aside: its name there, with
    this stamp in it; None where there was none. Raises OSError: then the old one is where it was."""
    if not database.exists():
        remove(database, COMPANIONS)  # of one that is gone: they would do harm to this one
        _settle(fresh, database)
        return None
    _keep_owner(fresh, database)
    _empty_log(database)
    aside = _free_name(database, stamp)
    kept = [(beside(database, s), beside(aside, s)) for s in ("", *LOGS) if beside(database, s).exists()]
    try:
        for here, there in kept:
            _link(here, there)
        sync(database.parent)
        remove(database, COMPANIONS)
        _settle(fresh, database)
    except OSError:
        _put_back(kept)
        raise
    return aside


def _settle(fresh: Path, database: Path) -> None:
    fresh.replace(database)
    sync(database.parent)


def _put_back(kept: list[tuple[Path, Path]]) -> None:
    for here, there in kept:
        if there.exists():
            if not here.exists():
                _link(there, here)
            there.unlink()


def _keep_owner(fresh: Path, database: Path) -> None:
    """The bot may run under another account than whoever restores."""
    was = database.stat()
    fresh.chmod(was.st_mode & 0o777)
    now = fresh.stat()
    if (was.st_uid, was.st_gid) != (now.st_uid, now.st_gid):
        os.chown(fresh, was.st_uid, was.st_gid)


def _empty_log(database: Path) -> None:
    """Brings what is in the log into the file, if the two are whole: between taking one away and replacing
    the other the power may go. Those that are not stay as they are, and are kept aside together."""
    if not any(beside(database, suffix).exists() for suffix in LOGS):
        return
    try:
        if damage(database) is None:
            with closing(sqlite3.connect(database)) as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.Error:
        return


def look_into(database: Path) -> closing[sqlite3.Connection]:
    """To read, without a trace beside it where there is no log: for when nobody is at work there."""
    logged = any(beside(database, suffix).exists() for suffix in LOGS)
    how = "mode=ro" if logged else "immutable=1"
    return closing(sqlite3.connect(f"{database.absolute().as_uri()}?{how}", uri=True))


def damage(database: Path) -> str | None:
    """What is wrong with a database and its log, which are only read, and stay as they are; None for nothing.

    Raises sqlite3.Error where it cannot be read at all."""
    with look_into(database) as connection:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return None if found == "ok" else str(found).strip().splitlines()[-1]


def damage_after_kill(database: Path) -> str | None:
    """What is wrong where a log was left behind, by a kill, a power cut or another database; None
    for nothing, or where it cannot be looked at. It has to be known before the log is put into the file."""
    database = Path(os.path.realpath(database))
    log = beside(database, "-wal")
    if not database.exists() or not log.exists() or not log.stat().st_size:
        return None
    try:
        return damage(database)
    except sqlite3.Error as error:
        return str(error) if code_of(error) == sqlite3.SQLITE_CORRUPT else None


def _free_name(database: Path, stamp: str) -> Path:
    """One that nothing has yet: twice in a second is rare, but would cost a database."""
    aside = beside(database, f".{stamp}")
    number = 1
    while any(beside(aside, suffix).exists() for suffix in ("", *COMPANIONS)):
        number += 1
        aside = beside(database, f".{stamp}-{number}")
    return aside


def _link(here: Path, there: Path) -> None:
    """A second name; a copy, where the file system knows no such thing."""
    try:
        os.link(here, there)
    except OSError:
        shutil.copy2(here, there)
        sync(there)
