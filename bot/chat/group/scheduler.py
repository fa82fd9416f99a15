"""What happens in groups by itself: scheduled posts, rounds that close, groups that are forgotten."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from bot.chat.group.outbox_sender import OutboxSender
from bot.learning.group.group import Group
from bot.tutor.group.services import GroupServices

log = logging.getLogger(__name__)

LONGEST = 600.0
"""Seconds between two looks at what is due: clocks may be set, and removed groups have their day."""

MOMENT = 5.0
"""Seconds that an update in work waits for what goes out because of it."""

AGAIN = 15.0
"""Seconds after a delivery until the next look at what is due."""


@dataclass(eq=False)
class Scheduler:
    """Each group's posts go out in a task of their own: one that Telegram has wait delays no other.

    `catch_up`: brings open rounds to what is taught now.

    In memory are only timers: what is due, claimed or sent stands in the database."""

    services: GroupServices
    outbox_sender: OutboxSender
    now: Callable[[], datetime]
    catch_up: Callable[[], Awaitable[None]] | None = None
    _woken: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _stopping: bool = field(default=False, init=False)
    _looked: datetime | None = field(default=None, init=False)
    """When it was looked last: a clock may be put back."""
    _deliveries: dict[str, asyncio.Task[bool]] = field(default_factory=dict, init=False)
    _asked_for: set[str] = field(default_factory=set, init=False)
    """Keys of groups in which something was found to go out since their delivery last began."""

    def wake(self) -> None:
        """Something changed: look again at what is due next."""
        self._woken.set()

    def stop(self) -> None:
        """`run` ends when what is under way is done: a post that is out must be marked as out."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Works until `stop`. Whatever fails is tried again. Cancelled, it leaves no delivery behind."""
        try:
            while not self._stopping:
                self._woken.clear()
                await self._sleep(await self._begin_what_is_due())
            await asyncio.gather(*self._deliveries.values())
        finally:
            left = list(self._deliveries.values())
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)

    async def post_again(self, group_key: str, item_key: str) -> Group | None:
        """An admin wants once more what may have arrived, or was refused: it is due from now on. None where
        there is no such thing."""
        return await self.services.outbox.post_again(group_key, item_key, self.now())

    async def deliver(self, group_key: str) -> None:
        """Sends what has just been decided for this group. Whoever asked waits a moment and no longer: they
        handle an update, and Telegram may hold the group back. At the end it is left for the next start."""
        if self._stopping:
            return
        await asyncio.wait((self._delivery(group_key),), timeout=MOMENT)

    async def tick(self) -> bool:
        """Does all that is due now. False where something has to be tried again."""
        deliveries = await self._begin()
        if deliveries:
            await asyncio.wait(deliveries)
        return all(not task.cancelled() and task.result() for task in deliveries)

    async def _begin_what_is_due(self) -> float:
        """Seconds until the next look."""
        try:
            await self._begin()
            return await self._until_next()
        except Exception as error:
            log.error("the timetable failed: %s", type(error).__name__)
            return AGAIN

    async def _begin(self) -> list[asyncio.Task[bool]]:
        """Decides on what is due; the deliveries of all that has to go out."""
        now = self.now()
        await self.services.post_planner.mend_times(
            now, everywhere=self._looked is None or now < self._looked
        )
        self._looked = now
        if self.catch_up:
            await self.catch_up()
        await self.services.post_planner.close_due(now)
        await self.services.post_planner.scheduled(now)
        await self.services.groups.sweep(now)
        return [self._delivery(key) for key in await self.services.outbox.waiting_groups(now)]

    def _delivery(self, group_key: str) -> asyncio.Task[bool]:
        """The one that is under way, which will look once more, or a new one."""
        self._asked_for.add(group_key)
        if group_key not in self._deliveries:
            self._deliveries[group_key] = asyncio.create_task(self._deliver(group_key))
        return self._deliveries[group_key]

    async def _deliver(self, group_key: str) -> bool:
        """Whether all is out that may. After a while it is looked again: what was not may be due then."""
        well = True
        try:
            while well and group_key in self._asked_for:
                self._asked_for.discard(group_key)
                well = await self.outbox_sender.deliver(group_key)
        except Exception as error:
            log.error("posting in a group failed: %s", type(error).__name__)
            well = False
        finally:
            self._asked_for.discard(group_key)
            del self._deliveries[group_key]
        asyncio.get_running_loop().call_later(AGAIN, self.wake)
        return well

    async def _sleep(self, seconds: float) -> None:
        """Until something changes, so long at the most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()

    async def _until_next(self) -> float:
        """Seconds until something is due."""
        now = self.now()
        due = await self.services.post_planner.next_due(now)
        if due is None:
            return LONGEST
        return min(max((due - now).total_seconds(), 0.1), LONGEST)
