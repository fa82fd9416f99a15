"""A kill at one moment of a call: before it is done, between a send and its mark, or after the answer."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any

from bot.emulator.api.faults import Faults
from bot.emulator.errors import ApiError
from bot.emulator.web.faulty_server import FaultyServer
from bot.emulator.world.world import World

Params = Mapping[str, Any]

SOON = 0.004
"""Seconds, at the most, between an answer and the kill: the bot may just be writing down that it was sent."""


class Moment(StrEnum):
    BEFORE = "before"
    """It arrives, and is not done."""
    UNMARKED = "unmarked"
    """It is done, and the bot dies before it can hear of it."""
    ANSWERED = "answered"
    """The bot dies when it has, or may have, the answer."""


class Call(StrEnum):
    """What the bot is killed at."""

    POST = "group post"
    """A section or a question in a group."""
    CLOSING = "group edit"
    REPORT = "admin message"
    """A report, or what else goes to those who run the school."""
    PRIVATE = "private message"
    TOAST = "toast"
    REMINDER = "reminder"
    DELIVERY = "delivery"
    """A broadcast, to one chat."""
    FILE = "file"
    """An admin's file is about to be read, and published."""


@dataclass
class Strike:
    """`kill` is called once, at the moment; `struck` is set then."""

    call: Call
    moment: Moment
    kill: Callable[[], None]
    struck: asyncio.Event = field(default_factory=asyncio.Event)

    def fall(self) -> None:
        self.kill()
        self.struck.set()


class Strikes:
    """Draws what the next kill meets; each of these calls, and each moment, comes as often as the others."""

    def __init__(self, random: Random, *calls: Call) -> None:
        self._random = random
        self._calls = calls
        self._left: list[tuple[Call, Moment]] = []
        self.counts: Counter[str] = Counter()

    def next(self, kill: Callable[[], None]) -> Strike:
        if not self._left:
            self._left = [(call, moment) for moment in Moment for call in self._calls]
            self._random.shuffle(self._left)
            # What is not marked is what may come twice: it is met first.
            self._left.sort(key=lambda pair: pair[1] is Moment.UNMARKED)
        return Strike(*self._left.pop(), kill)

    async def met(self, strike: Strike, seconds: float) -> None:
        """Waits until it has fallen, so long at the most."""
        with suppress(TimeoutError):
            await asyncio.wait_for(strike.struck.wait(), seconds)
        if strike.struck.is_set():
            self.counts[f"{strike.call.value}, {strike.moment.value}"] += 1


class StrikingServer(FaultyServer):
    """`strike` is what shall happen at the next such call; `admins` are the people who run the school,
    `sleepers` those to whom hardly more than reminders go."""

    strike: Strike | None = None
    admins: frozenset[int] = frozenset()
    sleepers: frozenset[int] = frozenset()

    def __init__(self, world: World, faults: Faults) -> None:
        super().__init__(world, faults)
        self.answered_at: list[float] = []
        """When somebody got something to see, by Unix time."""

    async def call(self, method: str, params: Params) -> object:
        result = await self._struck(method, params)
        if method.startswith(("send", "edit")):
            self.answered_at.append(time.time())
        return result

    async def _struck(self, method: str, params: Params) -> object:
        strike = self.strike
        if strike is None or self.kind_of(method, params) is not strike.call:
            return await super().call(method, params)
        self.strike = None
        if strike.moment is Moment.BEFORE:
            strike.fall()
            raise ApiError(502, "Bad Gateway")  # nobody hears it any more
        result = await super().call(method, params)
        if strike.moment is Moment.UNMARKED:
            strike.fall()
        else:
            asyncio.get_running_loop().call_later(Random(id(result)).uniform(0, SOON), strike.fall)
        return result

    def kind_of(self, method: str, params: Params) -> Call | None:
        chat_id = int(params.get("chat_id") or 0)
        if method == "answerCallbackQuery":
            return Call.TOAST
        if method == "getFile":
            return Call.FILE
        if not method.startswith(("send", "edit")) or not chat_id:
            return None
        if chat_id < 0:
            return Call.POST if method.startswith("send") else Call.CLOSING
        if chat_id in self.sleepers:
            return Call.REMINDER
        return Call.REPORT if chat_id in self.admins else Call.PRIVATE
