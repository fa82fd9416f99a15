"""Reminders, tied together: what sends them, and what learners wish of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from bot.app.bot import Bot
from bot.app.connection import Connection
from bot.app.reminder_sender import ReminderSender, ReminderTools
from bot.chat.incoming import Clock
from bot.chat.photos import Photos
from bot.chat.show import Call, File, Params, Show
from bot.tutor.review.reminder_wishes import ReminderWishes
from bot.tutor.review.reminding import Reminding
from bot.tutor.use_cases import UseCases
from bot.wire.metrics import Metrics
from bot.wire.transport import FilePart


@dataclass(frozen=True)
class Reminders:
    """`wishes` wake the sender."""

    sender: ReminderSender
    wishes: ReminderWishes

    @classmethod
    async def open(cls, use_cases: UseCases, photos: Photos, connection: Connection, now: Clock) -> Reminders:
        def once(method: str, params: Params, files: dict[str, File]) -> Awaitable[Any]:
            uploads = {name: FilePart(*file) for name, file in files.items()}
            return connection.client.call(method, params, uploads)

        def show(call: Call) -> Show:
            return Show(call, photos)

        sender = ReminderSender(ReminderTools(Reminding(use_cases), connection.pace, once, show, now))
        return cls(sender, await ReminderWishes.open(use_cases, sender.wake))

    def watch(self, metrics: Metrics) -> None:
        metrics.watch("reminders_waiting", "Reminders whose time has come", lambda: self.sender.waiting)

    def beside(self, bot: Bot) -> Bot:
        """The bot that looks after reminders as well when it is woken, and begins none when it ends."""

        def wake() -> None:
            bot.wake()
            self.sender.wake()

        return replace(bot, wake=wake, wind_down=(*bot.wind_down, self.sender.stop))

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        """On leaving, what is under way is finished."""
        work = asyncio.create_task(self.sender.run())
        try:
            yield
        finally:
            self.sender.stop()
            await work
