"""Updates that are to be handled once more, at a later time: their timers, by line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class PutOff:
    """`wake` is called with the line of an update that is due. Times are in seconds, by the
    running event loop.

    In memory alone: the updates themselves lie in the inbox, and are due at once for who takes over."""

    def __init__(self, wake: Callable[[int], object]) -> None:
        self._wake = wake
        self._timers: dict[int, dict[int, asyncio.TimerHandle]] = {}

    def __len__(self) -> int:
        return sum(map(len, self._timers.values()))

    def add(self, update_id: int, line: int, seconds: float) -> None:
        timer = asyncio.get_running_loop().call_later(seconds, self._due, update_id, line)
        self._timers.setdefault(line, {})[update_id] = timer

    def remove(self, update_id: int, line: int) -> None:
        """It is handled now, or not at all; nothing, where it is not put off."""
        timers = self._timers.get(line, {})
        if timer := timers.pop(update_id, None):
            timer.cancel()
            if not timers:
                del self._timers[line]

    def later_than(self, seconds: float, line: int) -> frozenset[int]:
        """Those of this line that are due in more than so many seconds."""
        if line not in self._timers:
            return frozenset()
        soon = asyncio.get_running_loop().time() + seconds
        return frozenset(one for one, timer in self._timers[line].items() if timer.when() > soon)

    def of(self, line: int) -> int:
        """How many of this line there are."""
        return len(self._timers[line]) if line in self._timers else 0

    def stop(self) -> None:
        """No more of them is woken."""
        for timers in self._timers.values():
            for timer in timers.values():
                timer.cancel()

    def _due(self, update_id: int, line: int) -> None:
        self.remove(update_id, line)
        self._wake(line)
