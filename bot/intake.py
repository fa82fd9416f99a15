"""One raw update on its way in: read, put in line, handled."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from telegram.error import TelegramError
from telegram.ext import Application

from bot.chat.incoming import Pressed, pressed_in
from bot.chat.show import Call
from bot.wire.handling import Handle
from bot.wire.order import ByChat, chat_of
from bot.wire.reading import read_update

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

PATIENCE = 20
"""Updates that one person may have waiting. Telegram hands out no more than 100 unconfirmed ones at once, so
whoever heaps up more than their share would hold everybody up."""


def intake(application: AnyApplication, order: ByChat, call: Call) -> Handle:
    """A chat's updates stand in one line. Whoever presses has a line of their own, which in private is the
    chat's: so in a group five hundred answers do not wait for each other."""

    async def handle(raw: dict[str, Any]) -> None:
        pressed = pressed_in(raw)
        line = pressed.person.id if pressed else chat_of(raw)
        if line is not None and line > 0 and order.waiting(line) >= PATIENCE:
            await _too_fast(pressed, call)
        else:
            await order.run(line, lambda: process(pressed, raw))

    async def process(pressed: Pressed | None, raw: dict[str, Any]) -> None:
        await application.process_update(pressed or read_update(raw, application.bot))

    return handle


async def _too_fast(pressed: Pressed | None, call: Call) -> None:
    """One person cannot keep all others waiting: what they heap up beyond reason is not acted upon."""
    if pressed:
        with suppress(TelegramError):  # a spinner that nobody is waiting for any more
            await call("answerCallbackQuery", {"callback_query_id": pressed.query_id}, {})
