"""What the command line does to the database while no bot needs it, or beside one."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime
from pathlib import Path

from bot.app.start import StartError, alone, start_errors
from bot.settings import Settings
from bot.storage.sqlite.backup import copy_database
from bot.storage.sqlite.restore import RestoreError
from bot.storage.sqlite.restore import restore as put_back
from bot.views.formats import counted


async def backup(settings: Settings, copy: Path) -> None:
    """A consistent copy of the database, also while the bot runs. Raises StartError, and OSError where the
    copy cannot be written."""
    database = _file(settings, _HOW_TO_BACK_UP, copy)
    with start_errors():
        await copy_database(database, copy)


def restore(settings: Settings, source: Path) -> str:
    """Puts a backup in the database's place; what to tell about it. Raises StartError, which says why nothing
    has changed."""
    database = _file(settings, _HOW_TO_RESTORE, source)
    with alone(settings) as lock:
        lock.tell("a backup is being restored")
        try:
            done = put_back(source, database, datetime.now(UTC))
        except RestoreError as error:
            raise StartError(str(error)) from None
    lines = [f"{database} is restored from {source}: {counted(done.learners, 'learner')}."]
    if done.aside:
        lines.append(f"The database before it is kept as {done.aside}.")
    if done.on_hold:
        about = counted(done.on_hold, "broadcast that", "broadcasts that")
        lines.append(f"Admins will be asked about {about} may have gone out since the backup was made.")
    return "\n".join(lines)


_HOW_TO_BACK_UP = "pg_dump --format=custom --file={file} '{database}' copies it, also while the bot runs"
_HOW_TO_RESTORE = (
    "stop the bot, then pg_restore --clean --if-exists --single-transaction --dbname='{database}' {file}"
)


def _file(settings: Settings, how_else: str, file: Path) -> Path:
    """SQLite's. Raises StartError, which says how it is done with a server."""
    if isinstance(settings.database, Path):
        return settings.database
    how = how_else.format(database=settings.database, file=shlex.quote(str(file)))
    raise StartError(f"DATABASE_URL: is PostgreSQL's, whose own programs do this: {how}")
