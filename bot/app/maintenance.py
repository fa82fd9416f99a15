"""What the command line does to the database while no bot needs it, or beside one."""

from __future__ import annotations

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
    with start_errors():
        await copy_database(settings.database, copy)


def restore(settings: Settings, source: Path) -> str:
    """Puts a backup in the database's place; what to tell about it. Raises StartError, which says why nothing
    has changed."""
    with alone(settings) as lock:
        lock.tell("a backup is being restored")
        try:
            done = put_back(source, settings.database, datetime.now(UTC))
        except RestoreError as error:
            raise StartError(str(error)) from None
    lines = [f"{settings.database} is restored from {source}: {counted(done.learners, 'learner')}."]
    if done.aside:
        lines.append(f"The database before it is kept as {done.aside}.")
    if done.on_hold:
        about = counted(done.on_hold, "broadcast that", "broadcasts that")
        lines.append(f"Admins will be asked about {about} may have gone out since the backup was made.")
    return "\n".join(lines)
