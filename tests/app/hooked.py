"""The whole bot with its own address: polling, or behind a webhook.

A webhook's address must be https. Where a front server would take the TLS off, the local Bot API is told the
plain address behind it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import ClientSession
from yarl import URL

from bot.app.composition import open_bot
from bot.course.library import Library
from bot.emulator.errors import ApiError
from bot.emulator.world.world import World
from bot.settings import OPEN, Settings
from tests.school import TOKEN, LocalApi, Pupil, School
from tests.wire.servers import unused_address

SECRET = "a-secret-of-the-webhook"
PUBLIC = "https://tutor.example.org/in/here"
HEADER = "X-Telegram-Bot-Api-Secret-Token"


class SlowApi(LocalApi):
    """Posts updates straight to `address`; without one not at all: the test posts them itself.

    Sending waits while `gate` is closed."""

    def __init__(self, world: World, address: str | None = None) -> None:
        super().__init__(world)
        self.address = address
        self.gate = asyncio.Event()
        self.gate.set()
        self.hooked = ""
        """The address that the bot gave for its updates."""
        self.early: list[tuple[int, Any]] = []
        """What /healthz said while the bot was telling how updates come to it."""
        self.sending = 0
        """Messages that came as far as the gate."""

    async def call(self, method: str, params: Mapping[str, Any]) -> object:
        if method in ("setWebhook", "deleteWebhook") and self.address:
            async with ClientSession(self.address) as session, session.get("/healthz") as answer:
                self.early.append((answer.status, await answer.json()))
        if method == "setWebhook" and params.get("url"):
            self.world.note_call(method, dict(params))
            self.hooked = params["url"]
            path = URL(params["url"]).path
            params = {**params, "url": f"{self.address}{path}" if self.address else ""}
        if method.startswith("send"):
            self.sending += 1
            await self.gate.wait()
        result = await super().call(method, params)
        if method == "getWebhookInfo" and isinstance(result, dict) and self.hooked:
            return result | {"url": self.hooked}
        return result


@dataclass
class Hooked:
    """A bot at work; `session` speaks to its address."""

    api: SlowApi
    school: School
    session: ClientSession

    def join(self, name: str) -> Pupil:
        return self.school.join(name)

    async def post(self, body: bytes, secret: str | None = SECRET) -> int:
        """The status of the answer to a posted update."""
        headers = {"Content-Type": "application/json"} | ({} if secret is None else {HEADER: secret})
        async with self.session.post(URL(PUBLIC).path, data=body, headers=headers) as answer:
            return answer.status

    async def get(self, path: str) -> tuple[int, str]:
        async with self.session.get(path) as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def hooked(
    library: Library, folder: Path, webhook: bool = True, at_hand: bool = False, fails: str = ""
) -> AsyncIterator[Hooked]:
    """`at_hand`: the test posts the updates itself. `fails`: the method whose first call does."""
    address = await unused_address()
    api = SlowApi(World(), None if at_hand else address)
    api.fail_once(fails, ApiError(502, "Bad Gateway"))
    await api.start()
    school = School(api.world, api.url, folder / "school.db")
    settings = Settings(
        token=TOKEN,
        api_url=api.url,
        database=school.database,
        webhook_url=PUBLIC if webhook else None,
        webhook_secret=SECRET if webhook else None,
        port=URL(address).port or 0,
        limits=OPEN,
    )
    stop = asyncio.Event()
    try:
        async with (
            open_bot(settings, library, school.clock) as bot,
            ClientSession(bot.arrival.site_url) as session,
        ):
            work = asyncio.create_task(bot.run_until(stop))
            yield Hooked(api, school, session)
            stop.set()
            await work
    finally:
        api.gate.set()
        await api.stop()
