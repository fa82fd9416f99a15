"""Telegram's side of getUpdates, and a poller that is brought to its end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from telegram.error import TelegramError

from bot.wire.polling import Polling
from tests.wire.warp import now


class Queue:
    """Telegram's side of getUpdates: an offset forgets everything before it, for good."""

    def __init__(self, *ids: int) -> None:
        self.waiting: list[dict[str, Any]] = [an_update(number) for number in ids]
        self.confirmed: list[int] = []
        self.asked: list[tuple[int | None, int]] = []
        self.failures: list[TelegramError] = []
        self.journey = 0.0

    async def fetch(self, offset: int | None, seconds: int) -> list[dict[str, Any]]:
        self.asked.append((offset, seconds))
        await asyncio.sleep(self.journey)
        if self.failures:
            raise self.failures.pop(0)
        while self.waiting and offset is not None and self.waiting[0]["update_id"] < offset:
            self.confirmed.append(self.waiting.pop(0)["update_id"])
        await until(lambda: self.waiting, seconds)
        batch = self.waiting[:100]
        await asyncio.sleep(self.journey)
        return batch


def an_update(number: int, chat: int = 1) -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": chat}}}


async def until(condition: Callable[[], object], at_most: float = 600) -> None:
    deadline = now() + at_most
    while not condition() and now() < deadline:  # noqa: ASYNC110 - the clock leaps
        await asyncio.sleep(0.01)


async def end(polling: Polling, task: asyncio.Task[None]) -> None:
    polling.stop()
    await task
