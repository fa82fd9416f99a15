"""A world, a server and a bare HTTP client for them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.emulator.web.server import Server
from bot.emulator.world.people import Person
from bot.emulator.world.world import World

TOKEN = "4242:local-token"


class Api:
    """Calls methods over HTTP as JSON; `ok` gives the result, `refused` the code and the description."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self.session = session
        self.url = url

    async def raw(self, method: str, **params: Any) -> dict[str, Any]:
        async with self.session.post(f"{self.url}/bot{TOKEN}/{method}", json=params) as answer:
            body: dict[str, Any] = await answer.json()
            assert body["ok"] is (answer.status == 200)
            return body

    async def ok(self, method: str, **params: Any) -> Any:
        body = await self.raw(method, **params)
        assert body["ok"], body
        return body["result"]

    async def refused(self, method: str, **params: Any) -> tuple[int, str]:
        body = await self.raw(method, **params)
        assert not body["ok"], body
        return body["error_code"], body["description"]


class Clock:
    """A clock that the test sets."""

    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    return World(clock=clock)


@pytest.fixture
def ada(world: World) -> Person:
    """A person who has started the bot; the update of that is confirmed."""
    person = world.join("Ada")
    world.say(person.id, "/start")
    world.updates.clear()
    return person


@pytest_asyncio.fixture
async def server(world: World) -> AsyncIterator[Server]:
    server = Server(world, webhook_pace=0.0)
    await server.start()
    yield server
    await server.stop()


@pytest_asyncio.fixture
async def api(server: Server) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        yield Api(session, server.url)


def buttons(*data: str) -> dict[str, Any]:
    """An inline keyboard of one row."""
    return {"inline_keyboard": [[{"text": name or "x", "callback_data": name} for name in data]]}


def png(width: int = 4, height: int = 3, more: bytes = b"") -> bytes:
    """The first bytes of a PNG, which is all that the server reads of one."""
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + size + b"\x08\x02\x00\x00\x00" + more
