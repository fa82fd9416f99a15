"""Hasty people beside ordinary ones, with the limits that Telegram sets: how long the ordinary ones wait."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

from yarl import URL

from bot.emulator.world.world import World
from tests.app.hooked import PUBLIC, SECRET, SlowApi
from tests.endurance.house import House
from tests.messages import buttons_of
from tests.wire.servers import unused_address

PACE = 10.0
"""Updates a second from ordinary people."""
ORDINARY = 60
"""How many they are: none of them is asked to wait by the limits."""
COURSE = "tea"
HASTE = {"commands": 3.0, "taps": 4.0}
"""What a hasty person does so often a second."""
COMMANDS = ("/help", "/lessons", "/progress", "/glossary", "/settings", "/continue")
LIMITS = {"SEND_PER_SECOND": "30", "SEND_PER_CHAT_SECOND": "1", "SEND_PER_GROUP_MINUTE": "20"}
LONGEST_WAIT = 60.0
NOISE = 0.005
"""Seconds that a median may differ by itself: the timer of a busy machine."""

Result = dict[str, Any]


async def spam(hasty: tuple[int, ...], seconds: float, seed: int) -> Result:
    """For each way in, each kind of haste and so many hasty people: the waits of the others, without and
    with them, in milliseconds."""
    result: Result = {"seconds": seconds, "ordinary_per_second": PACE}
    for way in ("polling", "webhook"):
        result[way] = {}
        for kind in HASTE:
            for count in hasty:
                spell = await a_spell(way == "webhook", kind, count, seconds, Random(seed))
                result[way][f"{count} {kind}"] = spell
                print(f"{way}, {count} hasty, {kind}: {spell}", file=sys.stderr, flush=True)
    return result


def is_patient(result: Result) -> bool:
    """Whether the others' median is what it was without the hasty ones, and their worst wait at most twice
    that."""
    spells = [spell for way in ("polling", "webhook") for spell in result[way].values()]
    return all(
        spell["unanswered"] == 0
        and spell["p50"] <= 1.2 * spell["alone_p50"] + 1000 * NOISE
        and spell["p99"] <= 2 * spell["alone_p99"]
        for spell in spells
    )


async def a_spell(webhook: bool, kind: str, count: int, seconds: float, random: Random) -> Result:
    """So many seconds without hasty people, and as many with them."""
    async with crowd(webhook, random) as people:
        await people.begin(count)
        alone = await people.wait_for(seconds)
        work = [asyncio.create_task(people.be_hasty(person, kind)) for person in people.hasty]
        beside = await people.wait_for(seconds)
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
        waits = {f"alone_{name}": value for name, value in _shares(alone).items()} | _shares(beside)
        return waits | {"asked": len(beside), "unanswered": sum(wait >= LONGEST_WAIT for wait in beside)}


@dataclass
class Crowd:
    """Ordinary people and hasty ones."""

    house: House
    random: Random
    ordinary: list[int] = field(default_factory=list)
    hasty: list[int] = field(default_factory=list)

    async def begin(self, hasty: int) -> None:
        """All of them are in the course; then it is quiet for so long that nobody's allowance is used up."""
        world = self.house.world
        self.ordinary = [world.join(f"Ordinary {number}").id for number in range(ORDINARY)]
        self.hasty = [world.join(f"Hasty {number}").id for number in range(hasty)]
        for person in (*self.ordinary, *self.hasty):
            world.say(person, f"/start {COURSE}")
        await self.house.settled()
        for person in self.hasty:
            self._press(person, "Begin")
        await self.house.settled()
        await asyncio.sleep(3)

    async def wait_for(self, seconds: float) -> list[float]:
        """The waits of ordinary people, in seconds, while each in turn asks for something, or presses a
        button."""
        turns, asked = cycle(self.ordinary), []
        for number in range(int(seconds * PACE)):
            asked.append(asyncio.create_task(self._ask(next(turns), tap=number % 2 == 1)))
            await asyncio.sleep(1 / PACE)
        return await asyncio.gather(*asked)

    async def be_hasty(self, person: int, kind: str) -> None:
        """Does something again and again, whatever comes."""
        commands = cycle(COMMANDS)
        await asyncio.sleep(self.random.random())
        while True:
            if kind == "commands":
                self.house.world.say(person, next(commands))
            else:
                self._press(person)
            await asyncio.sleep(1 / HASTE[kind])

    async def _ask(self, person: int, tap: bool) -> float:
        feed = self.house.world.events.open(person, lambda: None)
        loop = asyncio.get_running_loop()
        begun, before = loop.time(), self._answers(person)
        if tap:
            self._press(person, "Lessons")
        else:
            self.house.world.say(person, "/help")
        while self._answers(person) == before and loop.time() < begun + LONGEST_WAIT:
            await feed.next(1.0)
        self.house.world.events.leave(person, feed)
        return loop.time() - begun

    def _answers(self, person: int) -> int:
        return sum(message["from"]["is_bot"] for message in self.house.world.messages(person))

    def _press(self, person: int, label: str = "") -> None:
        """The newest button that says so; without a label any of the newest message that has some."""
        for message in reversed(self.house.world.messages(person)):
            buttons = [one for one in buttons_of(message) if one["text"].startswith(label)]
            if buttons := [one for one in buttons if "callback_data" in one]:
                self.house.world.tap(
                    person, message["message_id"], self.random.choice(buttons)["callback_data"]
                )
                return


@asynccontextmanager
async def crowd(webhook: bool, random: Random, **settings: str) -> AsyncIterator[Crowd]:
    """A bot with the limits that Telegram sets, or others, and nobody there yet."""
    address = await unused_address()
    api = SlowApi(World(), address)
    await api.start()
    hook = {"WEBHOOK_URL": PUBLIC, "WEBHOOK_SECRET": SECRET} if webhook else {}
    port = {"PORT": str(URL(address).port)}
    try:
        with TemporaryDirectory() as folder:
            async with House(api, Path(folder), **LIMITS | hook | port | settings) as house:
                await house.start()
                await house.ready()
                yield Crowd(house, random)
    finally:
        await api.stop()


def _shares(waits: list[float]) -> dict[str, float]:
    """Median and 99th percentile in milliseconds."""
    shares = quantiles(waits, n=100, method="inclusive")
    return {"p50": round(1000 * shares[49], 1), "p99": round(1000 * shares[98], 1)}


def counts(words: str) -> tuple[int, ...]:
    """1,3,10 as the command line has it."""
    return tuple(map(int, words.split(",")))
