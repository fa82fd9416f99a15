"""The lease of a process that may have been taken for dead: only while it runs, anything is said to Telegram.

Another takes its place after the lease is over, never before. So one that slept meanwhile (a stopped process,
a machine that was suspended) finds at its first word that it may be somebody else's turn. What cannot be
undone is a request that was on the wire already."""

from __future__ import annotations

import asyncio
import math
import time

_LOOK_AGAIN = 0.02
"""Seconds."""


class Lease:
    """Runs `until` a time by `now()`, which another thread may put off; without end where nobody ever sets
    it."""

    __slots__ = ("until",)

    def __init__(self) -> None:
        self.until = math.inf

    @property
    def is_over(self) -> bool:
        # Most have no end, and the clock is slow to read on some machines.
        return self.until != math.inf and now() >= self.until

    async def runs(self) -> None:
        """Returns when it does, once more."""
        while self.is_over:  # noqa: ASYNC110 - it is put off by another thread
            await asyncio.sleep(_LOOK_AGAIN)


def now() -> float:
    """Seconds, those in which the machine is suspended as well."""
    return time.clock_gettime(_BOOT) if _BOOT is not None else time.monotonic()


_BOOT: int | None = getattr(time, "CLOCK_BOOTTIME", None)  # Linux
