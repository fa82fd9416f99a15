"""CONTENT_DIR from within the event loop: read as a whole, and changed in a thread by its owner alone.

What the disk refuses is a value here."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.course.library import Library
from bot.course.message import Message, say
from bot.course.reading.loader import load_library
from bot.course.shelf.disk import FolderError, is_there
from bot.course.shelf.names import COURSE_FILE
from bot.course.shelf.shelf import Shelf
from bot.learning.school.publication import Draft, FolderDraft, HasMistakes, NotWritten

T = TypeVar("T")

log = logging.getLogger(__name__)

_TRIES = 3


async def written(shelf: Shelf, work: Callable[[], T], draft: Draft | None = None) -> T | NotWritten:
    """Runs what changes files. `draft`: what is still there where that cannot be."""

    def owned() -> T:
        shelf.claim()
        return work()

    try:
        return await asyncio.to_thread(owned)
    except OSError as error:
        log.warning("CONTENT_DIR: cannot be written (%s)", _words(error))
        return NotWritten(_why(error), draft)


@dataclass(frozen=True)
class FolderContent:
    """All courses of CONTENT_DIR at one moment; `draft` names that state of it."""

    library: Library
    draft: FolderDraft


async def read(shelf: Shelf) -> FolderContent | HasMistakes | NotWritten:
    """All of it as it is now."""
    try:
        return await asyncio.to_thread(_read, shelf)
    except OSError as error:
        return NotWritten(_why(error))


def _read(shelf: Shelf) -> FolderContent | HasMistakes:
    """Raises OSError where it changes all the time: what is taught is what was looked at, and no mixture."""
    before = _digest(shelf)
    for _ in range(_TRIES):
        lost = {name: path for name, path in shelf.elsewhere().items() if not is_there(shelf.root / name)}
        loaded = load_library(shelf.root, lost, thorough=True)
        after = _digest(shelf)
        if before == after:
            if isinstance(loaded, Library):
                return FolderContent(loaded, FolderDraft(after))
            return HasMistakes(loaded, in_folder=True)
        before = after
    why = say("disk.being_written")
    raise FolderError(errno.EBUSY, "somebody is writing there just now", shelf.root, why)


def _digest(shelf: Shelf) -> str:
    """Of all folders with a course."""
    total = hashlib.sha256()
    for folder in sorted(path.name for path in shelf.root.iterdir()):
        if not folder.startswith(".") and is_there(shelf.root / folder / COURSE_FILE):
            total.update(f"{folder}/{_known(shelf, folder)}\n".encode())
    return total.hexdigest()[:12]


def _known(shelf: Shelf, folder: str) -> str:
    try:
        return shelf.digest(folder)
    except OSError as error:  # the loader names the file, and where it is
        return f"!{error.errno}"


def _why(error: OSError) -> Message:
    return error.why if isinstance(error, FolderError) else say("disk.system", words=_words(error))


def _words(error: OSError) -> str:
    return error.strerror or type(error).__name__
