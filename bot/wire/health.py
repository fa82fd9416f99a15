"""Health of the connection to Telegram, for `/healthz`: when calls last succeeded, and which are held back.

A process may be well and deaf: shut out for an hour, or behind a proxy that refuses everything.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Generic, TypeVar

T = TypeVar("T")

LONGEST_SILENCE = 60.0
"""Seconds after which the bot is not well: without an answer to getUpdates, which is open for half of them,
or while all that was to be sent failed."""

_GIVEN_UP = 300.0  # seconds after which a failed call tells nothing about now
_REACHED = {"ok", "BadRequest", "Forbidden", "ChatMigrated"}
_UNKNOWN = "Cancelled"


class Pulse:
    """`called` has the shape that a Client reports with. It belongs to the running
    loop.

    In memory alone: it is about this process."""

    def __init__(self) -> None:
        self._heard_at = _now()
        self._failing_since = math.inf
        self._failed_at = -math.inf

    def called(self, method: str, outcome: str, _: float) -> None:
        if method == "getUpdates":
            if outcome == "ok":
                self._heard_at = _now()
        elif is_to_somebody(method):
            if outcome in _REACHED:
                self._failing_since = math.inf
            elif outcome != _UNKNOWN:
                self._failed_at = _now()
                self._failing_since = min(self._failing_since, self._failed_at)

    @property
    def silence(self) -> float:
        """Seconds since getUpdates was last answered."""
        return _now() - self._heard_at

    @property
    def unanswered(self) -> float:
        """Seconds from the first failure to the last, where all that was to be sent failed; 0 where it did
        not, or nothing was sent."""
        if _now() - self._failed_at > _GIVEN_UP:
            return 0.0
        return max(self._failed_at - self._failing_since, 0.0)


class MethodHolds:
    """Which methods Telegram wants no call of for a while. What concerns one chat is the pace's.

    In memory alone: who takes over is told by the next 429."""

    def __init__(self) -> None:
        self._until: dict[str, float] = {}

    def hold(self, method: str, seconds: float) -> bool:
        """Whether it was free before."""
        was_free = self.left(method) <= 0
        self._until[method] = max(self._until.get(method, 0.0), _now() + seconds)
        return was_free

    def left(self, method: str) -> float:
        """Seconds for which it is held; 0 when it is not."""
        if not self._until:
            return 0.0
        left = self._until.get(method, 0.0) - _now()
        if left <= 0:
            self._until.pop(method, None)
        return max(left, 0.0)

    @property
    def seconds(self) -> dict[str, float]:
        """Method -> seconds."""
        left = {method: self.left(method) for method in list(self._until)}
        return {method: seconds for method, seconds in left.items() if seconds}


class Seldom(Generic[T]):
    """Asks once in so many seconds at most, whoever wants to know how often: they share the answer."""

    def __init__(self, ask: Callable[[], Awaitable[T]], seconds: float) -> None:
        self._ask = ask
        self._seconds = seconds
        self._asked_at = -math.inf
        self._answer: asyncio.Task[T] | None = None

    async def __call__(self) -> T:
        if self._answer is None or (self._answer.done() and _now() - self._asked_at >= self._seconds):
            self._asked_at = _now()
            self._answer = asyncio.create_task(self._asking())
        return await asyncio.shield(self._answer)

    async def close(self) -> None:
        if self._answer is not None:
            self._answer.cancel()
            await asyncio.gather(self._answer, return_exceptions=True)

    async def _asking(self) -> T:
        return await self._ask()


@cache
def is_to_somebody(method: str) -> bool:
    """Whether a person or a chat sees something of the call."""
    return method.startswith(("send", "edit", "copy", "answer"))


def _now() -> float:
    return asyncio.get_running_loop().time()
