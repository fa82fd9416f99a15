"""The command line: python -m bot [run | local | check | backup]."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from collections.abc import Coroutine, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from bot import logs
from bot.app import StartError, at_server, backup, open_bot, run_until
from bot.course.library import Library
from bot.course.loader import load_course, load_library
from bot.course.mistakes import Mistake
from bot.course.model import Course
from bot.emulator.journal import FolderInUseError
from bot.emulator.server import Server
from bot.emulator.world import World
from bot.settings import Settings, SettingsError, from_environment

if sys.platform != "win32":
    import uvloop

LOCAL_TOKEN = "1:local"  # noqa: S105 - the local Bot API lets anyone in


class Refusal(Exception):  # noqa: N818 - what it says is all that is shown
    """Why the program cannot do what it was asked: one line for the person at the terminal."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 done, 2 not possible as asked (one line on standard error says why)."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.command(options))
    except (Refusal, SettingsError, StartError) as error:
        print(error, file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="A chat tutor for Telegram.")
    parser.set_defaults(command=_run)
    commands = parser.add_subparsers(title="commands", metavar="")
    run = commands.add_parser(
        "run", help="the bot: with TELEGRAM_BOT_TOKEN in Telegram, without in a browser"
    )
    run.set_defaults(command=_run)
    local = commands.add_parser("local", help="the bot in a browser, whatever the token")
    local.set_defaults(command=_local)
    check = commands.add_parser("check", help="look for mistakes in the courses")
    check.add_argument("folder", nargs="?", type=Path, help="courses, or one course (default: CONTENT_DIR)")
    check.set_defaults(command=_check)
    copy = commands.add_parser("backup", help="a consistent copy of the database, also while the bot runs")
    copy.add_argument("file", type=Path, help="the copy; must not exist")
    copy.set_defaults(command=_backup)
    return parser


def _run(_: argparse.Namespace) -> int:
    settings = _settings()
    return _start(_in_telegram(settings, _library(settings)) if settings.token else _in_browser(settings))


def _local(_: argparse.Namespace) -> int:
    return _start(_in_browser(_settings()))


def _check(options: argparse.Namespace) -> int:
    folder = options.folder or from_environment().content_dir
    if not folder.is_dir():
        raise Refusal(f"{folder}: there is no such folder")
    loaded = load_course(folder) if (folder / "course.yaml").exists() else load_library(folder)
    if isinstance(loaded, tuple):
        _print_mistakes(loaded, folder)
        return 2
    courses = (loaded,) if isinstance(loaded, Course) else loaded.courses
    for course in courses:
        print(
            f"{course.id}: {len(course.lessons)} lessons, {len(course.spots)} steps,"
            f" {len(course.questions)} questions, no mistakes"
        )
    return 0


def _backup(options: argparse.Namespace) -> int:
    settings = _settings()
    if options.file.exists():
        raise Refusal(f"{options.file}: exists already; name a file that does not")
    if not settings.database.exists():
        raise Refusal(f"{settings.database}: there is no database yet")
    return _start(backup(settings, options.file))


def _settings() -> Settings:
    settings = from_environment()
    logs.set_up(settings.log_level, settings.log_format)
    return settings


def _library(settings: Settings) -> Library:
    if not settings.content_dir.is_dir():
        raise Refusal(f"CONTENT_DIR: there is no folder {settings.content_dir}")
    loaded = load_library(settings.content_dir)
    if isinstance(loaded, Library):
        return loaded
    _print_mistakes(loaded, settings.content_dir)
    raise Refusal(f"{len(loaded)} to mend before the bot can start")


def _print_mistakes(mistakes: tuple[Mistake, ...], folder: Path) -> None:
    for mistake in mistakes:
        print(f"{folder / str(mistake)}", file=sys.stderr)


def _start(work: Coroutine[Any, Any, None]) -> int:
    factory = uvloop.new_event_loop if sys.platform != "win32" else None
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(work)
    return 0


async def _in_telegram(settings: Settings, library: Library) -> None:
    stop = _stop_signal()
    async with open_bot(settings, library) as polling:
        await run_until(stop, polling)


async def _in_browser(settings: Settings) -> None:
    """The bot against a Bot API server of its own, with a chat page."""
    library = _library(settings)
    stop = _stop_signal()
    async with AsyncExitStack() as stack:
        server = await _local_server(settings, stack)
        here = at_server(settings, server.url, LOCAL_TOKEN)
        polling = await stack.enter_async_context(open_bot(here, library))
        print(f"Open {server.url} in a browser and press START. Ctrl+C ends it.", flush=True)
        await run_until(stop, polling)


async def _local_server(settings: Settings, stack: AsyncExitStack) -> Server:
    try:
        world = World(settings.local_chat)
    except FolderInUseError as error:
        raise Refusal(f"DATABASE_URL: {error}") from None
    stack.callback(world.close)
    server = Server(world)
    try:
        await server.start(settings.host, settings.port)
    except OSError as error:
        raise Refusal(f"PORT: cannot listen on {settings.host}:{settings.port} ({error.strerror})") from None
    stack.push_async_callback(server.stop)
    return server


def _stop_signal() -> asyncio.Event:
    """Set by SIGTERM or Ctrl+C."""
    stop = asyncio.Event()
    if sys.platform != "win32":
        for name in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
    return stop
