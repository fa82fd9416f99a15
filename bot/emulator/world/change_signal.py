"""A condition that plain functions can notify: waiters look again soon after each change."""

from __future__ import annotations

import asyncio
from typing import Literal


class ChangeSignal(asyncio.Condition):
    """Notified on every change of the world; costs nothing while nobody waits."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = 0
        self._telling: asyncio.Task[None] | None = None

    async def wait(self) -> Literal[True]:
        self._waiting += 1
        try:
            return await super().wait()
        finally:
            self._waiting -= 1

    def tell(self) -> None:
        if self._waiting and (self._telling is None or self._telling.done()):
            self._telling = asyncio.get_running_loop().create_task(self._tell())

    async def _tell(self) -> None:
        async with self:
            self.notify_all()
