"""The bot as a process of its own, to be killed with kill -9."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.emulator.errors import ApiError
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
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._process = await run_bot("run", self._environment)

    def kill(self) -> None:
        if self._process and self._process.returncode is None:
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
                if self._process and self._process.returncode is not None:
                    await self.start()
                await asyncio.sleep(0.005)

    async def stop(self) -> None:
        if self._process and self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(PATIENCE):
                assert await self._process.wait() == 0


async def run_bot(command: str, settings: Mapping[str, str], **pipes: Any) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", command, cwd=ROOT, env=dict(settings), **pipes
    )


def environment(database: Path, **more: str) -> dict[str, str]:
    """Settings of a bot that sends without limits."""
    inherited = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    return inherited | {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "DATABASE_URL": f"sqlite:///{database}",
        "CONTENT_DIR": str(COURSES),
        "SEND_PER_CHAT_SECOND": "1000",
        "SEND_PER_SECOND": "1000",
        "PORT": "0",
        "LOG_LEVEL": "WARNING",
        **more,
    }
