"""One process at work, others that stand by: taking the database's lock, and looking after it.

Several may be started with the same token and database. Whoever has the lock is at work; the others wait, and
say so. What the one at work has only in memory is made anew, or is no loss: each such thing says which."""

from __future__ import annotations

import asyncio
import errno
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from threading import Event, Thread
from typing import Any

from bot.app.process import end_at_once
from bot.app.start import cannot_listen, lock_errors
from bot.settings import Settings
from bot.storage.engine import Contender, DatabaseLock, contend
from bot.storage.errors import DatabaseAwayError, LostLockError
from bot.storage.lock import DatabaseInUseError
from bot.wire.lease import Lease, now
from bot.wire.site import Pages, Site

LOOK = 0.25
"""Seconds between two tries to get the lock: so long nobody is at work after an end."""

BEAT = 0.5
"""Seconds between two looks whether the lock is held."""

LEASE = 2.0
"""Seconds after such a look in which the process may speak. Less than the time after which another can have
the lock of one that is not heard of (bot/storage/postgres/lock.py): in between there is nobody."""

STANDING_BY = "standing by"

log = logging.getLogger(__name__)


def _ends_the_process() -> None:
    """What is under way is not brought to an end: it would write and send. A kill at any moment loses
    nothing, and whoever started this process starts it again, to stand by."""
    end_at_once("another process is at work on the database now: this one ends")


def _fails() -> None:
    """All that it does fails from now on, and that is told each time."""


def _is_told_to_nobody(_: str) -> None:
    """There is nobody else."""


@dataclass
class AtWork:
    """What a bot may do, and for how long: without end where nobody else can take its place.

    `lost` is called, maybe from another thread, once another process is at work. `term` is told as soon as
    there is one. `site` is where it listens, or will. Others are told who is at work by `tell`."""

    lease: Lease = field(default_factory=Lease)
    lost: Callable[[], None] = _fails
    site: Site | None = None
    tell: Callable[[str], None] = _is_told_to_nobody
    term: int | None = None


class LockKeeper:
    """Looks after a lock that may break, in a thread: an event loop that is busy does not lose it."""

    def __init__(self, lock: DatabaseLock, at_work: AtWork) -> None:
        self._lock = lock
        self._at_work = at_work
        self._ended = Event()
        self._held = True

    def start(self) -> None:
        if self._lock.may_break:
            self._at_work.lease.until = now() + LEASE
            Thread(target=self._keep, name="lock", daemon=True).start()

    def end(self) -> None:
        self._ended.set()
        self._lock.release()

    def _keep(self) -> None:
        while not self._ended.is_set():
            asked_at = now()
            try:
                held = self._lock.is_held(self._at_work.term)
            except LostLockError:
                self._at_work.lost()
                return
            if held:
                self._at_work.lease.until = asked_at + LEASE
            if held is not self._held and not self._ended.is_set():
                self._held = held
                _say(held)
            self._lock.wait(BEAT)


def _say(held: bool) -> None:
    if held:
        log.info("DATABASE_URL: this process is still the one at work")
    else:
        log.warning("DATABASE_URL: cannot be reached; nothing is sent, as another process may be at work")


@asynccontextmanager
async def at_work(
    settings: Settings, site: Site, look: Callable[[], object], stop: asyncio.Event
) -> AsyncIterator[AtWork | None]:
    """As long as this lasts, this process alone is at work; before, it may have stood by for long. None where
    it is told to stop before. `look` is done before it waits: what is wrong with this process is told at
    once. Raises StartError, and what `look` raises."""
    with lock_errors():
        contender = contend(settings.database)
    try:
        lock = await _first_try(contender) or await _stand_by(contender, settings, site, look, stop)
    finally:
        contender.close()
    if lock is None:
        yield None
        return
    duty = AtWork(lost=_ends_the_process, site=site, tell=lock.tell)
    keeper = LockKeeper(lock, duty)
    keeper.start()
    try:
        yield duty
    finally:
        keeper.end()


async def _first_try(contender: Contender) -> DatabaseLock | None:
    with lock_errors():
        try:
            return await asyncio.to_thread(contender.take)
        except (DatabaseInUseError, DatabaseAwayError):
            return None


async def _stand_by(
    contender: Contender, settings: Settings, site: Site, look: Callable[[], object], stop: asyncio.Event
) -> DatabaseLock | None:
    look()
    reached = _Reached()
    site.pages = Pages(health=reached.health, state=lambda: STANDING_BY)
    await _listen(site, settings)
    while not stop.is_set():
        with lock_errors():
            try:
                lock = await asyncio.to_thread(contender.take)
            except DatabaseInUseError as error:
                reached.at_work(error)
            except DatabaseAwayError as error:
                reached.nobody(error)
            else:
                log.info("nobody else is at work: taking over")
                return lock
        await _either(stop.wait(), LOOK)
    return None


class _Reached:
    """What a process that stands by knows of the others; each change is told in one line."""

    def __init__(self) -> None:
        self._told: object = None
        self._database = False

    def at_work(self, found: DatabaseInUseError) -> None:
        self._database = True
        self._tell(logging.INFO, "standing by: at work is %s", found.holder)

    def nobody(self, error: DatabaseAwayError) -> None:
        self._database = False
        self._tell(logging.WARNING, "standing by: DATABASE_URL: %s", error)

    async def health(self) -> tuple[bool, dict[str, Any]]:
        return self._database, {"state": STANDING_BY, "database": self._database}

    def _tell(self, level: int, line: str, what: object) -> None:
        if str(what) != self._told:
            self._told = str(what)
            log.log(level, line, what)


async def _listen(site: Site, settings: Settings) -> None:
    """On one machine, the one at work may have the PORT: then it is free when that has ended."""
    try:
        url = await site.start(settings.host, settings.port)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise cannot_listen(error, settings) from None
        log.info("standing by: %s:%d is in use, by the one at work maybe", settings.host, settings.port)
    else:
        log.info("standing by: /healthz at %s", url)


async def _either(what: Awaitable[object], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await what
    except TimeoutError:
        return
