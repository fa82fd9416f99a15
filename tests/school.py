"""A whole bot at work for a test: the real bot, its local Bot API over HTTP, and pupils who write and press.

`Pupil.play` plays a transcript: see tests/transcript.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from bot.app.composition import Bot, open_bot
from bot.course.library import Library
from bot.emulator.errors import ApiError
from bot.emulator.web.server import Server
from bot.emulator.world.updates import Update
from bot.emulator.world.world import World
from bot.settings import OPEN, Settings
from tests import engine
from tests.eventually import PATIENCE
from tests.messages import find_button, labels_of, text_of, view_of
from tests.transcript import Stage, play

TOKEN = "1:test"


class Clock:
    """The bot's idea of now."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **span: float) -> None:
        self.now += timedelta(**span)


Hook = Callable[[str, Mapping[str, Any]], None]


class LocalApi(Server):
    """The local Bot API as a test wants it: it keeps what it refuses, and can be made to fail.

    `before` and `after` see each call; an ApiError raised in `before` means that nothing was done, one raised
    in `after` that the bot does not hear of what was done."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.refused: list[tuple[str, str]] = []
        self.before: Hook = _nothing
        self.after: Hook = _nothing

    @property
    def complaints(self) -> list[tuple[str, str]]:
        """(method, words) of each call that was refused, but for polls that the next bot's poll ended."""
        return [(method, words) for method, words in self.refused if not words.startswith("Conflict")]

    async def call(self, method: str, params: Mapping[str, Any]) -> object:
        try:
            self.before(method, params)
            result = await super().call(method, params)
            self.after(method, params)
        except ApiError as error:
            self.refused.append((method, error.description))
            raise
        return result

    def fail_once(self, method: str, error: ApiError, *, done: bool = False) -> None:
        """The next call of this method fails; `done`: after it was carried out."""
        left = [error]

        def fail(called: str, _: Mapping[str, Any]) -> None:
            if called == method and left:
                raise left.pop()

        if done:
            self.after = fail
        else:
            self.before = fail

    def refuse_all(self, error: ApiError) -> None:
        """From now on no message is sent or changed."""

        def fail(called: str, _: Mapping[str, Any]) -> None:
            if called.startswith(("send", "edit")):
                raise error

        self.before = fail

    def recover(self) -> None:
        """Nothing fails any more."""
        self.before = self.after = _nothing
        self.refusals.clear()


def _nothing(method: str, params: Mapping[str, Any]) -> None:
    """Lets a call pass."""


@dataclass
class School:
    world: World
    url: str
    database: Path
    clock: Clock = field(default_factory=Clock)
    bot: Bot | None = None
    """While it is at work."""
    default_language: str = "en"

    def join(self, name: str) -> Pupil:
        return Pupil(self, self.world.join(name).id)

    @property
    def settings(self) -> Settings:
        return Settings(
            token=TOKEN,
            api_url=self.url,
            database=engine.address(self.database),
            limits=OPEN,
            default_language=self.default_language,
        )

    @asynccontextmanager
    async def open(self, library: Library) -> AsyncIterator[None]:
        """The bot is at work; on leaving it is stopped, as SIGTERM would."""
        stop = asyncio.Event()
        async with open_bot(self.settings, library, self.clock, site=False) as bot:
            self.bot = bot
            work = asyncio.create_task(bot.run_until(stop))
            try:
                yield
            finally:
                stop.set()
                await work
                self.bot = None

    async def settled(self) -> None:
        """Waits until every update was handled and confirmed."""
        async with asyncio.timeout(PATIENCE):
            while self.world.updates.waiting or (self.bot and self.bot.unhandled()):
                async with self.world.changed:
                    try:
                        await asyncio.wait_for(self.world.changed.wait(), 0.02)
                    except TimeoutError:
                        continue

    async def deliver_again(self, update: Update) -> None:
        """Telegram sends an update once more: it never heard that it was handled."""
        body = orjson.loads(update.body)
        self.world.updates.add(update.kind, update.lane, body[update.kind])
        await self.settled()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the bot's database holds."""
        with engine.connect(self.database) as connection:
            return [tuple(row) for row in connection.execute(query).fetchall()]

    def execute(self, statement: str) -> None:
        """Changes what the bot's database holds."""
        with engine.connect(self.database) as connection:
            connection.execute(statement)

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
        return labels_of(self.last)

    async def say(self, text: str) -> Update:
        """The update that told the bot of it."""
        self.school.world.say(self.id, text)
        update = newest(self.school.world)
        await self.school.settled()
        return update

    async def press(self, label: str) -> Update:
        """Presses the newest button that says this."""
        message, button = self.find(label)
        return await self.tap(message, button)

    async def tap(self, message: dict[str, Any], button: dict[str, Any]) -> Update:
        """The update that told the bot of it."""
        self.school.world.tap(self.id, message["message_id"], button["callback_data"])
        update = newest(self.school.world)
        await self.school.settled()
        return update

    def find(self, label: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The newest button that says this, or begins with it, and its message."""
        return find_button(self.messages, label)

    async def play(self, transcript: str) -> None:
        stage = Stage(
            say=lambda _, text: self.say(text),
            press=lambda _, label: self.press(label),
            toast=lambda _: self.toast,
            view=self.view,
        )
        await play(stage, transcript)

    def view(self) -> str:
        """The newest message as one reads it, its buttons in brackets."""
        return view_of(self.last)


def write(school: School, sql: str) -> None:
    """Writes into the database from outside, behind the bot's back."""
    school.execute(sql)


def newest(world: World) -> Update:
    """The update that was queued last and has not been taken yet."""
    return list(world.updates.waiting.values())[-1]
