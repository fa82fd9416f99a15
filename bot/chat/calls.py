"""Calls to the Bot API as plain values, and buttons as it takes them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.views.bidi import begins_on_the_right
from bot.views.rows import divided
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
    return {"reply_markup": {"inline_keyboard": [shown for row in rows for shown in _fitting(row)]}}


def _fitting(row: Row) -> list[list[dict[str, str]]]:
    """The row, or the rows that a phone has room for."""
    if len(row) == 1:
        return [[_button(row[0])]]
    labels = tuple([button.label for button in row])
    step = -1 if begins_on_the_right(labels) else 1
    buttons = [_button(button) for button in row]
    shown, begin = [], 0
    for count in divided(labels):
        shown.append(buttons[begin : begin + count][::step])
        begin += count
    return shown


def _button(button: Button | LinkButton) -> dict[str, str]:
    if isinstance(button, LinkButton):
        return {"text": button.label, "url": button.url}
    shown = {"text": button.label, "callback_data": button.data}
    if button.style is not ButtonStyle.PLAIN:
        shown["style"] = button.style.value
    return shown
