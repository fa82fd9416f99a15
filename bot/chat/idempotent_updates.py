"""Which updates only show something (are idempotent): of several that wait only the last has to be answered.

An update only shows something if leaving it out changes nothing but that it is not shown, as long as the same
comes once more before anything else is done.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.chat.incoming import ButtonPress
from bot.chat.routes import COMMANDS
from bot.views.learner import buttons

_COMMANDS = frozenset(command.name for command in COMMANDS if command.only_shows)
"""Without anything behind them."""

_COMMAND = re.compile(r"/(\w+)(@\w+)?")
_MESSAGES = ("message", "channel_post")


def shown_by(raw: Mapping[str, Any], pressed: ButtonPress | None = None) -> str | None:
    """What the update shows, the same words for the same thing; None where it does, or may do, anything
    else. `pressed`: the press that it is."""
    if pressed:
        action = buttons.parse(pressed.data) if pressed.private else None
        return pressed.data if isinstance(action, buttons.Cover | buttons.Lessons) else None
    said = next((raw[kind] for kind in _MESSAGES if kind in raw), None)
    text = said.get("text") if isinstance(said, Mapping) else None
    command = _COMMAND.fullmatch(text) if isinstance(text, str) else None
    name = command[1].lower() if command else ""
    return f"/{name}" if name in _COMMANDS else None
