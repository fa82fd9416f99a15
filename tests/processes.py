"""The bot as a process of its own, to be killed with kill -9."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.emulator.errors import ApiError
from tests import engine
from tests.forked import Forked, Program, Spawned, start
from tests.school import TOKEN, LocalApi

ROOT = Path(__file__).parents[1]
COURSES = ROOT / "tests" / "content"
PATIENCE = 60.0


class Killer:
    """`python -m bot run` as a process of its own, which dies by SIGKILL at chosen moments."""

    def __init__(self, api: LocalApi, environment: Mapping[str, str]) -> None:
        self.deaths = 0
        self._api = api
        self._environment = environment
        self._process: Forked | Spawned | None = None

    async def start(self) -> None:
        self._process = run_bot("run", self._environment)

    def kill(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.kill()
            self.deaths += 1

    def kill_at(self, moment: str) -> None:
        """Just before or just after Telegram has done what is asked: "before sendMessage"."""
        when, method = moment.split()
        left = [True]

        def hook(called: str, _: Mapping[str, Any]) -> None:
            if called == method and left:
                left.pop()
                self.kill()
                raise ApiError(502, "Bad Gateway")  # nobody hears it any more

        setattr(self._api, when, hook)

    async def settled(self) -> None:
        """Waits until every update was confirmed; a bot that dies meanwhile is started again."""
        async with asyncio.timeout(PATIENCE):
            while self._api.world.updates.waiting:
                if self._process and self._process.poll() is not None:
                    await self.start()
                await asyncio.sleep(0.005)

    async def stop(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(PATIENCE):
                assert await self._process.exit() == 0


def run_bot(command: str, settings: Mapping[str, str], out: int | None = None) -> Forked | Spawned:
    """`out`: the descriptor that it writes to, where not that of the tests."""
    return start(Program("bot", (command,), str(ROOT), dict(settings)), out)


def environment(database: Path, **more: str) -> dict[str, str]:
    """Settings of a bot that sends without limits."""
    inherited = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    return inherited | {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "DATABASE_URL": engine.url(database),
        "CONTENT_DIR": str(COURSES),
        "SEND_PER_CHAT_SECOND": "1000",
        "SEND_PER_SECOND": "1000",
        "PORT": "0",
        "LOG_LEVEL": "WARNING",
        **more,
    }
