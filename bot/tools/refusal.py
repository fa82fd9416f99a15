"""Why a command cannot do what it was asked, in one line for the person at the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class ToolRefusedError(Exception):
    """The message is that line; it names the file or folder."""


@contextmanager
def readable(name: str = "") -> Iterator[None]:
    """What may not be looked at is refused in one line, which begins with `name`."""
    try:
        yield
    except OSError as error:
        raise ToolRefusedError(f"{name}{error.filename} cannot be read ({error.strerror})") from None


@contextmanager
def writable() -> Iterator[None]:
    """The same for what cannot be written."""
    try:
        yield
    except OSError as error:
        raise ToolRefusedError(f"{error.filename}: cannot be written ({error.strerror})") from None


def look_into(folder: Path) -> None:
    """Raises OSError where its names cannot be listed, or what they stand for cannot be opened."""
    for path in folder.iterdir():
        path.lstat()
