"""The bot as a process of its own, and the Bot API that it talks to."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path
from threading import Thread

import pytest

from bot.emulator.web.server import Server
from bot.emulator.world.world import World
from bot.storage.schema import migrations
from tests.forked import Program, Talking, talk
from tests.school import School

ROOT = Path(__file__).parents[2]
TEA = ROOT / "tests" / "content"
TOKEN = "123456:right-token"
OTHER_TOKEN = "123456:other-token"
PATIENCE = 20.0
OURS = (
    *("TELEGRAM_BOT_TOKEN", "TELEGRAM_API_URL", "DATABASE_URL", "ADMIN_IDS", "WEBHOOK_URL", "WEBHOOK_SECRET"),
    *("HOST", "LOG_LEVEL", "LOG_FORMAT"),
)

Env = pytest.MonkeyPatch
Said = pytest.CaptureFixture[str]

_started: list[subprocess.Popen[str] | Talking] = []


def kill_the_rest() -> None:
    while _started:
        process = _started.pop()
        if process.poll() is None:
            process.kill()
            process.communicate()


def start(*arguments: str, **variables: str) -> subprocess.Popen[str] | Talking:
    """`python -m bot` here; with a PYTHONPATH it imports everything anew."""
    program = Program("bot", arguments, str(Path.cwd()), {**os.environ, **variables})
    process = talk(program, anew="PYTHONPATH" in variables)
    _started.append(process)
    return process


def address(process: subprocess.Popen[str] | Talking) -> str:
    """The page's address, as soon as it is printed."""
    assert process.stdout
    line = process.stdout.readline()
    found = re.fullmatch(
        r"Open (http://\S+:\d+(?:/\?key=\S+)?) in a browser and press START\. Ctrl\+C ends it\.\n", line
    )
    assert found, line + ended(process, 0)[1]
    return found[1]


def ended(process: subprocess.Popen[str] | Talking, status: int) -> tuple[str, str]:
    """What it said (the rest of it), once it has ended with this status."""
    out, err = process.communicate(timeout=PATIENCE)
    assert process.returncode == status, err
    return out, err


def the_line(capsys: Said) -> str:
    """The only line that was said, on standard error."""
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1, captured.err
    return captured.err.rstrip("\n")


def assert_whole(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA user_version").fetchall() == [(len(migrations()),)]


@asynccontextmanager
async def at_work(token: str, port: int = 0) -> AsyncIterator[School]:
    """A local Bot API that knows one token."""
    server = Server(World(token=token))
    await server.start(port=port)
    yield School(server.world, server.url, Path("tutorbot.db"))
    await server.stop()


@contextmanager
def api_server(token: str) -> Iterator[str]:
    """The same beside a test that does not wait: in a thread of its own."""
    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        working = at_work(token)
        url = loop.run_until_complete(working.__aenter__()).url
        thread = Thread(target=loop.run_forever)
        thread.start()
        yield url
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(working.__aexit__(None, None, None))
