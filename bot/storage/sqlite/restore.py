"""A backup put in the database's place. All is made ready beside it first: whatever fails, the database stays
as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.storage import counters
from bot.storage.broadcast import holds
from bot.storage.errors import DatabaseError
from bot.storage.lock import DatabaseInUseError
from bot.storage.review import reminders
from bot.storage.schema import migrations
from bot.storage.sqlite.disk import LOGS, beside, remove, sync
from bot.storage.sqlite.lock import SUFFIX, Lock
from bot.storage.sqlite.migrate import migrate, schema_of
from bot.storage.sqlite.replace import look_into, put_in_place
from bot.storage.sqlite.tx import SqliteTx, code_of

_SQLITE, _GZIP = b"SQLite format 3\x00", b"\x1f\x8b"


class RestoreError(Exception):
    """It cannot be restored; the message is one line that says why."""


@dataclass(frozen=True)
class Restored:
    """`aside`: where the database before it is now, if there was one. `on_hold`: broadcasts that may have
    gone out since the backup was made, about which an admin will be asked."""

    learners: int
    on_hold: int
    aside: Path | None


def restore(source: Path, database: Path, now: datetime) -> Restored:
    """Nobody may be at work on the database meanwhile: hold its lock. Raises RestoreError."""
    database = Path(os.path.realpath(database))
    fresh = beside(database, ".new")
    with _nothing_changed():
        _look_at(source, database)
        try:
            _fetch(source, fresh, database)
            learners, on_hold = _make_ready(fresh, source, database, now)
            with _room_beside(database):
                aside = put_in_place(fresh, database, f"{now:%Y%m%d-%H%M%S}")
        finally:
            remove(fresh)
    return Restored(learners, on_hold, aside)


def _look_at(source: Path, database: Path) -> None:
    """Refuses what needs no look inside."""
    if not source.is_file():
        raise RestoreError(f"{source}: there is no such file")
    if database.exists() and source.samefile(database):
        raise RestoreError(f"{source}: is the database itself")
    if beside(source, SUFFIX).exists():
        try:
            Lock.take(source).release()
        except DatabaseInUseError as error:
            raise RestoreError(f"{error}: make a backup of it, and restore that") from None
    with source.open("rb") as file:
        begin = file.read(len(_SQLITE))
    if begin.startswith(_GZIP):
        raise RestoreError(f"{source}: is compressed; unpack it first (gunzip)")
    if begin != _SQLITE:
        raise RestoreError(f"{source}: is no database")


def _fetch(source: Path, fresh: Path, database: Path) -> None:
    """The file with what is in its log, if it has one: all is asked of this copy, so that the file itself,
    which may lie where nobody may write, stays as it is."""
    remove(fresh)
    for suffix in ("", *LOGS):
        if suffix == "" or beside(source, suffix).exists():
            copy = beside(fresh, suffix)
            with beside(source, suffix).open("rb") as read, _room_beside(database), copy.open("xb") as write:
                copy.chmod(0o600)
                shutil.copyfileobj(read, write)


def _make_ready(fresh: Path, source: Path, database: Path, now: datetime) -> tuple[int, int]:
    """Whole, of the newest schema, in one file, and marked where things may have gone out since."""
    given = _numbers_given(database)
    try:
        with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            _check(connection, source)
            migrate(connection)
            connection.execute("BEGIN IMMEDIATE")
            tx = SqliteTx(connection)
            counters.go_on(tx, given)
            on_hold = holds.after_restore(tx, now)
            reminders.after_restore(tx, now)
            (learners,) = connection.execute("SELECT COUNT(*) FROM learners").fetchone()
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = DELETE")
    except (sqlite3.DatabaseError, DatabaseError) as error:
        raise _as_refusal(error, source, database) from None
    with _room_beside(database):
        sync(fresh)
    return learners, on_hold


def _check(connection: sqlite3.Connection, source: Path) -> None:
    (found,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise RestoreError(f"{source}: is damaged ({str(found).strip().splitlines()[-1]})")
    version, known = schema_of(connection), len(migrations())
    if version > known:
        raise RestoreError(
            f"{source}: was made by a newer program (schema {version}, this one knows {known}): use that one"
        )
    if version < 1 or not _tables_of(version) <= _tables(connection):
        raise RestoreError(f"{source}: is no database of tutorbot")


def _tables_of(version: int) -> set[str]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as empty:
        migrate(empty, upto=version)
        return _tables(empty)


def _tables(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}


def _numbers_given(database: Path) -> dict[str, int]:
    """The last numbers that the database before has given, as far as it can still be asked."""
    if not database.exists():
        return {}
    try:
        with look_into(database) as connection:
            return counters.all_given(SqliteTx(connection))
    except (sqlite3.Error, DatabaseError):
        return {}


def _as_refusal(error: Exception, source: Path, database: Path) -> RestoreError:
    if code_of(error) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return RestoreError(f"DATABASE_URL: nothing can be written beside {database} ({error})")
    return RestoreError(f"{source}: is damaged ({error})")


@contextmanager
def _room_beside(database: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RestoreError(f"DATABASE_URL: {database} cannot be replaced ({error.strerror})") from None


@contextmanager
def _nothing_changed() -> Iterator[None]:
    """Says so, whatever the reason."""
    try:
        yield
    except RestoreError as error:
        raise RestoreError(f"{error}; nothing was changed") from None
    except OSError as error:
        what = f"{error.filename}: cannot be read ({error.strerror})"
        raise RestoreError(f"{what}; nothing was changed") from None
