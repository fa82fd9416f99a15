"""The bot at work, in Telegram or in a browser, until it is told to stop."""

from __future__ import annotations

import errno
import os
import re
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from secrets import token_urlsafe

from bot.app.composition import open_bot
from bot.app.process import reload_signal, say_ready, say_stopped, seldom_look_for_garbage, stop_signal
from bot.app.start import StartError, alone, telegram_answers, unless_stopped
from bot.course.library import Library
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

_KEY = re.compile(r"[A-Za-z0-9_-]{32}")


async def in_telegram(settings: Settings, library: Library) -> None:
    """Works until it is told to stop. Raises StartError."""
    stop = stop_signal()
    async with AsyncExitStack() as stack:
        lock = stack.enter_context(alone(settings))
        await unless_stopped(telegram_answers(settings), stop)
        if not stop.is_set():
            opening = stack.enter_async_context(open_bot(settings, library))
            if bot := await unless_stopped(opening, stop):
                lock.tell(f"@{bot.name}")
                seldom_look_for_garbage()
                reload_signal(bot.reload)
                receives_by = "webhook" if settings.webhook_url else "polling"
                say_ready(bot.name, f"{receives_by}, /healthz at {bot.arrival.site_url}", settings, library)
                await bot.run_until(stop)
    say_stopped()


async def in_browser(settings: Settings, library: Library) -> None:
    """Works against a Bot API server of its own, with a chat page, until it is told to stop. Raises
    StartError."""
    if settings.host not in _OWN_NAMES:
        raise StartError(f"HOST: without a token the bot listens on {', '.join(_OWN_NAMES)}")
    stop = stop_signal()
    async with AsyncExitStack() as stack:
        lock = stack.enter_context(alone(settings))
        token = f"1:{token_urlsafe(24)}" if settings.host in _EVERYWHERE else LOCAL_TOKEN
        server, key = await _local_server(settings, token, stack)
        page = f"http://{_OWN_NAMES[settings.host]}:{server.url.rpartition(':')[2]}"
        lock.tell(page)
        here = replace(settings, api_url=page, token=token, limits=settings.local_limits, webhook_url=None)
        opening = stack.enter_async_context(open_bot(here, library, site=False))
        if bot := await unless_stopped(opening, stop):
            reload_signal(bot.reload)
            say_ready(bot.name, f"local, {page}", settings, library)
            address = f"{page}/?key={key}" if key else page
            print(f"Open {address} in a browser and press START. Ctrl+C ends it.", flush=True)
            await bot.run_until(stop)
    say_stopped()


async def _local_server(settings: Settings, token: str, stack: AsyncExitStack) -> tuple[Server, str | None]:
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
    server = Server(world, key=key)
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
