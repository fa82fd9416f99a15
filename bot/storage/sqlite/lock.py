"""One bot at a time on a database: a lock on a file beside it.

The process holds it, and the system gives it back however the process ends. The file stays where it is: if it
were deleted, two could be in, one at the old file and one at a new one.
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from bot.storage.address import Address

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

SUFFIX = ".lock"

_LONGEST = 1000
"""Bytes that are read of what somebody has written into the file."""


@dataclass(frozen=True)
class Holder:
    """Who is at work there, as they wrote it down: process id, name of the machine, and the bot's name or
    address. Empty where they have not done so yet."""

    process: str = ""
    machine: str = ""
    place: str = ""

    def __str__(self) -> str:
        if not self.process:
            return "another process"
        elsewhere = f" on {self.machine}" if self.machine != socket.gethostname() else ""
        return ", ".join(filter(None, (f"process {self.process}{elsewhere}", self.place)))


class DatabaseInUseError(Exception):
    """Another bot is at work on it: the two would do everything twice."""

    def __init__(self, database: Address, holder: Holder) -> None:
        super().__init__(f"{database} is in use by another bot ({holder})")
        self.database = database
        self.holder = holder


class Lock:
    """Held from `take` to `release`, by one in all processes; on Windows by as many as like."""

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

    def release(self) -> None:
        self._write("")
        self._file.close()

    def _write(self, text: str) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._file.write(text.encode())


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
