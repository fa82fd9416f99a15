"""One bot at a time on a database: a lock on a file beside it.

The process holds it, and the system gives it back however the process ends. The file stays where it is: if it
were deleted, two could be in, one at the old file and one at a new one.
"""

from __future__ import annotations

import os
import socket
from io import FileIO
from pathlib import Path
from threading import Event

from bot.storage.lock import DatabaseInUseError, Holder

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

SUFFIX = ".lock"

_LONGEST = 1000
"""Bytes that are read of what somebody has written into the file."""


class Lock:
    """Held from `take` to `release`, by one in all processes; on Windows by as many as like. A process that
    is stopped (SIGSTOP) holds it, too."""

    may_break = False

    def __init__(self, file: FileIO) -> None:
        self._file = file
        self.tell("")

    @classmethod
    def take(cls, database: Path) -> Lock:
        """Whatever path leads to the database: a link to it, or a relative one, is the same.

        Raises DatabaseInUseError, and OSError where the file cannot be made or written."""
        path = Path(f"{os.path.realpath(database)}{SUFFIX}")
        file = FileIO(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
        try:
            if not _locked(file):
                raise DatabaseInUseError(database, _holder(file))
            return cls(file)
        except BaseException as error:
            file.close()
            if isinstance(error, OSError):
                error.filename = str(path)
            raise

    def tell(self, place: str) -> None:
        """Whoever comes meanwhile is told this: the bot's name, or its address."""
        self._write(f"{os.getpid()}\n{socket.gethostname()}\n{place}\n")

    def is_held(self, _: int | None) -> bool:
        """It is, as long as the process lives."""
        return True

    def wait(self, seconds: float) -> None:
        """So long."""
        Event().wait(seconds)

    def release(self) -> None:
        self._write("")
        self._file.close()

    def _write(self, text: str) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._file.write(text.encode())


class SqliteContender:
    """Tries to be the one who works as a bot."""

    def __init__(self, database: Path) -> None:
        self._database = database

    def take(self) -> Lock:
        """Raises DatabaseInUseError, OSError."""
        return Lock.take(self._database)

    def close(self) -> None:
        """Nothing is kept open meanwhile."""


def _locked(file: FileIO) -> bool:
    """Whether it is ours now."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _holder(file: FileIO) -> Holder:
    lines = file.read(_LONGEST).decode(errors="replace").splitlines()
    return Holder(*lines[:3]) if len(lines) >= 3 else Holder()
