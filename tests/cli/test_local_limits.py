"""Limits that were set hold in local mode as well: there is time to see what waits, and to stop it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import ClientSession

from bot.emulator.world.world import World
from tests.cli.terminal import PATIENCE, address, ended, start
from tests.eventually import eventually
from tests.messages import Message, find_button, labels_of, text_of

LEARNERS = 200
PER_SECOND = 16
NOON = f"Etc/GMT{datetime.now(UTC).hour - 12:+}"
"""Where it is day whenever the test runs: at night nobody is written to."""


async def test_a_broadcast_can_be_paused_in_local_mode_because_its_pace_was_set(home: Path) -> None:
    world = World(home / "tutorbot.chat")
    grace, learners = world.join("Grace").id, world.populate(LEARNERS)
    world.close()
    process = start("local", ADMIN_IDS=str(grace), SEND_PER_SECOND=str(PER_SECOND))
    url = await asyncio.to_thread(address, process)
    columns = "id, first_name, language_code, pictures, created_at, seen_at, started_at, time_zone"
    with closing(sqlite3.connect(home / "tutorbot.db", timeout=10)) as database, database:
        database.executemany(
            f"INSERT INTO learners ({columns}) VALUES (?, 'Ada', 'en', 'shown', 1, 1, 1, ?)",
            [(one, NOON) for one in learners],
        )
    async with ClientSession(url) as http:
        page = Page(http, grace)
        await page.say("/broadcast")
        await page.press("New broadcast")
        await page.sees("Send me the message now")
        await page.say("Hello all")
        begun = time.monotonic()
        await page.press(f"Send to {LEARNERS + 1} chats ▸")
        await eventually(lambda: count(home, "sent") > PER_SECOND)
        assert count(home, "sent") <= PER_SECOND * (1 + time.monotonic() - begun)
        await page.press("Pause")
        await page.sees("paused")
    process.terminate()
    await asyncio.to_thread(ended, process, 0)
    assert count(home, "waiting") > 0


def count(home: Path, state: str) -> int:
    """Deliveries in this state."""
    with closing(sqlite3.connect(home / "tutorbot.db", timeout=10)) as database:
        ((found,),) = database.execute("SELECT COUNT(*) FROM deliveries WHERE state = ?", (state,))
        return int(found)


class Page:
    """What a person does on the page of a bot that is a process of its own, and sees there."""

    def __init__(self, http: ClientSession, person: int) -> None:
        self._http = http
        self._person = person
        self._messages: dict[int, Message] = {}
        self._events: AsyncIterator[dict[str, Any]] | None = None

    async def say(self, text: str) -> None:
        await self._call("send", text=text)

    async def press(self, label: str) -> None:
        """The newest button that says this, once it is there."""
        await self._until(lambda: any(label in labels_of(one) for one in self._messages.values()))
        message, button = find_button(list(self._messages.values()), label)
        await self._call("tap", message_id=message["message_id"], data=button["callback_data"])

    async def sees(self, words: str) -> None:
        await self._until(lambda: any(words in text_of(one) for one in self._messages.values()))

    async def _until(self, holds: Callable[[], bool]) -> None:
        self._events = self._events or self._listen()
        async with asyncio.timeout(PATIENCE):
            while not holds():
                event = await anext(self._events)
                for message in event.get("messages", [event]):
                    if "message_id" in message:
                        self._messages[message["message_id"]] = message

    async def _listen(self) -> AsyncIterator[dict[str, Any]]:
        async with self._http.get("/chat/events", params={"person": self._person}) as stream:
            async for line in stream.content:
                if line.startswith(b"data:"):
                    yield json.loads(line[5:])

    async def _call(self, name: str, **sent: Any) -> None:
        async with self._http.post(f"/chat/{name}", json={"person": self._person, **sent}) as answer:
            assert answer.status == 200, await answer.text()
