"""A whole bot at work for a test: the real bot, its local Bot API over HTTP, and pupils who write and press.

`play` runs a chat written down as a transcript:

    > /start              what the pupil writes
    > [Begin]             what the pupil presses
    Hello Ada             words that must stand in what the bot shows now, in this order
    [Lessons] [Next ▸]    a row of buttons there
    ~ Right               the toast (or alert) that answers the press
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from textwrap import dedent
from typing import Any

from bot.app import open_bot, run_until
from bot.course.library import Library
from bot.emulator.world import World
from bot.settings import Settings

TOKEN = "1:test"
PATIENCE = 10.0


class Clock:
    """The bot's idea of now."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **span: float) -> None:
        self.now += timedelta(**span)


@dataclass
class School:
    world: World
    url: str
    database: Path
    clock: Clock = field(default_factory=Clock)

    def join(self, name: str) -> Pupil:
        return Pupil(self, self.world.join(name).id)

    @asynccontextmanager
    async def open(self, library: Library) -> AsyncIterator[None]:
        """The bot is at work; on leaving it is stopped, as SIGTERM would."""
        settings = Settings(token=TOKEN, api_url=self.url, database=self.database)
        stop = asyncio.Event()
        async with open_bot(settings, library, self.clock) as polling:
            work = asyncio.create_task(run_until(stop, polling))
            try:
                yield
            finally:
                stop.set()
                await work

    async def settled(self) -> None:
        """Waits until every update was handled and confirmed."""
        async with asyncio.timeout(PATIENCE):
            while self.world.updates.waiting:
                async with self.world.changed:
                    try:
                        await asyncio.wait_for(self.world.changed.wait(), 0.02)
                    except TimeoutError:
                        continue

    def calls(self, method: str) -> list[dict[str, Any]]:
        return [params for name, params in self.world.calls if name == method]


@dataclass
class Pupil:
    school: School
    id: int
    _seen: str = ""

    @property
    def messages(self) -> list[dict[str, Any]]:
        return self.school.world.messages(self.id)

    @property
    def last(self) -> dict[str, Any]:
        return self.messages[-1]

    @property
    def text(self) -> str:
        return text_of(self.last)

    @property
    def toast(self) -> str:
        toasts = self.school.world.toasts(self.id)
        return toasts[-1]["text"] if toasts else ""

    @property
    def labels(self) -> list[str]:
        """What the newest message's buttons say."""
        return [button["text"] for button in buttons_of(self.last)]

    async def say(self, text: str) -> None:
        self.school.world.say(self.id, text)
        await self.school.settled()

    async def press(self, label: str) -> None:
        """Presses the newest button that says this."""
        message, button = self.find(label)
        await self.tap(message, button)

    async def tap(self, message: dict[str, Any], button: dict[str, Any]) -> None:
        self.school.world.tap(self.id, message["message_id"], button["callback_data"])
        await self.school.settled()

    def find(self, label: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The newest button that says this, or begins with it, and its message."""
        for message in reversed(self.messages):
            for button in buttons_of(message):
                if button["text"] == label or button["text"].startswith(f"{label} "):
                    return message, button
        raise AssertionError(f"no button {label!r}; the chat shows\n{self.view()}")

    async def play(self, transcript: str) -> None:
        place = 0
        for line in filter(None, map(str.strip, dedent(transcript).splitlines())):
            if line.startswith("> "):
                await self._act(line[2:])
                place = 0
            elif line.startswith("~"):
                assert self.toast == line[1:].strip(), f"toast is {self.toast!r}"
            else:
                view = self.view()
                found = view.find(line, place)
                assert found >= 0, f"{line!r} is not there, or not in this order:\n{view}"
                place = found + len(line)

    def view(self) -> str:
        """The newest message as one reads it, its buttons in brackets."""
        rows = self.last.get("reply_markup", {}).get("inline_keyboard", [])
        shown = [" ".join(f"[{button['text']}]" for button in row) for row in rows]
        return "\n".join([text_of(self.last), *shown])

    async def _act(self, deed: str) -> None:
        if deed.startswith("[") and deed.endswith("]"):
            await self.press(deed[1:-1])
        else:
            await self.say(deed)


def text_of(message: dict[str, Any]) -> str:
    text: str = message.get("text") or message.get("caption") or ""
    return text


def buttons_of(message: dict[str, Any]) -> list[dict[str, Any]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button for row in rows for button in row]
