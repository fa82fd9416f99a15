"""The health check behind /healthz: whether Telegram and the database answer, and updates come in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from telegram.error import TelegramError

from bot.app.connection import Connection
from bot.storage.database import Database
from bot.storage.errors import DatabaseError
from bot.wire.health import LONGEST_SILENCE, Seldom
from bot.wire.site import AT_WORK

PATIENCE = 5.0
"""Seconds within which the database and Telegram answer where all is well."""
TELEGRAM_EVERY = 10.0
"""Seconds between two questions to Telegram, whoever wants to know how often."""
DATABASE_EVERY = 1.0

STARTING = "starting"


class HealthCheck:
    """`webhook_url` is where updates come to; None where they are asked for. `reminders`: how many wait whose
    time has come. The page tells of nobody. Before `started`, nothing is well: Telegram may not know yet
    where to send updates."""

    def __init__(
        self,
        database: Database,
        connection: Connection,
        webhook_url: str | None,
        reminders: Callable[[], int],
    ) -> None:
        self._connection = connection
        self._webhook_url = webhook_url
        self._reminders = reminders
        self._database = Seldom(lambda: _answers(database.check()), DATABASE_EVERY)
        self._telegram = Seldom(lambda: _answers(self._ask_telegram()), TELEGRAM_EVERY)
        self._hears: dict[str, Any] = {}
        self.state = STARTING

    def started(self) -> None:
        """Telegram knows how updates come here."""
        self.state = AT_WORK

    async def __call__(self) -> tuple[bool, dict[str, Any]]:
        """Whether all is well, and what is; times in whole seconds, and how long from now what is held is."""
        if self.state == STARTING:  # what Telegram says now, it would be asked again about in a moment
            return False, {"state": self.state, "database": await self._database()}
        database, telegram = await self._database(), await self._telegram()
        silence = 0.0 if self._webhook_url else self._connection.pulse.silence
        unanswered = self._connection.pulse.unanswered
        chats = self._connection.pace.held
        details = {
            "state": self.state,
            "database": database,
            "telegram": telegram,
            **(self._hears if self._webhook_url else {"seconds_since_updates_were_asked_for": int(silence)}),
            "seconds_without_an_answer_sent": int(unanswered),
            "held_seconds": {method: round(left) for method, left in self._connection.holds.seconds.items()},
            "held_chats": len(chats),
            "held_chats_seconds": round(max(chats, default=0.0)),
            "reminders_waiting": self._reminders(),
        }
        hears = self._hears.get("webhook", True) and silence < LONGEST_SILENCE
        return database and telegram and hears and unanswered < LONGEST_SILENCE, details

    async def close(self) -> None:
        await self._database.close()
        await self._telegram.close()

    async def _ask_telegram(self) -> None:
        """Behind a webhook the bot is deaf when another program has put its own address in its place."""
        if self._webhook_url is None:
            await self._connection.client.call("getMe")
            return
        told = await self._connection.client.call("getWebhookInfo")
        waiting = told.get("pending_update_count")
        self._hears = {"webhook": told["url"] == self._webhook_url, "updates_waiting_at_telegram": waiting}


async def _answers(question: Awaitable[object]) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            await question
    except (TelegramError, DatabaseError, TimeoutError):
        return False
    return True
