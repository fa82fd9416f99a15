"""What happens in groups by itself: scheduled posts, rounds that close, groups that are forgotten."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from bot.chat.posting import Poster
from bot.tutor.groups import Groups
from bot.tutor.posts import Posts

log = logging.getLogger(__name__)

LONGEST = 600.0
"""Seconds between two looks at what is due: clocks may be set, and removed groups have their day."""

AGAIN = 15.0
"""Seconds until what failed is tried once more."""


class Timetable:
    def __init__(self, posts: Posts, groups: Groups, poster: Poster, now: Callable[[], datetime]) -> None:
        self._posts = posts
        self._groups = groups
        self._poster = poster
        self._now = now
        self._woken = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """Something changed: look again at what is due next."""
        self._woken.set()

    def stop(self) -> None:
        """`run` ends when what it is at is done: a post that is out must be marked as out."""
        self._stopping = True
        self._woken.set()

    async def run(self) -> None:
        """Works until `stop`. Whatever fails is tried again."""
        while not self._stopping:
            self._woken.clear()
            try:
                well = await self.tick()
                wait = await self._until_next() if well else AGAIN
            except Exception as error:
                log.error("the timetable failed: %s", type(error).__name__)
                wait = AGAIN
            if self._stopping:
                return
            try:
                async with asyncio.timeout(wait):
                    await self._woken.wait()
            except TimeoutError:
                continue

    async def tick(self) -> bool:
        """Does all that is due now. False where something has to be tried again."""
        now = self._now()
        await self._posts.close_due(now)
        await self._posts.scheduled(now)
        await self._groups.sweep(now)
        keys = await self._posts.waiting_groups()
        results = await asyncio.gather(*map(self._poster.deliver, keys), return_exceptions=True)
        for failed in results:
            if isinstance(failed, BaseException):
                log.error("posting in a group failed: %s", type(failed).__name__)
        return all(result is True for result in results)

    async def _until_next(self) -> float:
        """Seconds until something is due."""
        due = await self._posts.next_due()
        if due is None:
            return LONGEST
        return min(max((due - self._now()).total_seconds(), 0.1), LONGEST)
