"""Schema changes: numbered SQL files, forward only, the same ones for each database."""

from __future__ import annotations

from importlib import resources
from importlib.resources.abc import Traversable


class SchemaTooNewError(Exception):
    """The database was made by a newer program than this one."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(
            f"the database has schema {found}, this program knows {known}: "
            "start the newer program, or restore a backup"
        )


def migrations(folder: Traversable | None = None) -> list[tuple[int, str]]:
    """(number, SQL) of each step, in order, numbered from 1 without a gap.

    Raises ValueError where a number is missing, or there twice: databases would be told apart no more."""
    folder = folder or resources.files("bot.storage") / "migrations"
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda f: f.name)
    numbers = [int(file.name.split("_")[0]) for file in files]
    if numbers != list(range(1, len(files) + 1)):
        raise ValueError(f"migrations must be numbered from 1, each once: {[file.name for file in files]}")
    return [(number, file.read_text("utf-8")) for number, file in zip(numbers, files, strict=True)]
