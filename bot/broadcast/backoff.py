"""When all broadcasts have to pause for a moment: Telegram asked for it, or cannot be reached."""

from __future__ import annotations

import asyncio
from contextlib import suppress

FIRST_WAIT = 0.25
LONGEST_WAIT = 60.0


class Backoff:
    """`short` from a failure on until something comes through again; meanwhile the waits double."""

    def __init__(self) -> None:
        self._lost = 0
        self._until = 0.0
        self._ended = asyncio.Event()

    @property
    def held(self) -> bool:
        """Nothing may be sent just now."""
        return self._until > asyncio.get_running_loop().time()

    @property
    def short(self) -> bool:
        return self._lost > 0 or self.held

    def hold(self, seconds: float) -> None:
        """Nothing for so long: Telegram said so."""
        self._until = max(self._until, asyncio.get_running_loop().time() + seconds)

    def lose(self) -> None:
        """Something did not come through, or nobody knows whether it did."""
        now = asyncio.get_running_loop().time()
        if self._until <= now:  # those that failed together count once
            self._lost += 1
            self._until = now + min(FIRST_WAIT * 2.0 ** (self._lost - 1), LONGEST_WAIT)

    def catch(self) -> None:
        """Something came through."""
        self._lost = 0

    async def taken(self) -> None:
        """Returns once the pause is over, or all is to end."""
        left = self._until - asyncio.get_running_loop().time()
        with suppress(TimeoutError):
            async with asyncio.timeout(max(left, 0.0)):
                await self._ended.wait()

    def end(self) -> None:
        """Nobody waits any more."""
        self._ended.set()
