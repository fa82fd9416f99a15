"""A broadcast to very many chats, whose bot is killed again and again.

The local Bot API knows who received what. Some chats have blocked the bot, and some answers never arrive.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bot.emulator.api.faults import Faults
from bot.emulator.errors import ApiError
from bot.emulator.world.chat import BLOCKED
from bot.emulator.world.world import World
from tests import engine
from tests.endurance.bystanders import Bystanders
from tests.endurance.house import House
from tests.endurance.strike import Call, Strikes, StrikingServer

TEXT = "The new lesson is here."
BLOCKERS = 0.02
"""The share of the chats that have blocked the bot without its hearing of it."""
LOST_ANSWERS = 0.001
"""The share of the sends that are done, but answered with a 502."""
KILLED_EARLY = 0.2
"""The share of the kills that meet a bot on its start."""
FEW = 1000
BYSTANDERS = 6
"""Learners who go on meanwhile."""
LONGEST_WATCH = 2.0
"""Seconds until a bot is killed all the same, where no delivery comes any more."""
MOST_QUEUED_SECONDS = 5.0
MOST_MB_MORE = 20.0

Result = dict[str, Any]


async def broadcast(chats: int, kills: int, seed: int, standbys: int = 0) -> Result:
    """A broadcast to a thousand chats without a kill, and one to all: of both, the memory. With `standbys`,
    one of so many takes over each time."""
    few = await trial(min(FEW, chats), 0, Random(seed))
    many = await trial(chats, kills, Random(seed), standbys)
    memory = {str(min(FEW, chats)): few["memory_mb"], str(chats): many["memory_mb"]}
    return {"chats": chats, "kills": kills} | many | {"memory_mb": memory}


async def trial(chats: int, kills: int, random: Random, standbys: int = 0) -> Result:
    """One broadcast; the memory is that of the bot at its highest."""
    async with _place(chats, random) as place:
        place.house.standbys = standbys
        queued_s = await place.queue()
        others = Bystanders(place.house, BYSTANDERS if kills else 0, random)
        for number in range(1, kills + 1):
            await place.kill_at((number - random.random()) / kills)
            done = len(place.post.received)
            print(f"kill {number} of {kills}: {done} chats reached", file=sys.stderr, flush=True)
        await place.over()
        beside = await others.end()
        result = place.result(queued_s) | {"struck": dict(place.strikes.counts)} | beside
        await place.house.end()
        return result


def is_kept(result: Result) -> bool:
    """Whether all that is promised holds."""
    few, many = min(result["memory_mb"].values()), max(result["memory_mb"].values())
    in_time = result["queued_s"] < MOST_QUEUED_SECONDS
    return in_time and is_true(result) and many <= few + MOST_MB_MORE


def is_true(result: Result) -> bool:
    """Whether no chat received it twice, what is said of each is so, and learners beside it lost nothing."""
    broken = any(result[name] for name in ("doubled", "unaccounted", "untrue"))
    others = result["others"]
    return not broken and not any(others[name] for name in ("lost", "doubled", "misplaced", "stuck"))


class Post(StrikingServer):
    """A local Bot API that counts what each chat received, and loses some of its answers."""

    def __init__(self, world: World, random: Random) -> None:
        super().__init__(world, Faults(0.0, 0, ()))
        self.received: Counter[int] = Counter()
        self._random = random

    async def call(self, method: str, params: Mapping[str, Any]) -> object:
        result = await super().call(method, params)
        if method == "sendMessage" and params.get("text") == TEXT:
            self.received[int(params["chat_id"])] += 1
            if self._random.random() < LOST_ANSWERS:
                raise ApiError(502, "Bad Gateway")
        return result

    def kind_of(self, method: str, params: Mapping[str, Any]) -> Call | None:
        return Call.DELIVERY if method == "sendMessage" and params.get("text") == TEXT else None


@dataclass
class Place:
    """One broadcast from its queueing to its report."""

    house: House
    post: Post
    chats: list[int]
    random: Random
    strikes: Strikes
    peak_mb: float = 0.0
    began: float = field(default_factory=time.monotonic)

    async def queue(self) -> float:
        """Queues the broadcast as a person at the terminal does; the seconds until all deliveries exist."""
        await self.house.command("broadcast", "--text", TEXT, "--audience", "everyone", "--at-night")
        begun = time.monotonic()
        while self.one("SELECT COUNT(*) FROM deliveries") < len(self.chats):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
        return time.monotonic() - begun

    async def kill_at(self, share: float) -> None:
        """Kills the bot when this share of the chats is done, and starts the next one."""
        if self.house.standbys:
            await self.house.start()
            await self.house.stood_by()
        early = not self.house.standbys and self.random.random() < KILLED_EARLY
        goal = share * len(self.chats)
        while not early and len(self.post.received) < goal * (1 - BLOCKERS):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        if early:
            await asyncio.sleep(self.random.uniform(0.0, 0.6))
        else:
            self.look_at_memory()
            await self._strike()
        await self.house.kill()
        await self.house.start()
        if not early:
            await self.house.ready()

    async def _strike(self) -> None:
        """At one of the next deliveries, such as between the send and its mark."""
        self.post.strike = strike = self.strikes.next(self.house.strike_down)
        await self.strikes.met(strike, LONGEST_WATCH)
        self.post.strike = None

    async def over(self) -> None:
        while not self.one("SELECT COUNT(*) FROM broadcasts WHERE reported_at IS NOT NULL"):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
        self.look_at_memory()

    def look_at_memory(self) -> None:
        self.peak_mb = max(self.peak_mb, self.house.peak_mb())

    def result(self, queued_s: float) -> Result:
        ended = "state IN ('sent', 'failed', 'unknown')"
        rows = self.rows(f"SELECT chat_id, state FROM deliveries WHERE {ended}")
        states = dict(rows)
        got = self.post.received
        truth = {"sent": {1}, "failed": {0}, "unknown": {0, 1}}
        return {
            "queued_s": round(queued_s, 2),
            **{state: list(states.values()).count(state) for state in truth},
            "doubled": sum(times > 1 for times in got.values()),
            "unaccounted": len(set(self.chats) - states.keys()) + len(rows) - len(states),
            "untrue": sum(got[chat_id] not in truth[state] for chat_id, state in states.items()),
            "seconds": round(time.monotonic() - self.began, 1),
            "memory_mb": round(self.peak_mb, 1),
        }

    def one(self, query: str) -> int:
        number: int = self.rows(query)[0][0]
        return number

    def rows(self, query: str) -> list[Any]:
        with engine.connect(self.house.database) as connection:
            return list(connection.execute(query).fetchall())


@asynccontextmanager
async def _place(chats: int, random: Random) -> AsyncIterator[Place]:
    world = World()
    ids = world.populate(chats)
    for chat_id in random.sample(ids[1:], int(BLOCKERS * chats)):
        world.chats[chat_id].bot_status = BLOCKED
    post = Post(world, random)
    await post.start()
    try:
        with TemporaryDirectory() as folder:
            async with House(post, Path(folder), ADMIN_IDS=str(ids[0])) as house:
                await house.start()  # makes the database
                await house.ready()
                _settle_in(house.database, ids)
                yield Place(house, post, ids, random, Strikes(random, Call.DELIVERY))
    finally:
        await post.stop()


def _settle_in(database: Path, ids: list[int]) -> None:
    """They have all started the bot some time ago."""
    with engine.writing(database) as connection:
        connection.executemany(
            "INSERT INTO learners (id, first_name, language_code, pictures, created_at, seen_at, started_at)"
            " VALUES (?, 'Somebody', 'en', 'shown', 1, 1, 1)",
            ((one,) for one in ids),
        )
