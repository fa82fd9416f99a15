"""Hasty people beside ordinary ones, with the limits that Telegram sets: how long the ordinary ones wait."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import chain, cycle
from pathlib import Path
from random import Random
from statistics import median, quantiles
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
NOISE = 5.0
"""Milliseconds that a wait may differ by itself: the timer of a busy machine."""
REST = 3.0
"""Seconds after which what was sent counts for no limit any more."""

Result = dict[str, Any]


@dataclass(frozen=True)
class Measure:
    """`hasty`: how many, one number after the other. Each is measured in so many rounds, each for so many
    seconds, and in each round also how it is without them."""

    hasty: tuple[int, ...]
    rounds: int
    seconds: float
    seed: int


async def spam(measure: Measure) -> Result:
    """For each way in, each kind of haste and so many hasty people: the waits of the others, without and
    with them, in milliseconds. p50 is that of all rounds, p99 the middle one of the rounds'."""
    result: Result = {
        "rounds": measure.rounds,
        "seconds": measure.seconds,
        "ordinary_per_second": PACE,
    }
    for way in ("polling", "webhook"):
        result[way] = {}
        for kind in HASTE:
            for count, cell in (await _cells(way == "webhook", kind, measure)).items():
                result[way][f"{count} {kind}"] = cell
                print(f"{way}, {count} hasty, {kind}: {cell}", file=sys.stderr, flush=True)
    return result


def is_patient(result: Result) -> bool:
    """Whether the others' median is what it was without the hasty ones, and their worst wait at most twice
    that."""
    spells = [spell for way in ("polling", "webhook") for spell in result[way].values()]
    return all(
        spell["unanswered"] == 0
        and spell["p50"] <= spell["alone_p50"] + NOISE
        and spell["p99"] <= 2 * spell["alone_p99"] + NOISE
        for spell in spells
    )


async def _cells(webhook: bool, kind: str, measure: Measure) -> dict[int, Result]:
    """All numbers of hasty people take turns with nobody hasty: so a busy machine is busy for all alike."""
    async with crowd(webhook, Random(measure.seed)) as people:
        await people.begin(max(measure.hasty))
        waits: dict[int, list[list[float]]] = {count: [] for count in (0, *measure.hasty)}
        for _ in range(measure.rounds):
            for count, rounds in waits.items():
                rounds.append(await people.spell(kind, count, measure.seconds))
        alone = {f"alone_{name}": value for name, value in _shares(waits.pop(0)).items()}
        return {count: alone | _shares(rounds) | _asked(rounds) for count, rounds in waits.items()}


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
        self.turns = cycle(self.ordinary)
        self.hasty = [world.join(f"Hasty {number}").id for number in range(hasty)]
        for person in (*self.ordinary, *self.hasty):
            world.say(person, f"/start {COURSE}")
        await self.house.settled()
        for person in self.hasty:
            self._press(person, "Begin")
        await self.rest()

    async def spell(self, kind: str, hasty: int, seconds: float) -> list[float]:
        """The waits of ordinary people while the first so many of the hasty ones are so."""
        work = [asyncio.create_task(self.be_hasty(person, kind)) for person in self.hasty[:hasty]]
        waits = await self.wait_for(seconds)
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)
        await self.rest()
        return waits

    async def rest(self) -> None:
        """Until all is answered, and nobody's allowance is used up."""
        await self.house.settled(60)
        await asyncio.sleep(REST)

    async def wait_for(self, seconds: float) -> list[float]:
        """The waits of ordinary people, in seconds, while each in turn asks for something, or presses a
        button."""
        asked = []
        for number in range(int(seconds * PACE)):
            asked.append(asyncio.create_task(self._ask(next(self.turns), tap=number % 2 == 1)))
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


def _shares(rounds: list[list[float]]) -> dict[str, float]:
    """The median of all, and the middle one of the rounds' 99th percentiles, in milliseconds."""
    worst = median(quantiles(waits, n=100, method="inclusive")[98] for waits in rounds)
    return {"p50": round(1000 * median(chain(*rounds)), 1), "p99": round(1000 * worst, 1)}


def _asked(rounds: list[list[float]]) -> dict[str, int]:
    waits = list(chain(*rounds))
    return {"asked": len(waits), "unanswered": sum(wait >= LONGEST_WAIT for wait in waits)}


def counts(words: str) -> tuple[int, ...]:
    """1,3,10 as the command line has it."""
    return tuple(map(int, words.split(",")))
