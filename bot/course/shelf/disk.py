"""Folders on a disk: told apart, copied, flushed, taken away, and changed by one process at a time.

All of it blocks, and raises OSError where the disk does not do as it is told."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import NoReturn, TypeVar

from bot.course.message import Message, say

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

T = TypeVar("T")


class FolderError(OSError):
    """A folder is not as it has to be. `strerror` is for the log, `why` for people."""

    def __init__(self, number: int, words: str, path: Path, why: Message) -> None:
        super().__init__(number, words, str(path))
        self.why = why


class Owner:
    """That this process alone changes what is in a folder. Held by the process, and given back by the system
    however it ends; the folder itself need not be writable."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._held: int | None = None
        self._one = Lock()

    def claim(self) -> None:
        """Raises OSError (EBUSY) where another has it; then it may be tried again."""
        with self._one:
            if self._held is None and fcntl is not None:
                self._held = self._locked()

    def close(self) -> None:
        with self._one:
            if self._held is not None:
                os.close(self._held)
            self._held = None

    def _locked(self) -> int:
        number = os.open(self._folder, os.O_RDONLY)
        try:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(number)
            why = say("disk.another_bot")
            raise FolderError(errno.EBUSY, "another bot is at work there", self._folder, why) from None
        except OSError:  # a file system without locks: there is nobody to ask
            pass
        return number


def digest(folder: Path) -> str:
    """Twelve characters for the names and bytes of all files below a folder; "" where there is none."""
    if not folder.is_dir():
        return ""
    total = hashlib.sha256()
    for path in files_of(folder):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]


def files_of(folder: Path) -> list[Path]:
    """All files below a folder that belong to what it holds, in order."""
    return [path for path in sorted(_all_below(folder)) if path.is_file() and not path.name.startswith(".")]


def readable(folder: Path, known: str = "") -> bool:
    """Whether all files there can be read, and are what is `known` of them."""
    try:
        found = digest(folder)
    except OSError:
        return False
    return not known or found == known


def copy(source: Path, target: Path) -> None:
    """A folder with all files in it, links as links. A new folder that did not become whole is taken away
    again: half of it would go on filling a disk that is full."""
    before = is_there(target)
    try:
        _copy(source, target)
    except OSError:
        if not before:
            shutil.rmtree(target, ignore_errors=True)
        raise


def _copy(source: Path, target: Path) -> None:
    """Unlike `copytree`, it ends where something fails, and says what."""
    target.mkdir(parents=True, exist_ok=True)
    for path in source.iterdir():
        to = target / path.name
        if path.is_symlink():
            to.symlink_to(path.readlink())
        elif path.is_dir():
            _copy(path, to)
        else:
            shutil.copy2(path, to)


def remove(path: Path) -> None:
    """A file, a link, or a folder with all that is in it; nothing where there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif is_there(path):  # asked to remove nothing, a file system that is read-only refuses even that
        path.unlink()


def each(work: Callable[[T], None], of: Iterable[T]) -> None:
    """Does it for all of them, whichever fails. Raises OSError for the first that failed."""
    failed: list[OSError] = []
    for one in of:
        try:
            work(one)
        except OSError as error:
            failed.append(error)
    if failed:
        raise failed[0]


def flush(folder: Path) -> None:
    """Its files are on the disk, not just on their way."""
    for path in (*_all_below(folder), folder):
        if not path.is_symlink():
            sync(path)


def sync(path: Path) -> None:
    if sys.platform == "win32":  # which opens no folder, and flushes renames by itself
        return
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def is_there(path: Path) -> bool:
    """Whether this name is taken, be it by a link that leads nowhere."""
    return os.path.lexists(path)


def _all_below(folder: Path) -> list[Path]:
    """Unlike `rglob`, it does not pass over a folder that cannot be read."""
    return [
        Path(place) / name
        for place, folders, files in os.walk(folder, onerror=_raise)
        for name in (*folders, *files)
    ]


def _raise(error: OSError) -> NoReturn:
    raise error
