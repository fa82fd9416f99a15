"""The two endurance tests: a bot that is killed again and again, and a Bot API that has bad days."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bot.emulator.faults import Fault, Faults
from bot.emulator.world import World
from tests.endurance.audit import audit
from tests.endurance.house import House
from tests.endurance.pupil import Manners, Pupil
from tests.endurance.watch import WatchfulServer

KILLED_EARLY = 0.15
"""The share of the bots that are killed at any moment of their start."""
SLOW_CALLS = 0.03
"""The share of the calls that take up to half a second while bots are killed."""
MOST_LINES = 20
TOLD_EVERY = 10.0

Result = dict[str, Any]


async def crash(learners: int, kills: int, seed: int, longest_life: float = 3.0) -> Result:
    """Kills the bot with SIGKILL so many times, at random moments, while the learners go on.

    A bot works for `longest_life` seconds at the most. The last kill meets learners who have done all they
    will do, so what comes again after it is not covered up by anything later."""
    random = Random(seed)
    # A slow call keeps much unconfirmed: all that comes again after the kill.
    schedule = Faults(SLOW_CALLS, seed, [Fault.DELAYED])
    async with _house(WatchfulServer(World(), schedule)) as house:
        lessons = Lessons(house, learners, random, to_the_end=False)
        schedule.begin()
        for number in range(1, kills + 1):
            if number == kills:
                lessons.over.set()
            await _live_and_die(house, random, longest_life)
            lessons.tell(f"kill {number} of {kills}")
        await house.start()
        await house.ready()
        stuck = await lessons.end(schedule)
        return {"learners": learners, "kills": kills} | lessons.result(stuck)


async def faults(learners: int, rate: float, seed: int, course_id: str | None = None) -> Result:
    """Lets so many of the bot's calls go wrong, in every way there is, until all learners are at the end."""
    schedule = Faults(rate, seed)
    server = WatchfulServer(World(), schedule)
    async with _house(server) as house:
        await house.start()
        await house.ready()
        schedule.begin()
        lessons = Lessons(house, learners, Random(seed), to_the_end=True, course_id=course_id)
        lessons.over.set()
        stuck = await lessons.end(schedule)
        told = {"learners": learners, "finished": lessons.finished, "faults": schedule.counts()}
        return told | lessons.result(stuck) | {"sent_twice": server.sent_twice}


def is_flawless(result: Result) -> bool:
    """Whether nothing was lost, doubled or misplaced, nothing sent twice, and everybody came to the end."""
    flaws = (result[name] for name in ("lost", "doubled", "misplaced", "stuck"))
    finished = result.get("finished", result["learners"]) == result["learners"]
    return finished and not any(flaws) and not result.get("sent_twice")


@asynccontextmanager
async def _house(server: WatchfulServer) -> AsyncIterator[House]:
    await server.start()
    try:
        with TemporaryDirectory() as folder:
            async with House(server, Path(folder)) as house:
                yield house
    finally:
        await server.stop()


async def _live_and_die(house: House, random: Random, longest_life: float) -> None:
    await house.start()
    if random.random() >= KILLED_EARLY:
        await house.ready()
    await asyncio.sleep(random.uniform(0.0, longest_life))
    await house.kill()


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
