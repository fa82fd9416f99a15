"""Rate limiters: a sliding window (so many in any span of time) and a token bucket (so many on average)."""

from __future__ import annotations

import math
from collections import deque


class Window:
    """At most `count` in any `seconds`. A count of infinity limits nothing."""

    __slots__ = ("_seconds", "_times")

    def __init__(self, count: float, seconds: float) -> None:
        whole = 0 if math.isinf(count) else max(1, math.floor(count))
        # Less than one in the span: one, in a longer span.
        self._seconds = seconds if count >= 1 else seconds / count
        self._times: deque[float] | None = deque(maxlen=whole) if whole else None

    def free_at(self, spare: int = 0) -> float:
        """The earliest time at which one more fits and `spare` others still would."""
        times = self._times
        if times is None or times.maxlen is None or len(times) < times.maxlen - spare:
            return -math.inf
        return times[len(times) - times.maxlen + spare] + self._seconds

    def take(self, now: float) -> None:
        if self._times is not None:
            self._times.append(now)

    def empty_at(self) -> float:
        """From when on nothing that was taken matters any more."""
        return self._times[-1] + self._seconds if self._times else -math.inf


class Bucket:
    """`rate` a second on average, up to `burst` at once after a pause. A rate of infinity limits nothing."""

    __slots__ = ("_ahead", "_full_at", "_step")

    def __init__(self, rate: float, burst: int) -> None:
        self._step = 1.0 / rate
        self._ahead = self._step * (max(burst, 1) - 1)
        self._full_at = -math.inf

    def free_at(self, spare: int = 0) -> float:
        """The earliest time at which one more fits and `spare` others still would, or as many as ever do."""
        return self._full_at - max(0.0, self._ahead - spare * self._step)

    def taken(self, now: float) -> float:
        """How many of the burst are used up, those that have come back since left out."""
        return max(0.0, self._full_at - now) / self._step if self._step else 0.0

    def take(self, now: float) -> None:
        self._full_at = max(self._full_at, now) + self._step

    def empty_at(self) -> float:
        return self._full_at
