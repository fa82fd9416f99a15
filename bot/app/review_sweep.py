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
"""Seconds between two steps of one, in which taps come first."""


@asynccontextmanager
async def sweeping(collecting: Collecting, now: Callable[[], datetime]) -> AsyncIterator[None]:
    task = asyncio.create_task(_sweep_for_ever(collecting, now))
    yield
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def _sweep_for_ever(collecting: Collecting, now: Callable[[], datetime]) -> None:
    while True:
        more = False
        try:
            more = await collecting.sweep(now())
        except Exception as error:  # a full disk, say: the next sweep is as good as this one was
            log.error("answers cannot be taken up into reviews: %s", type(error).__name__)
        await asyncio.sleep(BETWEEN if more else EVERY)
