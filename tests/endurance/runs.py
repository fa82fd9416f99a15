"""The two endurance tests: a bot that is killed again and again, and a Bot API that has bad days."""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bot.emulator.api.faults import Fault, Faults
from bot.emulator.world.world import World
from tests import engine
from tests.endurance.clock import FastClock
from tests.endurance.house import House
from tests.endurance.lessons import MOST_LINES, Lessons, Plan, Result, admins
from tests.endurance.strike import Call, Strikes
from tests.endurance.takeovers import Times, in_short
from tests.endurance.watch import WatchfulServer

KILLED_EARLY = 0.15
"""The share of the bots that are killed at any moment of their start."""
SLOW_CALLS = 0.03
"""The share of the calls that take up to half a second while bots are killed."""
STRUCK = 0.5
"""The share of the bots that are killed at an exact moment of a call."""
MET = (Call.POST, Call.CLOSING, Call.REPORT, Call.PRIVATE, Call.TOAST, Call.FILE, Call.REMINDER)
LONGEST_WATCH = 2.0
"""Seconds until one is killed all the same, where no such call came."""


async def crash(plan: Plan, kills: int, seed: int, longest_life: float = 3.0, standbys: int = 0) -> Result:
    """Kills the bot with SIGKILL so many times while all go on: half the times at random moments, half at an
    exact one of a call, such as between a send and its mark.

    A bot works for `longest_life` seconds at the most. With `standbys`, so many others stand by each time
    that the one at work is killed, and one of them takes over. The last kill meets learners who have done all
    they will do, so what comes again after it is not covered up by anything later."""
    random = Random(seed)
    # A slow call keeps much unconfirmed: all that comes again after the kill.
    schedule = Faults(SLOW_CALLS, seed, [Fault.DELAYED])
    server, strikes = WatchfulServer(World(), schedule), Strikes(random, *MET)
    async with _house(server) as house:
        house.standbys = standbys
        lessons = Lessons(house, plan, random)
        server.sleepers = frozenset(lessons.sleepers.ids)
        schedule.begin()
        for number in range(1, kills + 1):
            if number == kills:
                lessons.close()
            await _live_and_die(house, server, strikes, random.uniform(0.0, longest_life), random)
            lessons.tell(f"kill {number} of {kills}")
        await house.start()
        await house.ready()
        stuck = await lessons.end(schedule)
        for line in house.complaints()[:MOST_LINES]:
            print(line, file=sys.stderr)
        told = {"learners": plan.learners, "kills": kills, "struck": dict(strikes.counts)}
        gaps = in_short(Times(house.struck_at, house.ready_at, server.answered_at)) if standbys else {}
        return told | {"gap_s": gaps} | lessons.result(stuck) | {"redrawn": server.redrawn}


async def faults(plan: Plan, rate: float, seed: int) -> Result:
    """Lets so many of the bot's calls go wrong, in every way there is, until all learners are at the end."""
    schedule = Faults(rate, seed)
    server = WatchfulServer(World(), schedule)
    async with _house(server) as house:
        await house.start()
        await house.ready()
        schedule.begin()
        lessons = Lessons(house, plan, Random(seed))
        lessons.staff.unreached = True
        await lessons.all_to_the_end()
        stuck = await lessons.end(schedule)
        told = {"learners": plan.learners, "finished": lessons.finished, "faults": schedule.counts()}
        return told | lessons.result(stuck) | {"sent_twice": server.sent_twice}


async def restarts(server: engine.Server, plan: Plan, times: int, seed: int) -> Result:
    """The same with the database's server restarted so many times, and no bot killed."""
    random = Random(seed)
    schedule = Faults(SLOW_CALLS, seed, [Fault.DELAYED])
    telegram = WatchfulServer(World(), schedule)
    async with _house(telegram) as house:
        await house.start()
        await house.ready()
        lessons = Lessons(house, plan, random)
        telegram.sleepers = frozenset(lessons.sleepers.ids)
        schedule.begin()
        for number in range(1, times + 1):
            await asyncio.sleep(random.uniform(0.5, 3.0))
            how, pause = random.choice(("fast", "immediate")), random.uniform(0.0, 1.0)
            await asyncio.to_thread(_restart, server, how, pause)
            lessons.tell(f"restart {number} of {times}")
        lessons.close()
        stuck = await lessons.end(schedule)
        told = {"learners": plan.learners, "restarts": times}
        return told | lessons.result(stuck) | {"sent_twice": telegram.sent_twice}


def _restart(server: engine.Server, how: str, pause: float) -> None:
    """In a thread: whoever looks into the database meanwhile keeps the event loop waiting."""
    server.stop(how)
    time.sleep(pause)
    server.start()


def is_flawless(result: Result) -> bool:
    """Whether nothing was lost, doubled or misplaced, nothing sent twice, and everybody came to the end."""
    flaws = (result[name] for name in ("lost", "doubled", "misplaced", "stuck"))
    finished = result.get("finished", result["learners"]) == result["learners"]
    return finished and not any(flaws) and not result.get("sent_twice")


@asynccontextmanager
async def _house(server: WatchfulServer) -> AsyncIterator[House]:
    server.admins = frozenset(admins(server.world))
    await server.start()
    try:
        with TemporaryDirectory() as folder:
            ids = ",".join(map(str, sorted(server.admins)))
            async with House(server, Path(folder), FastClock.from_now(), ADMIN_IDS=ids) as house:
                server.database = house.database
                yield house
    finally:
        await server.stop()


async def _live_and_die(
    house: House, server: WatchfulServer, strikes: Strikes, life: float, random: Random
) -> None:
    await house.start()
    if house.standbys or random.random() >= KILLED_EARLY:
        await house.ready()
        await house.stood_by()
    if random.random() < STRUCK:
        server.strike = strike = strikes.next(house.strike_down)
        await strikes.met(strike, LONGEST_WATCH)
        server.strike = None
    else:
        await asyncio.sleep(life)
    await house.kill()
