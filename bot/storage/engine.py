"""Which database it is: the one place above which nobody knows."""

from __future__ import annotations

from pathlib import Path

from bot.storage.database import Database
from bot.storage.sqlite.database import SqliteDatabase


async def open_database(path: Path, patience: float | None = None) -> Database:
    """Opens the database, makes it where there is none, and brings its tables up to date.

    `patience`: seconds that another program may hold it meanwhile; None for as many as a use case waits.
    Raises SchemaTooNewError where a newer program made it, DatabaseLockedError where one holds it for longer,
    DatabaseError where it cannot be used."""
    return await SqliteDatabase.open(path, patience)
