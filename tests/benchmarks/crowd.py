"""Learners who tap: each waits for both calls of a tap before the next one."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

CALLS = 2


@dataclass
class Tap:
    """`at` is when the learner's tap was there to be fetched, in seconds; `calls` are those still to come."""

    query_id: int
    learner_id: int
    data: str
    at: float = 0.0
    calls: int = CALLS


class Crowd:
    """`tapped` is told of every tap, which has to reach the subject, and notes its `at`. `answered` and
    `shown` are told of every call the subject makes, and when it came in: the server's own work is left out.

    A learner who has come to the end of the script taps no more; the next in line is always the one whose
    last tap is longest ago.
    """

    def __init__(self, learner_ids: Iterable[int], data: list[str], tapped: Callable[[Tap], None]) -> None:
        self._idle = deque((learner_id, 0) for learner_id in learner_ids)
        self._data = data
        self._tapped = tapped
        self._by_query: dict[int, Tap] = {}
        self._by_chat: dict[int, tuple[Tap, int]] = {}
        self._numbers = 1
        self._done: Callable[[], None] = lambda: None
        self._quiet = asyncio.Event()
        self._latencies: list[float] = []
        self.stray = 0
        """Calls that belong to no open tap: the subject made more than two."""

    async def at_once(self, count: int, seconds: float, taps: int) -> dict[str, Any]:
        """`count` learners tap, each again as soon as answered, for so long or until so many taps."""
        started = time.perf_counter()
        self._latencies, left = [], taps - count

        def again() -> None:
            nonlocal left
            if left > 0 and time.perf_counter() - started < seconds:
                left -= 1
                self._tap()

        self._done = again
        for _ in range(min(count, taps)):
            self._tap()
        return await self._result(started)

    async def paced(self, per_second: float, seconds: float) -> dict[str, Any]:
        """Learners tap at this pace, whether or not those before are answered."""
        loop = asyncio.get_running_loop()
        self._latencies, self._done = [], lambda: None
        started, begin = time.perf_counter(), loop.time()
        for i in range(int(per_second * seconds)):
            loop.call_at(begin + i / per_second, self._tap)
        await asyncio.sleep(seconds)
        return await self._result(started)

    def answered(self, query_id: int, at: float) -> None:
        self._arrived(self._by_query.get(query_id), at)

    def shown(self, chat_id: int, at: float) -> None:
        found = self._by_chat.get(chat_id)
        self._arrived(found[0] if found else None, at)

    async def _result(self, started: float) -> dict[str, Any]:
        if self._by_query:
            await self._quiet.wait()
        seconds = time.perf_counter() - started
        return {
            "taps": len(self._latencies),
            "seconds": seconds,
            "latencies": self._latencies,
            "stray": self.stray,
        }

    def _tap(self) -> None:
        if not self._idle:
            return
        learner_id, step = self._idle.popleft()
        tap = Tap(self._numbers, learner_id, self._data[step])
        self._numbers += 1
        self._quiet.clear()
        self._by_query[tap.query_id] = tap
        self._by_chat[learner_id] = (tap, step + 1)
        self._tapped(tap)

    def _arrived(self, tap: Tap | None, at: float) -> None:
        if tap is None or tap.calls == 0:
            self.stray += 1
            return
        tap.calls -= 1
        if tap.calls:
            return
        self._latencies.append(at - tap.at)
        del self._by_query[tap.query_id]
        _, step = self._by_chat.pop(tap.learner_id)
        if step < len(self._data):
            self._idle.append((tap.learner_id, step))
        self._done()
        if not self._by_query:
            self._quiet.set()
