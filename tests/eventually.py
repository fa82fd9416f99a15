"""Waiting in a test until something holds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

PATIENCE = 10.0
"""Seconds."""


async def eventually(
    holds: Callable[[], object],
    within: float = PATIENCE,
    otherwise: Callable[[], str] = lambda: "it never came to that",
) -> None:
    """Waits until it holds, `within` so many seconds; `otherwise`: what the test says if it never does."""
    try:
        async with asyncio.timeout(within):
            while not holds():  # noqa: ASYNC110 - what holds may have come about in any way
                await asyncio.sleep(0.01)
    except TimeoutError:
        raise AssertionError(otherwise()) from None
