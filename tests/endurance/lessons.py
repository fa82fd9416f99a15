"""Pupils at work in a house, and what came of it."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from random import Random
from typing import Any

from bot.emulator.faults import Faults
from tests.endurance.audit import audit
from tests.endurance.house import House
from tests.endurance.pupil import Manners, Pupil

MOST_LINES = 20
TOLD_EVERY = 10.0

Result = dict[str, Any]


class Lessons:
    """Pupils at work; every second one takes the tests' short course, unless one is named for all."""

    def __init__(
        self, house: House, learners: int, random: Random, to_the_end: bool, course_id: str | None = None
    ) -> None:
        self._house = house
        self._began = time.monotonic()
        self.over = asyncio.Event()
        courses = [course for course in house.library().courses if course_id in (None, course.id)]
        manners = Manners(think=min(0.5, 0.04 + learners / 400), patience=min(5.0, 2.0 + learners / 100))
        self.pupils = [
            Pupil.join(
                house.world, f"Learner {i}", courses[i % len(courses)], Random(random.random()), manners
            )
            for i in range(1, learners + 1)
        ]
        work = (pupil.study(self.over, to_the_end) for pupil in self.pupils)
        self._work = asyncio.gather(*work, return_exceptions=True)

    @property
    def finished(self) -> int:
        return self.sum(lambda pupil: pupil.at_end and pupil.shows_place())

    async def end(self, schedule: Faults) -> list[str]:
        """Waits until all pupils are done, and the bot has ended in order; what went wrong with it."""
        telling = asyncio.create_task(self._tell_now_and_then())
        try:
            ends = await self._work
        finally:
            telling.cancel()
        schedule.end()
        await self._house.settled()
        status = await self._house.end()
        stuck = [f"{type(end).__name__}: {end}" for end in ends if end is not None]
        return [*stuck, *([f"the bot ended with {status}"] if status else [])]

    def result(self, stuck: list[str]) -> Result:
        findings, lines = audit(self._house.database, self.pupils)
        for line in [*stuck, *lines][:MOST_LINES]:
            print(line, file=sys.stderr)
        return asdict(findings) | {
            "stuck": len(stuck),
            "taps": self.sum(lambda pupil: len(pupil.queries)),
            "moves": self.sum(lambda pupil: pupil.ledger.visit),
            "answers": self.sum(lambda pupil: len(pupil.ledger.given)),
            "insisted": self.sum(lambda pupil: pupil.insisted),
            "astray": self.sum(lambda pupil: pupil.astray),
            "logged_errors": len(self._house.complaints()),
            "seconds": round(time.monotonic() - self._began, 1),
        }

    def sum(self, count: Callable[[Pupil], int]) -> int:
        return sum(map(count, self.pupils))

    def tell(self, what: str) -> None:
        taps, ends = self.sum(lambda pupil: len(pupil.queries)), self.sum(lambda pupil: pupil.at_end)
        print(f"{what}: {taps} taps, {ends} learners at the end", file=sys.stderr, flush=True)

    async def _tell_now_and_then(self) -> None:
        while True:
            await asyncio.sleep(TOLD_EVERY)
            self.tell("under way")
