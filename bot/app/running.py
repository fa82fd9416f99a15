"""The bot at work, in Telegram or in a browser, until it is told to stop."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory

from bot.app.composition import open_bot
from bot.app.process import reload_signal, say_ready, say_stopped, seldom_look_for_garbage, stop_signal
from bot.app.published_courses import put_out_published
from bot.app.stand_by import at_work
from bot.app.start import StartError, alone, beside, telegram_answers, unless_stopped
from bot.app.update_source import site_of
from bot.app.writing_desk import Manuscript, WritingDesk
from bot.course.library import Library
from bot.emulator.web.desk import Desk
from bot.emulator.web.server import Server
from bot.emulator.world.journal import FolderInUseError
from bot.emulator.world.world import World
from bot.settings import Settings

_OWN_NAMES = {
    "127.0.0.1": "127.0.0.1",
    "localhost": "localhost",
    "::1": "[::1]",
    "0.0.0.0": "127.0.0.1",  # noqa: S104
    "::": "[::1]",
}
"""HOST -> the name of the chat page's address. The page answers to this machine's own names only, wherever it
listens: a container that listens everywhere is reached through a port of the machine around it."""

_EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104
"""HOSTs where others can reach the page, and claim to be here: it asks them for a key then."""

LOCAL_TOKEN = "1:local"  # noqa: S105 - on this machine alone the local Bot API lets any bot in


@dataclass(frozen=True)
class Courses:
    """`load` reads them, after what a crash has left half done was put in order: only who is at work may.
    `look` reads them only to see whether they are right."""

    look: Callable[[], object]
    load: Callable[[], Library]


DeskOf = Callable[[World], Desk]
"""What stands beside the chat page of a world."""

_KEY = re.compile(r"[A-Za-z0-9_-]{32}")


async def in_telegram(settings: Settings, courses: Courses) -> None:
    """Works until it is told to stop; before, it stands by for as long as another process is at work. Raises
    StartError, and what reading the courses raises."""
    stop = stop_signal()
    async with AsyncExitStack() as stack:
        site = site_of(settings)
        stack.push_async_callback(site.stop)
        duty = await stack.enter_async_context(at_work(settings, site, courses.look, stop))
        if duty is not None:
            await unless_stopped(put_out_published(settings), stop)
            library = courses.load()  # what was taught when this process was started may be long past
            await unless_stopped(telegram_answers(settings), stop)
        if duty is not None and not stop.is_set():
            opening = stack.enter_async_context(open_bot(settings, library, at_work=duty))
            if bot := await unless_stopped(opening, stop):
                duty.tell(f"@{bot.name}")
                seldom_look_for_garbage()
                reload_signal(bot.reload)
                receives_by = "webhook" if settings.webhook_url else "polling"
                say_ready(bot.name, f"{receives_by}, /healthz at {bot.arrival.site_url}", settings, library)
                await bot.run_until(stop)
    say_stopped()


async def in_browser(settings: Settings, library: Library) -> None:
    """Works against a Bot API server of its own, with a chat page, until it is told to stop. Raises
    StartError."""
    stop = stop_signal()
    async with AsyncExitStack() as stack:
        here = await _local(settings, stack)
        opening = stack.enter_async_context(open_bot(here.settings, library, site=False))
        if bot := await unless_stopped(opening, stop):
            reload_signal(bot.reload)
            say_ready(bot.name, f"local, {here.page}", settings, library)
            _say_where(here)
            await bot.run_until(stop)
    say_stopped()


async def in_writing(settings: Settings, manuscript: Manuscript) -> None:
    """The same with a course that is being written beside the chat. All that happens is forgotten at the end,
    and nothing is written into the course's folder. Raises StartError."""
    stop = stop_signal()
    async with AsyncExitStack() as stack:
        home = Path(stack.enter_context(TemporaryDirectory(prefix="tutorbot-write-")))
        apart = replace(settings, database=home / "write.db", content_dir=home, admin_ids=frozenset())
        desks: list[WritingDesk] = []

        def desk_of(world: World) -> Desk:
            desks.append(WritingDesk(manuscript, world))
            return desks[0].panel

        here = await _local(apart, stack, desk_of)
        (desk,) = desks
        await desk.begin()
        opening = stack.enter_async_context(open_bot(here.settings, desk.library, site=False))
        if bot := await unless_stopped(opening, stop):
            await stack.enter_async_context(beside("the files are not watched", desk.watch(bot.teach, stop)))
            say_ready(bot.name, f"local, {here.page}", apart, desk.library)
            _say_where(here)
            await bot.run_until(stop)
    say_stopped()


@dataclass(frozen=True)
class _Here:
    """The local server's page, the key that it may ask for, and the settings of a bot that uses it."""

    settings: Settings
    page: str
    key: str | None


def _say_where(here: _Here) -> None:
    address = f"{here.page}/?key={here.key}" if here.key else here.page
    print(f"Open {address} in a browser and press START. Ctrl+C ends it.", flush=True)


async def _local(settings: Settings, stack: AsyncExitStack, desk_of: DeskOf | None = None) -> _Here:
    """A local server at work, on a database that nobody else uses meanwhile. Raises StartError."""
    if settings.host not in _OWN_NAMES:
        raise StartError(f"HOST: without a token the bot listens on {', '.join(_OWN_NAMES)}")
    lock = stack.enter_context(alone(settings))
    token = f"1:{token_urlsafe(24)}" if settings.host in _EVERYWHERE else LOCAL_TOKEN
    server, key = await _local_server(settings, token, stack, desk_of)
    page = f"http://{_OWN_NAMES[settings.host]}:{server.url.rpartition(':')[2]}"
    lock.tell(page)
    limits = settings.local_limits
    return _Here(replace(settings, api_url=page, token=token, limits=limits, webhook_url=None), page, key)


async def _local_server(
    settings: Settings, token: str, stack: AsyncExitStack, desk_of: DeskOf | None
) -> tuple[Server, str | None]:
    """The server, and the key that its page asks for, if it does."""
    try:
        keyed = settings.host in _EVERYWHERE
        world = World(settings.local_chat, token=token if keyed else None)
        key = _key(settings.local_chat) if keyed else None
    except FolderInUseError as error:
        raise StartError(f"DATABASE_URL: {error}") from None
    except OSError as error:
        raise StartError(f"DATABASE_URL: cannot use {settings.local_chat} ({error.strerror})") from None
    stack.callback(world.close)
    server = Server(world, key=key, desk=desk_of(world) if desk_of else None)
    try:
        await server.start(settings.host, settings.port)
    except OSError as error:
        name = "HOST" if error.errno == errno.EADDRNOTAVAIL else "PORT"
        why = os.strerror(error.errno or 0)
        raise StartError(f"{name}: cannot listen on {settings.host}:{settings.port} ({why})") from None
    stack.push_async_callback(server.stop)
    return server, key


def _key(folder: Path) -> str:
    """The key of the page whose chats lie in this folder: always the same, so that its address is."""
    path = folder / "key"
    known = path.read_bytes().decode("ascii", "replace") if path.is_file() else ""
    if _KEY.fullmatch(known):
        return known
    key = token_urlsafe(24)
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(key)
    fresh.replace(path)
    return key
