"""A disk that fails: what Python asks of the file system is refused, or the process is killed there.

Python announces most of what it asks of the file system to audit hooks, which may refuse it. So nothing of
the bot's own is replaced, and a process that is killed is killed for good."""

from __future__ import annotations

import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

UNCHANGED = "What is taught stays as it was."

CHANGES = frozenset(("os.mkdir", "os.rename", "os.rmdir", "os.remove", "os.symlink", "os.chmod", "os.utime"))
LOOKS = frozenset(("os.listdir", "os.scandir"))

Rule = Callable[[str], None]
"""Sees the path of each thing that is asked for; what it raises is the answer."""

_rules: list[tuple[Rule, bool]] = []
_hooked: list[bool] = []


@contextmanager
def asked(rule: Rule, looks: bool = False) -> Iterator[None]:
    """While this lasts, the rule is asked about all changes, and openings; or about all `looks`."""
    if not _hooked:
        sys.addaudithook(_heed)  # for good: Python has no way to take one away
        _hooked.append(True)
    _rules.append((rule, looks))
    try:
        yield
    finally:
        _rules.clear()


def _heed(event: str, arguments: tuple[Any, ...]) -> None:
    if not _rules:
        return
    rule, looks = _rules[-1]
    if event in (LOOKS if looks else CHANGES) or event == "open":
        path = arguments[0]
        if isinstance(path, str | bytes | os.PathLike):
            rule(os.fsdecode(path))


class Countdown:
    """Does `then` at the number-th thing asked for below `folder`; from there on too, if it is `lasting`."""

    def __init__(self, folder: Path, number: int, then: Callable[[], None], lasting: bool = False) -> None:
        self._folder = str(folder)
        self._left = number
        self._then = then
        self._lasting = lasting
        self.struck = False

    def __call__(self, path: str) -> None:
        if not Path(path).is_absolute() or path.startswith(self._folder):
            self._left -= 1
            if self._left == 0 or (self._lasting and self._left < 0):
                self.struck = True
                self._then()


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(number: int) -> Callable[[], None]:
    def then() -> None:
        raise OSError(number, os.strerror(number))

    return then


full = refuse(errno.ENOSPC)
broken = refuse(errno.EIO)
