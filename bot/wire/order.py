"""Handlers run in sequence for each chat, and concurrently for different chats."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from typing import Any


class ByChat:
    """Runs handlers, at most `limit` at once over all chats.

    An update that waits for its chat's turn takes none of those places: a slow chat with a hundred updates
    behind it holds nobody else up.


    In memory alone: what waits here is not confirmed, or lies in the inbox."""

    def __init__(self, limit: int = 64) -> None:
        self._places = asyncio.Semaphore(limit)
        self._queues: dict[int, deque[asyncio.Future[None]]] = {}
        self._in_places: set[int] = set()
        """The chats whose handler has one of the places."""
        self._running = 0

    @property
    def running(self) -> int:
        """How many handlers run now."""
        return self._running

    @property
    def open_chats(self) -> int:
        """How many chats have an update that runs or waits."""
        return len(self._queues)

    def waiting(self, chat_id: int | None) -> int:
        """How many updates of this chat wait behind the one that is being handled."""
        queue = self._queues.get(chat_id) if chat_id is not None else None
        return 0 if queue is None else sum(not turn.done() for turn in queue)

    def give_back(self, chat_id: int) -> None:
        """The chat's handler that runs now takes long: it goes on, and its place is another chat's."""
        if chat_id in self._in_places:
            self._in_places.discard(chat_id)
            self._places.release()

    async def run(self, chat_id: int | None, handle: Callable[[], Awaitable[object]]) -> None:
        """Await `handle()` when the chat's earlier updates are done. None stands in nobody's line."""
        if chat_id is None:
            await self._run_beside(handle)
            return
        if chat_id in self._queues:
            await self._turn(chat_id)
        else:
            self._queues[chat_id] = deque()
        try:
            await self._places.acquire()
            self._in_places.add(chat_id)
            self._running += 1
            try:
                await handle()
            finally:
                self._running -= 1
                self.give_back(chat_id)
        finally:
            self._pass_on(chat_id)

    async def _run_beside(self, handle: Callable[[], Awaitable[object]]) -> None:
        async with self._places:
            self._running += 1
            try:
                await handle()
            finally:
                self._running -= 1

    async def _turn(self, chat_id: int) -> None:
        turn = asyncio.get_running_loop().create_future()
        self._queues[chat_id].append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():
                # The turn had come already, in the same moment: it must not be lost.
                self._pass_on(chat_id)
            raise

    def _pass_on(self, chat_id: int) -> None:
        queue = self._queues[chat_id]
        while queue:
            turn = queue.popleft()
            if not turn.done():
                turn.set_result(None)
                return
        del self._queues[chat_id]


def chat_of(update: Mapping[str, Any]) -> int | None:
    """The chat that a raw update belongs to, else the person it came from; None when there is neither.

    A private chat has its person's id, so an inline query stands in the same line as that person's messages.
    """
    for body in update.values():
        if isinstance(body, Mapping):
            return _chat_of_body(body)
    return None


def sender_of(update: Mapping[str, Any]) -> int | None:
    """The person that a raw update came from; None where none is named."""
    for body in update.values():
        if isinstance(body, Mapping):
            sender = body.get("from", body.get("user"))
            found = sender.get("id") if isinstance(sender, Mapping) else None
            return found if isinstance(found, int) else None
    return None


def _chat_of_body(body: Mapping[str, Any]) -> int | None:
    message = body.get("message")
    places = (
        body.get("chat"),
        message.get("chat") if isinstance(message, Mapping) else None,
        body.get("voter_chat"),
        body.get("from"),
        body.get("user"),
    )
    for place in places:
        if isinstance(place, Mapping) and isinstance(found := place.get("id"), int):
            return found
    return None
