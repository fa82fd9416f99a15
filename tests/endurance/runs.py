"""The two endurance tests: a bot that is killed again and again, and a Bot API that has bad days."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.emulator.faults import Fault, Faults
from bot.emulator.world import World
from tests.endurance.house import House
from tests.endurance.lessons import Lessons, Result
from tests.endurance.watch import WatchfulServer

KILLED_EARLY = 0.15
"""The share of the bots that are killed at any moment of their start."""
SLOW_CALLS = 0.03
"""The share of the calls that take up to half a second while bots are killed."""


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
