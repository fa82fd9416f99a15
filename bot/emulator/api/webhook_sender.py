"""Sends updates to the bot's webhook, as Telegram does.

The updates of one chat arrive in their order, those of different chats side by side, up to max_connections at
once. Whatever is not answered with 2xx is sent again: at once, then after 2, 4, 8 … seconds.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import orjson

from bot.emulator.errors import ApiError
from bot.emulator.world.updates import Update
from bot.emulator.world.world import World

ANSWER_WITHIN = 60
LONGEST_WAIT = 60
_log = logging.getLogger(__name__)

Call = Callable[[str, dict[str, Any]], Awaitable[object]]


class WebhookSender:
    """Runs while the server runs; idle while no webhook is set. `pace` multiplies the waits."""

    def __init__(self, world: World, call: Call, pace: float = 1.0) -> None:
        self._world = world
        self._updates = world.updates
        self._call = call
        self._pace = pace
        self._lanes: dict[int, deque[Update]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(1)
        self._session: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_WITHIN))
        self._updates.on_added = self._offer
        self._updates.on_webhook = self._restart
        self._restart()

    async def stop(self) -> None:
        self._updates.on_added = lambda _: None
        self._updates.on_webhook = lambda: None
        self._forget_lanes()
        if self._session:
            await self._session.close()

    def _restart(self) -> None:
        self._forget_lanes()
        self._slots = asyncio.Semaphore(self._updates.webhook.most_connections)
        for update in list(self._updates.waiting.values()):
            self._offer(update)

    def _forget_lanes(self) -> None:
        for task in self._tasks:
            task.cancel()
        self._lanes.clear()

    def _offer(self, update: Update) -> None:
        if not self._updates.webhook.url:
            return
        if lane := self._lanes.get(update.lane):
            lane.append(update)
            return
        lane = self._lanes[update.lane] = deque([update])
        task = asyncio.get_running_loop().create_task(self._run(update.lane, lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _run(self, key: int, lane: deque[Update]) -> None:
        """One chat's updates, each until it is taken."""
        while lane:
            await self._deliver(lane[0])
            lane.popleft()
        del self._lanes[key]

    async def _deliver(self, update: Update) -> None:
        wait = 0.0
        while self._updates.is_waiting(update.id):
            async with self._slots:
                asked = await self._post(update)
            if asked is None:
                return
            await asyncio.sleep(max(wait, asked) * self._pace)
            wait = min(max(2.0, wait * 2), LONGEST_WAIT)

    async def _post(self, update: Update) -> float | None:
        """None when the bot took it, otherwise the seconds it asks to wait."""
        webhook = self._updates.webhook
        headers = {"Content-Type": "application/json"}
        if webhook.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = webhook.secret
        assert self._session is not None  # noqa: S101
        try:
            async with self._session.post(webhook.url, data=update.body, headers=headers) as answer:
                body = await answer.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            self._updates.webhook_failed(f"Connection failed: {type(error).__name__}")
            return 0.0
        if answer.status // 100 != 2:
            self._updates.webhook_failed(f"Wrong response from the webhook: {answer.status} {answer.reason}")
            return _seconds(answer.headers.get("Retry-After", ""))
        self._updates.remove(update.id)
        self._world.commit()
        await self._answer(body)
        return None

    async def _answer(self, body: bytes) -> None:
        """An answer may carry one method call; what comes of it is told to nobody."""
        try:
            call = orjson.loads(body)
            method = call.pop("method")
        except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError):
            return
        try:
            await self._call(str(method), call)
        except ApiError as error:
            _log.warning("call in the answer to a webhook refused: %s", error.description)


def _seconds(text: str) -> float:
    return float(text) if text.isascii() and text.isdigit() else 0.0
