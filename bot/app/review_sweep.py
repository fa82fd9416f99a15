"""Has what learners answered taken up into their reviews, from the start of the bot to its end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

from bot.tutor.review.collecting import Collecting

log = logging.getLogger(__name__)

EVERY = 60.0
"""Seconds between two sweeps."""

BETWEEN = 0.05
"""Seconds between two steps of one at the least, in which taps come first."""

REST = 19
"""So many times as long as a step took is rested before the next one: what was ever answered in a database of
before is taken up with a twentieth of the time."""


@asynccontextmanager
async def sweeping(collecting: Collecting, now: Callable[[], datetime]) -> AsyncIterator[None]:
    task = asyncio.create_task(_sweep_for_ever(collecting, now))
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _sweep_for_ever(collecting: Collecting, now: Callable[[], datetime]) -> None:
    clock = asyncio.get_running_loop().time
    while True:
        more, began = False, clock()
        try:
            more = await collecting.sweep(now())
        except Exception as error:  # a full disk, say: the next sweep is as good as this one was
            log.error("answers cannot be taken up into reviews: %s", type(error).__name__)
        await asyncio.sleep(max(BETWEEN, REST * (clock() - began)) if more else EVERY)
