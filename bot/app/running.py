"""The bot at work, in Telegram or in a browser, until it is told to stop."""

from __future__ import annotations

import errno
import os
from contextlib import AsyncExitStack

from bot.app.composition import at_server, open_bot
from bot.app.process import reload_signal, say_ready, say_stopped, seldom_look_for_garbage, stop_signal
from bot.app.start import StartError, alone, telegram_answers, unless_stopped
from bot.course.library import Library
from bot.emulator.web.server import Server
from bot.emulator.world.journal import FolderInUseError
from bot.emulator.world.world import World
from bot.settings import OPEN, Settings

_OWN_NAMES = {
    "127.0.0.1": "127.0.0.1",
    "localhost": "localhost",
    "::1": "[::1]",
    "0.0.0.0": "127.0.0.1",  # noqa: S104
    "::": "[::1]",
}
"""HOST -> the name of the chat page's address. The page answers to this machine's own names only, wherever it
listens: a container that listens everywhere is reached through a port of the machine around it."""

LOCAL_TOKEN = "1:local"  # noqa: S105 - the local Bot API lets anyone in


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
                way = "webhook" if settings.webhook_url else "polling"
                say_ready(bot.name, f"{way}, /healthz at {bot.arrival.site_url}", settings, library)
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
        server = await _local_server(settings, stack)
        page = f"http://{_OWN_NAMES[settings.host]}:{server.url.rpartition(':')[2]}"
        lock.tell(page)
        here = at_server(settings, page, LOCAL_TOKEN, OPEN)
        opening = stack.enter_async_context(open_bot(here, library, site=False))
        if bot := await unless_stopped(opening, stop):
            reload_signal(bot.reload)
            say_ready(bot.name, f"local, {page}", settings, library)
            print(f"Open {page} in a browser and press START. Ctrl+C ends it.", flush=True)
            await bot.run_until(stop)
    say_stopped()


async def _local_server(settings: Settings, stack: AsyncExitStack) -> Server:
    try:
        world = World(settings.local_chat)
    except FolderInUseError as error:
        raise StartError(f"DATABASE_URL: {error}") from None
    except OSError as error:
        raise StartError(f"DATABASE_URL: cannot use {settings.local_chat} ({error.strerror})") from None
    stack.callback(world.close)
    server = Server(world)
    try:
        await server.start(settings.host, settings.port)
    except OSError as error:
        name = "HOST" if error.errno == errno.EADDRNOTAVAIL else "PORT"
        why = os.strerror(error.errno or 0)
        raise StartError(f"{name}: cannot listen on {settings.host}:{settings.port} ({why})") from None
    stack.push_async_callback(server.stop)
    return server
