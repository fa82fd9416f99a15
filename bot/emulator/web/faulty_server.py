"""A local Bot API that has bad days: calls are delayed, refused, or dropped before or after they are done."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.emulator.api.faults import Fault, Faults
from bot.emulator.api.params import read_params
from bot.emulator.errors import ApiError, bad_request
from bot.emulator.web.server import Server
from bot.emulator.world.world import World


class FaultyServer(Server):
    """Serves a world by a schedule of faults. `too_old`: the callback queries that it let nobody answer."""

    def __init__(self, world: World, faults: Faults) -> None:
        super().__init__(world)
        self._faults = faults
        self.too_old: set[str] = set()

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
                if query := (await read_params(request)).get("callback_query_id"):
                    self.too_old.add(str(query))
                return _refuse(bad_request(words))
            case Fault.BLOCKED if person is not None:
                self.world.memberships.block(person)
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
