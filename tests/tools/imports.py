"""Files that tests import, and how."""

from __future__ import annotations

from pathlib import Path

from bot.cli import main

NOTES = Path(__file__).parents[1] / "course" / "formats" / "markdown" / "notes.md"


def bring_in(file: str, *options: str) -> None:
    """Makes the course in the folder `tea` of it."""
    assert main(["import", file, "--to", "tea", *options]) == 0
