"""A local Bot API that has bad days: a seeded schedule says which calls go wrong, and how."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from random import Random

from aiohttp import web

from bot.emulator.api.errors import ApiError, bad_request
from bot.emulator.api.params import read_params
from bot.emulator.api.refusals import surprises
from bot.emulator.web.server import Server
from bot.emulator.world.world import World

LONGEST_DELAY = 0.5
"""Seconds that a delayed call waits at the most."""


class Fault(StrEnum):
    """What can happen to a call."""

    TOO_MANY = "429"
    """Not done: come again in a second."""
    ERROR = "500"
    """Not done, though the bot cannot know."""
    GATEWAY = "502"
    """Done, but a gateway in between answers with a page of its own."""
    PAGE = "page"
    """Not done: a proxy in between refuses with a page of its own, which says nothing about the bot."""
    DROPPED = "dropped before"
    """Not done: the connection breaks."""
    UNHEARD = "dropped after"
    """Done: the connection breaks before the answer."""
    DELAYED = "delayed"
    REFUSED = "400"
    """Not done, in words that Telegram has for this method: a picture, a button, an edit that cannot be."""
    BLOCKED = "blocked"
    """The person whom the call is for has just blocked the bot."""


class Faults:
    """Draws for every call whether it goes wrong; nothing does before `begin` and after `end`.

    `rate` is the share of the calls, 0 to 1. The same seed gives the same faults to the same calls."""

    def __init__(self, rate: float, seed: int, kinds: Iterable[Fault] = Fault) -> None:
        self._rate = rate
        self._kinds = tuple(kinds)
        self._random = Random(seed)
        self._begun = False
        self._counts: Counter[Fault] = Counter()

    def begin(self) -> None:
        self._begun = True

    def end(self) -> None:
        self._begun = False

    def counts(self) -> dict[str, int]:
        """How often each kind happened."""
        return {fault.value: self._counts[fault] for fault in self._kinds}

    def draw(self, can_block: bool) -> Fault | None:
        """The fault of the next call; `can_block`: it is for one person."""
        if not self._begun or self._random.random() >= self._rate:
            return None
        fault = self._random.choice(self._kinds)
        if fault is Fault.BLOCKED and not can_block:
            return None
        self._counts[fault] += 1
        return fault

    def words(self, method: str) -> str | None:
        """What a call of this method is refused with; None where Telegram has no words for that."""
        known = surprises(method)
        return self._random.choice(known) if known else None

    def delay(self) -> float:
        return self._random.uniform(0.0, LONGEST_DELAY)


class FaultyServer(Server):
    """Serves a world by a schedule of faults."""

    def __init__(self, world: World, faults: Faults) -> None:
        super().__init__(world)
        self._faults = faults

    async def _api(self, request: web.Request) -> web.Response:
        person = await self._person(request)
        match self._faults.draw(can_block=person is not None):
            case Fault.TOO_MANY:
                return _refuse(ApiError(429, "Too Many Requests: retry after 1", {"retry_after": 1}))
            case Fault.ERROR:
                return _refuse(ApiError(500, "Internal Server Error"))
            case Fault.GATEWAY:
                await super()._api(request)
                return web.Response(status=502, text="<h1>502 Bad Gateway</h1>", content_type="text/html")
            case Fault.PAGE:
                return web.Response(status=403, text="<h1>403 Forbidden</h1>", content_type="text/html")
            case Fault.DROPPED:
                return _hang_up(request)
            case Fault.UNHEARD:
                await super()._api(request)
                return _hang_up(request)
            case Fault.DELAYED:
                await asyncio.sleep(self._faults.delay())
            case Fault.REFUSED if words := self._faults.words(request.match_info["method"]):
                return _refuse(bad_request(words))
            case Fault.BLOCKED if person is not None:
                self.world.block(person)
        return await super()._api(request)

    async def _person(self, request: web.Request) -> int | None:
        """Whom the call is for; None where it is for nobody in particular, or cannot be read twice."""
        if request.content_type != "application/json":
            return None
        try:
            chat_id = (await read_params(request)).get("chat_id")
        except ApiError:
            return None
        return chat_id if chat_id in self.world.people else None


def _refuse(error: ApiError) -> web.Response:
    return web.json_response(error.answer(), status=error.code)


def _hang_up(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()  # nobody reads it
