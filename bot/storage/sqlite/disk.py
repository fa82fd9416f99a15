"""The files of a SQLite database: which belong to it, and fsync, so that they outlive a power cut."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from bot.storage.sqlite.lock import SUFFIX

LOGS = ("-wal", "-journal")
"""What is in these, beside a database of that name, belongs into it and is not there yet."""

COMPANIONS = (*LOGS, "-shm")
"""All that SQLite itself puts beside a database. Beside another file of that name they do harm."""


def beside(database: Path, suffix: str) -> Path:
    return database.with_name(f"{database.name}{suffix}")


def own_names(database: Path) -> frozenset[str]:
    """The real paths of all that is, or may come to be, beside a database, and of itself."""
    return frozenset(f"{os.path.realpath(database)}{suffix}" for suffix in ("", *COMPANIONS, SUFFIX))


def remove(database: Path, suffixes: tuple[str, ...] = ("", *COMPANIONS)) -> None:
    """The file and its companions, or only those; what is not there is passed over."""
    for suffix in suffixes:
        beside(database, suffix).unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Until now, what was written to this file, or renamed in this folder, might be lost with the power."""
    if os.name == "nt" and path.is_dir():  # a folder cannot be opened there
        return
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def full(folder: Path) -> bool:
    """Whether nothing more can be written there."""
    return shutil.disk_usage(folder).free == 0
