"""One raw update on its way in: read, put in line, handled; and once more, where Telegram has it wait."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application

from bot.chat.incoming import Pressed, pressed_in
from bot.chat.show import Call
from bot.wire.handling import Handle
from bot.wire.order import ByChat, chat_of
from bot.wire.reading import read_update

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

PATIENCE = 20
"""Updates that one person or one group may have waiting. Telegram hands out no more than 100 unconfirmed ones
at once, so whoever heaps up more than their share would hold everybody up."""

PUT_OFF = 1000
"""Updates that are kept for later at the most, in memory."""

log = logging.getLogger(__name__)

_MESSAGES = ("message", "channel_post")
_MOVES = ("migrate_to_chat_id", "migrate_from_chat_id")


def intake(application: AnyApplication, order: ByChat, call: Call) -> Handle:
    """A chat's updates stand in one line. Whoever presses has a line of their own, which in private is the
    chat's: so in a group five hundred answers do not wait for each other."""

    async def handle(raw: dict[str, Any]) -> None:
        pressed = pressed_in(raw)
        line = pressed.person.id if pressed else chat_of(raw)
        if line is not None and order.waiting(line) >= PATIENCE and _may_be_lost(line, raw):
            await _too_fast(pressed, call)
        else:
            await order.run(line, lambda: process(pressed, raw))

    async def process(pressed: Pressed | None, raw: dict[str, Any]) -> None:
        await application.process_update(pressed or read_update(raw, application.bot))

    return handle


class Later:
    """Updates that wait until Telegram lets something into their chat again, and are then handled once more:
    handlers know what comes twice. Whoever fetches updates is done with them meanwhile. A kill forgets them;
    what they decided is saved, and the next tap shows the place."""

    def __init__(self, application: AnyApplication, order: ByChat) -> None:
        self._application = application
        self._order = order
        self._waiting: set[asyncio.Task[None]] = set()

    def put_off(self, update: Update | Pressed, seconds: float) -> None:
        if len(self._waiting) >= PUT_OFF:
            log.warning("update %s is not shown: too many wait for their chats", update.update_id)
            return
        task = asyncio.create_task(self._handle(update, seconds))
        self._waiting.add(task)
        task.add_done_callback(self._waiting.discard)

    async def close(self) -> None:
        waiting = list(self._waiting)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    async def _handle(self, update: Update | Pressed, seconds: float) -> None:
        await asyncio.sleep(seconds)
        await self._order.run(_line_of(update), lambda: self._application.process_update(update))


def _line_of(update: Update | Pressed) -> int | None:
    if isinstance(update, Pressed):
        return update.person.id
    place = update.effective_chat or update.effective_sender
    return place.id if place else None


def _may_be_lost(line: int, raw: Mapping[str, Any]) -> bool:
    """Of a group, only what is said in it: whether the bot is in it, and where it moved to, is told once."""
    if line > 0:
        return True
    said = next((raw[kind] for kind in _MESSAGES if kind in raw), None)
    return isinstance(said, Mapping) and not any(move in said for move in _MOVES)


async def _too_fast(pressed: Pressed | None, call: Call) -> None:
    """Nobody can keep all others waiting: what is heaped up beyond reason is not acted upon."""
    if pressed:
        with suppress(TelegramError):  # a spinner that nobody is waiting for any more
            await call("answerCallbackQuery", {"callback_query_id": pressed.query_id}, {})
