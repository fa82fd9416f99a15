"""Startup: errors that end it, each as one line, and waiting for the database and for Telegram."""

from __future__ import annotations

import asyncio
import errno
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.settings import Settings
from bot.storage.address import Address
from bot.storage.database import Database
from bot.storage.engine import DatabaseLock, open_database, take_lock
from bot.storage.errors import DatabaseAwayError, DatabaseError, DatabaseLockedError
from bot.storage.lock import DatabaseInUseError
from bot.storage.schema import SchemaTooNewError
from bot.storage.sqlite.replace import damage_after_kill
from bot.wire.client import Client
from bot.wire.failures import backoff, wait_of
from bot.wire.handling import trail
from bot.wire.site import Site

T = TypeVar("T")

log = logging.getLogger(__name__)

OPENING_SECONDS = 1.0
"""How long one try to open the database may be kept waiting: so long it may not hear that it is to end."""


class StartError(Exception):
    """The bot cannot start; the message is one line that names the setting to look at."""


@contextmanager
def start_errors() -> Iterator[None]:
    """Makes what the rooms raise a StartError."""
    try:
        yield
    except InvalidToken:
        raise StartError("TELEGRAM_BOT_TOKEN: Telegram does not know this token") from None
    except TelegramError as error:
        raise StartError(f"TELEGRAM_API_URL: no good answer from there ({error})") from None
    except (SchemaTooNewError, DatabaseError, DatabaseInUseError) as error:
        raise StartError(f"DATABASE_URL: {error}") from None


def _running_here(error: DatabaseInUseError) -> StartError:
    """Its page, or its name, is what one wants to know, where it has told that already."""
    place, holder = error.holder.place, replace(error.holder, place="")
    if not place:
        return StartError(f"DATABASE_URL: {error}")
    where = f"as {place}" if place.startswith("@") else f"at {place}"
    return StartError(f"tutorbot is running here already, {where} ({holder}, DATABASE_URL {error.database})")


@contextmanager
def lock_errors() -> Iterator[None]:
    """Makes a StartError of what keeps the lock from being taken at all."""
    with start_errors():
        try:
            yield
        except OSError as error:
            raise StartError(f"DATABASE_URL: {error.filename} cannot be written ({error.strerror})") from None


@contextmanager
def alone(settings: Settings) -> Iterator[DatabaseLock]:
    """No other bot works on this database meanwhile: for what does not stand by. Raises StartError, which
    says who does."""
    with lock_errors():
        try:
            lock = take_lock(settings.database)
        except DatabaseInUseError as error:
            raise _running_here(error) from None
    try:
        yield lock
    finally:
        lock.release()


async def ready_database(where: Address) -> Database:
    """The database, open, and known to take what is written.

    While another program holds it, a backup of its own or somebody's shell, or its server is not there yet,
    this waits and says so. Raises DatabaseError where waiting does not help: it is damaged, the disk is full,
    it may not be written to."""
    failed = 0
    while True:
        try:
            return await _open_and_check(where)
        except (DatabaseLockedError, DatabaseAwayError) as error:
            failed += 1
            seconds = backoff(failed, 1.0, 30.0)
            why = f"{error}, by another program" if isinstance(error, DatabaseLockedError) else str(error)
            log.warning("DATABASE_URL: %s; next try in %.0f s", why, seconds)
            await asyncio.sleep(seconds)


async def _open_and_check(where: Address) -> Database:
    if isinstance(where, Path) and (damage := await asyncio.to_thread(damage_after_kill, where)):
        what = f"{where} is damaged, or {where.name}-wal is that of another database"
        raise DatabaseError(f"{what}: `python -m bot restore FILE` puts a backup in its place ({damage})")
    database = await open_database(where, OPENING_SECONDS)
    try:
        await database.check()
    except BaseException:
        await database.close()
        raise
    return database


async def unless_stopped(work: Coroutine[Any, Any, T], stop: asyncio.Event) -> T | None:
    """The work's result; None where `stop` was set before, and the work is given up."""
    working, stopped = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait((working, stopped), return_when=asyncio.FIRST_COMPLETED)
        return await working if working.done() else None
    finally:
        working.cancel()
        stopped.cancel()
        await asyncio.gather(working, stopped, return_exceptions=True)


async def telegram_answers(settings: Settings) -> None:
    """Returns as soon as Telegram does.

    After a power cut a small server is often up before its network is, and Telegram has its bad minutes: with
    nobody there to start the bot again, giving up would be for good. Raises StartError where waiting does not
    help: the token is unknown there."""
    with start_errors():
        async with Client(settings.token or "", settings.api_url) as client:
            await until_answered(lambda: client.call("getMe"))


async def until_answered(ask: Callable[[], Awaitable[object]]) -> None:
    """Asks until Telegram answers; `ask` must do no harm when it is done again. Raises InvalidToken."""
    for failed in count(1):
        try:
            await ask()
        except InvalidToken:
            raise
        except RetryAfter as error:
            await _wait(wait_of(error), error)
        except TelegramError as error:
            await _wait(backoff(failed, 1.0, 30.0), error)
        else:
            return


async def _wait(seconds: float, error: TelegramError) -> None:
    log.warning("TELEGRAM_API_URL: no good answer from there yet (%s); next try in %.0f s", error, seconds)
    await asyncio.sleep(seconds)


@asynccontextmanager
async def beside(what: str, *works: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Nobody waits for these; on leaving, what is not done is given up. `what`: the line in the log where one
    of them fails, but for the error."""
    tasks = [asyncio.create_task(work) for work in works]
    for task in tasks:
        task.add_done_callback(partial(_say_what_failed, what))
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _say_what_failed(what: str, task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()):
        log.error("%s: %s", what, trail(error))


async def listen(pages: Site, settings: Settings) -> str:
    """The address where they listen. Raises StartError."""
    try:
        return await pages.start(settings.host, settings.port)
    except OSError as error:
        raise cannot_listen(error, settings) from None


def cannot_listen(error: OSError, settings: Settings) -> StartError:
    name = "HOST" if error.errno == errno.EADDRNOTAVAIL else "PORT"
    why = os.strerror(error.errno or 0)
    return StartError(f"{name}: cannot listen on {settings.host}:{settings.port} ({why})")
