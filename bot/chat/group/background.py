"""What happens in groups by itself, from the start of the bot to its end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.chat.group.answer_counts import AnswerCounts
from bot.chat.group.outbox_sender import OutboxSender
from bot.chat.group.scheduler import Scheduler
from bot.tutor.group.services import GroupServices

GRACE = 3.0
"""Seconds that posts under way have at the end."""


@dataclass(eq=False)
class GroupBackground:
    services: GroupServices
    answer_counts: AnswerCounts
    outbox_sender: OutboxSender
    now: Callable[[], datetime]
    scheduler: Scheduler = field(init=False)
    _loop: asyncio.AbstractEventLoop | None = field(default=None, init=False)
    _work: asyncio.Task[None] | None = field(default=None, init=False)
    _winding_down: bool = field(default=False, init=False)

    def __post_init__(self) -> None:
        self.scheduler = Scheduler(self.services, self.outbox_sender, self.now, self._catch_up)
        self.answer_counts.on_lost = self.scheduler.wake

    def courses_changed(self) -> None:
        """Other courses are taught now, or others of this name. May be called from any thread."""
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.scheduler.wake)

    async def start(self) -> None:
        """Begins the work in the background: first what was missed."""
        self._loop = asyncio.get_running_loop()
        await self.answer_counts.touch_all()
        self._work = asyncio.create_task(self.scheduler.run())

    async def tick(self) -> bool:
        """Does at once what is due."""
        return await self.scheduler.tick()

    def wind_down(self) -> None:
        """Begins no more posts. Those under way have a little time, in which updates may be finished, too."""
        if self._work and not self._winding_down:
            self._winding_down = True
            self.scheduler.stop()
            asyncio.get_running_loop().call_later(GRACE, self._work.cancel)

    async def _catch_up(self) -> None:
        """What was drawn from a course of before is drawn again."""
        for round_ in await self.services.rewording.catch_up(self.now()):
            self.answer_counts.touch(round_.group_key, round_.number)

    async def stop(self) -> None:
        """Lets what is under way come to its end; what takes too long is found again at the next start."""
        self.wind_down()
        if self._work:
            await asyncio.gather(self._work, return_exceptions=True)
        await self.answer_counts.close()
