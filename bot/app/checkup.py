"""Whether the bot at work is well, for whoever looks after it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram.error import TelegramError

from bot.storage.database import Database, DatabaseError
from bot.wire.client import Client
from bot.wire.health import LONGEST_SILENCE, Holds, Pulse, Seldom
from bot.wire.pace import Pace

PATIENCE = 5.0
"""Seconds within which the database and Telegram answer where all is well."""
TELEGRAM_EVERY = 10.0
"""Seconds between two questions to Telegram, whoever wants to know how often."""
DATABASE_EVERY = 1.0


class Checkup:
    """`polls`: it asks for updates by itself. Answers on the page tell of nobody."""

    def __init__(
        self, database: Database, client: Client, pulse: Pulse, holds: Holds, pace: Pace, polls: bool
    ) -> None:
        self._pulse = pulse
        self.holds = holds
        self._pace = pace
        self._polls = polls
        self._database = Seldom(lambda: _answers(database.check()), DATABASE_EVERY)
        self._telegram = Seldom(lambda: _answers(client.call("getMe")), TELEGRAM_EVERY)

    async def __call__(self) -> tuple[bool, dict[str, Any]]:
        """Whether all is well, and what is; times in whole seconds, and how long from now what is held is."""
        database, telegram = await self._database(), await self._telegram()
        silence = self._pulse.silence if self._polls else 0.0
        unanswered = self._pulse.unanswered
        chats = self._pace.held
        details = {
            "database": database,
            "telegram": telegram,
            **({"seconds_since_updates_were_asked_for": int(silence)} if self._polls else {}),
            "seconds_without_an_answer_sent": int(unanswered),
            "held_seconds": {method: round(left) for method, left in self.holds.seconds.items()},
            "held_chats": len(chats),
            "held_chats_seconds": round(max(chats, default=0.0)),
        }
        return database and telegram and max(silence, unanswered) < LONGEST_SILENCE, details

    async def close(self) -> None:
        await self._database.close()
        await self._telegram.close()


async def _answers(question: Awaitable[object]) -> bool:
    try:
        async with asyncio.timeout(PATIENCE):
            await question
    except (TelegramError, DatabaseError, TimeoutError):
        return False
    return True
