"""The bot as a process among others on its machine: its files, its signals, and what its log begins and ends
with."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NoReturn

from bot.course.library import Library
from bot.course.shelf.shelf import Shelf
from bot.settings import Settings

START_AGAIN = 75
"""The exit status of a process whose work another does now (EX_TEMPFAIL of sysexits.h)."""

log = logging.getLogger(__name__)


@contextmanager
def for_the_owner_alone() -> Iterator[None]:
    """New files and folders are read and written by nobody else: people's data is in nearly all of them.

    What is there already keeps its mode, and what SQLite puts beside a database gets the mode of that."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def stop_signal() -> asyncio.Event:
    """Set by SIGTERM or Ctrl+C."""
    stop = asyncio.Event()

    def end(name: str) -> None:
        if not stop.is_set():
            log.info("stopping (%s): what is under way is finished", name)
        stop.set()

    if sys.platform != "win32":
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, end, number.name)
    return stop


def reload_signal(reload: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """SIGHUP has the courses read again."""
    under_way: set[asyncio.Task[None]] = set()

    def begin() -> None:
        work = asyncio.get_running_loop().create_task(reload())
        under_way.add(work)  # a task that nobody holds may vanish
        work.add_done_callback(under_way.discard)

    if sys.platform != "win32":
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, begin)


def end_at_once(why: str) -> NoReturn:
    """As a kill would: nothing is written or sent any more. The exit status says that it is to be started
    again."""
    log.error(why)
    logging.shutdown()
    os._exit(START_AGAIN)


def put_in_order(content_dir: Path) -> None:
    """Ends what a crash, or a disk that was full, has left half done in CONTENT_DIR. What cannot be ended is
    said, and stops nothing: what is taught instead is the last good version."""
    shelf = Shelf(content_dir)
    try:
        shelf.claim()
    except OSError as error:
        log.warning("CONTENT_DIR: is not put in order (%s)", error.strerror)
        return
    try:
        for folder, failure in shelf.mend().items():
            log.warning("CONTENT_DIR: %s cannot be put in order (%s)", folder, failure.strerror)
        for folder in shelf.elsewhere():
            log.warning("CONTENT_DIR: %s is not to be had; its last good version is taught", folder)
    finally:
        shelf.close()


def seldom_look_for_garbage() -> None:
    """What is there at the start stays for good, and taps leave next to no cycles behind: searching all of it
    time and again would be an eighth of a tap's CPU."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def say_ready(name: str, receives_by: str, settings: Settings, library: Library) -> None:
    """What is at work here, in one line. `name`: the bot's @username; `way`: how it is reached."""
    where = settings.database
    database = where.absolute() if isinstance(where, Path) else where
    courses = ", ".join(course.id for course in library.courses)
    what = f"tutorbot {_version()}, database {database}, courses: {courses}"
    log.info("@%s is ready: %s; %s", name, receives_by, what)


def say_stopped() -> None:
    log.info("stopped")


def _version() -> str:
    try:
        return version("tutorbot")
    except PackageNotFoundError:
        return "(not installed)"
