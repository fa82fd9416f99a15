"""Calls to the Bot API as plain values, and buttons as it takes them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.views.bidi import begins_on_the_right
from bot.views.screen import Button, ButtonStyle, LinkButton, Row

Params = dict[str, Any]
File = tuple[str, bytes, str]
"""Name, bytes, MIME type."""
Call = Callable[[str, Params, dict[str, File]], Awaitable[Any]]
"""Calls a Bot API method with plain values; raises telegram.error.TelegramError."""


def markup(rows: tuple[Row, ...]) -> Params:
    """The parameter that puts buttons below a message; none without buttons."""
    if not rows:
        return {}
    return {"reply_markup": {"inline_keyboard": [_row(row) for row in rows]}}


def _row(row: Row) -> list[dict[str, str]]:
    if len(row) > 1 and begins_on_the_right(tuple([button.label for button in row])):
        row = row[::-1]
    return [_button(button) for button in row]


def _button(button: Button | LinkButton) -> dict[str, str]:
    if isinstance(button, LinkButton):
        return {"text": button.label, "url": button.url}
    shown = {"text": button.label, "callback_data": button.data}
    if button.style is not ButtonStyle.PLAIN:
        shown["style"] = button.style.value
    return shown
