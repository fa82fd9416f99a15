"""Names of files as they come from ordinary computers: spelled in two ways, and with litter beside them."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

COURSE_FILE = "course.yaml"

_MEANT = re.compile(r"course\.ya?ml(\.(txt|ya?ml))?", re.IGNORECASE)
"""What editors and systems make of `course.yaml`."""
_LITTER = frozenset(("__macosx", ".ds_store", "thumbs.db", "desktop.ini"))
_LITTER_BEGINS = ("._", "~$")


def is_misnamed(name: str) -> bool:
    """Whether a file of this name is meant to be the course's own, and is not read as that."""
    return name != COURSE_FILE and bool(_MEANT.fullmatch(name))


def is_litter(name: str) -> bool:
    """Whether a system or an office program has put this file or folder there by itself."""
    return name.casefold() in _LITTER or name.startswith(_LITTER_BEGINS)


def composed(name: str) -> str:
    """Names that look the same are the same: a Mac writes "ö" as "o" and two dots, others as one letter."""
    return unicodedata.normalize("NFC", name)


def spelled(folder: Path, name: str) -> Path:
    """The path of this name in a folder, as it is spelled there; as it is given where nothing is there."""
    path = folder / name
    if name.isascii() or os.path.lexists(path):
        return path
    path = folder
    for part in Path(name).parts:
        path /= part if os.path.lexists(path / part) else _same(path, part)
    return path


def _same(folder: Path, name: str) -> str:
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return name
    return next((other for other in names if composed(other) == composed(name)), name)
