"""Where an endurance test takes place: a local Bot API here, and the bot as a process that can be killed."""

from __future__ import annotations

import asyncio
import math
import os
import re
import shutil
import signal
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.course.library import Library
from bot.course.reading.loader import load_library
from bot.emulator.web.server import Server
from tests import engine
from tests.endurance.clock import FastClock
from tests.forked import Forked, Program, Spawned, reader, start

ROOT = Path(__file__).parents[2]
CLOCK = "tests.endurance.clock"
READY_SECONDS = 30.0
LAST_LINES = 20
END_SECONDS = 10.0
"""How long an orderly end may take."""


@dataclass(eq=False)
class _Bot:
    """A process; whether it has said that it is ready, or stands by, and what reads its words."""

    process: Forked | Spawned
    is_ready: bool = False
    stands_by: bool = False
    reading: asyncio.Task[None] | None = None


class House:
    """A server that is started already, a folder for the database and the courses, and one bot at a time,
    with `standbys` more that may take its place.

    `clock`: by which the bot goes, where it is not that of everybody. `settings` are further ones for its
    environment."""

    def __init__(self, server: Server, folder: Path, clock: FastClock | None = None, **settings: str) -> None:
        self.server = server
        self.clock = clock
        self.world = server.world
        self.database = folder / "bot.db"
        self.log: list[str] = []
        """What all the bots said, line by line."""
        self._folder = folder
        self._settings = settings
        self.standbys = 0
        self.struck_at: list[float] = []
        """When a bot was killed, by Unix time."""
        self.ready_at: list[float] = []
        """When one was ready."""
        self._bots: list[_Bot] = []
        self._dying: list[_Bot] = []
        self._ready = asyncio.Event()
        self._ready_at: float | None = None
        self._spells: list[tuple[float, float]] = []
        """From when to when, by this process's clock, a bot was ready and at work."""
        self.content = folder / "content"
        for courses in (ROOT / "tests" / "content", ROOT / "tests" / "demo", ROOT / "content"):
            shutil.copytree(
                courses,
                self.content,
                dirs_exist_ok=True,
                ignore=shutil.ignore_patterns("*.py", "__pycache__"),
            )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._bots or self._dying:
            await self.kill()

    def library(self) -> Library:
        loaded = load_library(self.content)
        assert isinstance(loaded, Library), loaded
        return loaded

    async def start(self) -> None:
        """Starts the bot, and those that stand by; it may be long before it is ready."""
        while len(self._bots) <= self.standbys:
            reading, writing = os.pipe()
            bot = _Bot(self._program(writing, *((CLOCK,) if self.clock else ("bot", "run"))))
            os.close(writing)
            self._bots.append(bot)
            bot.reading = asyncio.create_task(self._read(bot, await reader(reading)))

    async def ready(self) -> None:
        """Raises TimeoutError with what the bot said last."""
        try:
            async with asyncio.timeout(READY_SECONDS):
                await self._ready.wait()
        except TimeoutError:
            said = "\n".join(self.log[-LAST_LINES:])
            raise TimeoutError(
                f"the bot is not ready after {READY_SECONDS:.0f} s; it said:\n{said}"
            ) from None

    async def stood_by(self) -> None:
        """Until all others see that one is at work."""
        async with asyncio.timeout(READY_SECONDS):
            while not all(bot.is_ready or bot.stands_by for bot in self._bots):  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def kill(self) -> None:
        """SIGKILL: nothing in the bot can prepare for it."""
        if not self._dying:
            self.strike_down()
        while self._dying:
            await self._ended(self._dying.pop())

    def strike_down(self) -> None:
        """SIGKILL this very moment; `kill` waits for the end of it."""
        if (bot := self._at_work()) and bot.process.poll() is None:
            bot.process.kill()
            self.struck_at.append(time.time())
        if bot:
            self._dying.append(self._leaves(bot))

    async def end(self) -> int:
        """SIGTERM; the exit status."""
        bot = self._at_work()
        assert bot
        async with asyncio.timeout(END_SECONDS):
            for other in [one for one in self._bots if one is not bot]:
                other.process.send_signal(signal.SIGTERM)
                await self._ended(self._leaves(other))
            bot.process.send_signal(signal.SIGTERM)
            return await self._ended(self._leaves(bot))

    async def command(self, *arguments: str) -> None:
        """Another program beside the bot, with the same settings; it must succeed."""
        assert await self._program(None, "bot", *arguments).exit() == 0, arguments

    def peak_mb(self) -> float:
        """The bot's memory at its highest, as Linux counts it; 0 elsewhere, or where there is no bot."""
        bot = self._at_work()
        status = Path(f"/proc/{bot.process.pid}/status") if bot else None
        if status is None or not status.exists():
            return 0.0
        found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text())
        return int(found[1]) / 1024 if found else 0.0

    def worked(self, begin: float = 0.0, end: float = math.inf) -> float:
        """Seconds that a bot was at work, by default so far; between two Unix times otherwise."""
        under_way = [(self._ready_at, time.time())] if self._ready_at is not None else []
        spells = ((max(since, begin), min(until, end)) for since, until in [*self._spells, *under_way])
        return sum(until - since for since, until in spells if until > since)

    async def settled(self, seconds: float = 30.0) -> None:
        """Waits until every update was handled and confirmed."""
        async with asyncio.timeout(seconds):
            while self.world.updates.waiting or self._unhandled():  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    def complaints(self) -> list[str]:
        """The lines in which something is called an error."""
        return [line for line in self.log if " ERROR " in line or "Traceback" in line]

    def _unhandled(self) -> bool:
        with engine.connect(self.database) as connection:
            return bool(connection.execute("SELECT 1 FROM inbox LIMIT 1").fetchone())

    def _at_work(self) -> _Bot | None:
        """Where none is ready, the one that will be next."""
        return next((bot for bot in self._bots if bot.is_ready), self._bots[0] if self._bots else None)

    def _leaves(self, bot: _Bot) -> _Bot:
        self._bots.remove(bot)
        if bot.is_ready:
            self._ready.clear()
            if self._ready_at is not None:
                self._spells.append((self._ready_at, time.time()))
            self._ready_at = None
        return bot

    async def _ended(self, bot: _Bot) -> int:
        assert bot.reading
        status = await bot.process.exit()
        await bot.reading
        return status

    async def _read(self, bot: _Bot, said: asyncio.StreamReader) -> None:
        async for line in said:
            text = line.decode(errors="replace").rstrip()
            self.log.append(text)
            if " is ready: " in text and bot in self._bots:
                bot.is_ready = True
                self._ready.set()
                self._ready_at = time.time()
                self.ready_at.append(self._ready_at)
            bot.stands_by = bot.stands_by or " standing by: at work is " in text

    def _program(self, complains: int | None, module: str, *arguments: str) -> Forked | Spawned:
        """Started in a folder where no .env lies. What it writes is let go."""
        program = Program(module, arguments, str(self._folder), self._environment())
        with Path(os.devnull).open("wb") as nothing:
            return start(program, nothing.fileno(), complains)

    def _environment(self) -> dict[str, str]:
        ours = {
            "PYTHONPATH": str(ROOT),
            "TELEGRAM_BOT_TOKEN": "1:endurance",
            "TELEGRAM_API_URL": self.server.url,
            "DATABASE_URL": engine.url(self.database),
            "CONTENT_DIR": str(self.content),
            "PORT": "0",
            "SEND_PER_SECOND": "inf",
            "SEND_PER_CHAT_SECOND": "inf",
            "SEND_PER_GROUP_MINUTE": "inf",
        }
        kept = {
            name: os.environ[name] for name in ("PATH", "HOME", "LANG", "SYSTEMROOT") if name in os.environ
        }
        return kept | ours | self._settings | (self.clock.environment() if self.clock else {})
