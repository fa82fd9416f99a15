"""The command line: python -m bot [run | local | check | backup | restore | broadcast | stats | …]."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

from bot.app import logs, moving
from bot.app.composition import look_after_words
from bot.app.maintenance import backup, restore
from bot.app.process import for_the_owner_alone, put_in_order
from bot.app.queue_broadcast import AUDIENCES, BroadcastRequest, QueueError, queue_broadcast
from bot.app.running import Courses, in_browser, in_telegram, in_writing
from bot.app.start import StartError
from bot.app.writing_desk import Looked, Manuscript
from bot.course.library import Library
from bot.course.reading.loader import load_library
from bot.course.shelf.shelf import Shelf
from bot.settings import Settings, SettingsError, from_environment
from bot.tools import author_commands, course_export
from bot.tools.check import Before, look, print_mistakes
from bot.tools.importing import ImportRefusedError
from bot.tools.refusal import ToolRefusedError, look_into, readable
from bot.tools.replay import ReplayError, replay
from bot.tools.stats import KINDS, StatsError, export, stats
from bot.tools.words import commands as words_commands

if sys.platform != "win32":
    import uvloop


class Refusal(Exception):  # noqa: N818 - what it says is all that is shown
    """Why the program cannot do what it was asked: one line for the person at the terminal."""


REFUSALS = (
    *(Refusal, SettingsError, StartError, StatsError, ReplayError, QueueError),
    *(ImportRefusedError, ToolRefusedError),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status: 0 done, 1 not as strictly as asked, 2 not possible as asked (one line on standard error
    says why)."""
    options = _parser().parse_args(arguments)
    try:
        with for_the_owner_alone():
            status = int(options.command(options))
        sys.stdout.flush()
        return status
    except REFUSALS as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever read it, `head` say, has seen enough; nothing is left to be written at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="A chat tutor for Telegram.")
    parser.set_defaults(command=_run)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")
    run = commands.add_parser(
        "run", help="the bot: with TELEGRAM_BOT_TOKEN in Telegram, without in a browser"
    )
    run.set_defaults(command=_run)
    local = commands.add_parser("local", help="the bot in a browser, whatever the token")
    local.set_defaults(command=_local)
    copy = commands.add_parser("backup", help="a consistent copy of the database, also while the bot runs")
    copy.add_argument("file", type=Path, help="the copy; must not exist")
    copy.set_defaults(command=_backup)
    back = commands.add_parser("restore", help="put a backup in the database's place, while no bot runs")
    back.add_argument("file", type=Path, help="the backup; it stays as it is")
    back.set_defaults(command=_restore)
    moving.add_to(commands, lambda asked: _start(moving.move(asked.source, asked.target, print)))
    message = commands.add_parser("broadcast", help="queue a message to many, which the running bot sends")
    message.add_argument("--text", required=True, help="Markdown as in the courses")
    message.add_argument("--audience", required=True, help=AUDIENCES)
    message.add_argument("--at", metavar="TIME", help='in UTC, such as "2026-12-01 09:00" (default: at once)')
    message.add_argument("--at-night", action="store_true", help="in the quiet hours (22:00-8:00), too")
    message.set_defaults(command=_broadcast)
    again = commands.add_parser("replay", help="make the cards of the review anew from the reviews")
    again.set_defaults(command=_replay)
    numbers = commands.add_parser("stats", help="how many learn, how far they come, what is hard")
    numbers.set_defaults(command=_stats)
    course_export.add_to(commands, KINDS, _export)
    author_commands.add_to(commands)
    words_commands.add_to(commands)
    write = commands.add_parser("write", help="the bot in a browser, beside a course that is being written")
    write.add_argument("folder", nargs="?", type=Path, help="courses, or one course (default: CONTENT_DIR)")
    write.set_defaults(command=_write)
    return parser


def _run(_: argparse.Namespace) -> int:
    settings = _settings()
    if settings.token:
        courses = Courses(look=lambda: _library(settings), load=lambda: _mended(settings))
        return _start(in_telegram(settings, courses))
    return _start(in_browser(settings, _mended(settings)))


def _local(_: argparse.Namespace) -> int:
    settings = _settings()
    return _start(in_browser(settings, _mended(settings)))


def _write(options: argparse.Namespace) -> int:
    settings = from_environment()
    logs.set_up(settings.log_level, settings.log_format)
    folder, before = options.folder or settings.content_dir, Before()
    author_commands.look_before(folder)
    look_after_words(settings.default_language)

    def now() -> Looked:
        found = look(folder, before)
        return Looked(found.courses, (*found.mistakes, *found.notes))

    return _start(in_writing(settings, Manuscript(folder, now)))


def _backup(options: argparse.Namespace) -> int:
    settings = _with_database()
    try:
        if options.file.is_dir():
            raise Refusal(f"{options.file}: is a folder; name a file in it")
        if os.path.lexists(options.file):
            raise Refusal(f"{options.file}: exists already; name a file that does not")
        return _start(backup(settings, options.file))
    except OSError as error:
        raise Refusal(f"{options.file}: cannot be written ({error.strerror})") from None


def _restore(options: argparse.Namespace) -> int:
    print(restore(_settings(), options.file))
    return 0


def _broadcast(options: argparse.Namespace) -> int:
    settings = _with_database()
    library = _library(settings)

    async def send() -> None:
        request = BroadcastRequest(options.text, options.audience, options.at, options.at_night)
        print(await queue_broadcast(settings, library, request))

    return _start(send())


def _replay(_: argparse.Namespace) -> int:
    settings = _with_database()
    library = _library(settings)

    async def replayed() -> None:
        print(await replay(settings, library))

    return _start(replayed())


def _stats(_: argparse.Namespace) -> int:
    settings = _with_database()
    library = _library(settings)

    async def show() -> None:
        print(await stats(settings, library))

    return _start(show())


def _export(options: argparse.Namespace) -> int:
    if options.what == course_export.COURSE:
        return course_export.run(course_export.of(options))
    settings = _with_database()
    file = course_export.only_file(options)

    async def write() -> None:
        print(f"{file}: {await export(settings, options.what, file)}")

    try:
        return _start(write())
    except FileExistsError:
        raise Refusal(f"{file}: exists already; name a file that does not") from None
    except OSError as error:
        raise Refusal(f"{file}: cannot be written ({error.strerror})") from None


def _with_database() -> Settings:
    settings = _settings()
    if isinstance(settings.database, Path) and not settings.database.exists():
        raise Refusal(f"DATABASE_URL: there is no database {settings.database} yet")
    return settings


def _settings() -> Settings:
    settings = from_environment()
    if isinstance(settings.database, Path):
        _look_at(settings.database)
    logs.set_up(settings.log_level, settings.log_format)
    return settings


def _look_at(database: Path) -> None:
    with readable("DATABASE_URL: "):
        if not database.parent.is_dir():
            raise Refusal(f"DATABASE_URL: there is no folder {database.parent}")
        if database.is_dir():
            raise Refusal(f"DATABASE_URL: {database} is a folder; name a file in it")


def _mended(settings: Settings) -> Library:
    """The courses, after what a crash has left half done was put in order: only the bot itself does that."""
    _look_before(settings)
    put_in_order(settings.content_dir)
    return _loaded(settings)


def _library(settings: Settings) -> Library:
    _look_before(settings)
    return _loaded(settings)


def _look_before(settings: Settings) -> None:
    with readable("CONTENT_DIR: "):
        if not settings.content_dir.is_dir():
            raise Refusal(f"CONTENT_DIR: there is no folder {settings.content_dir}")
        look_into(settings.content_dir)
    look_after_words(settings.default_language)


def _loaded(settings: Settings) -> Library:
    loaded = load_library(settings.content_dir, Shelf(settings.content_dir).elsewhere())
    if isinstance(loaded, Library):
        return loaded
    print_mistakes(loaded, settings.content_dir)
    raise Refusal(f"{len(loaded)} to mend before the bot can start")


def _start(work: Coroutine[Any, Any, None]) -> int:
    factory = uvloop.new_event_loop if sys.platform != "win32" else None
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(work)
    return 0
