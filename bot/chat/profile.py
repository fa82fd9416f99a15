"""How the bot presents itself: commands, name and descriptions, told to Telegram at start."""

from __future__ import annotations

import logging
from typing import Any

from telegram.error import TelegramError

from bot.chat.show import Call, Params
from bot.views.render import profile

log = logging.getLogger(__name__)

_SCOPES = {
    "default": "commands",
    "all_group_chats": "group_commands",
    "all_chat_administrators": "group_admin_commands",
}
"""Where -> the commands that are offered there: https://core.telegram.org/bots/api#botcommandscope"""

_TEXTS = {
    "Name": "name",
    "Description": "description",
    "ShortDescription": "short_description",
}


async def introduce(call: Call) -> None:
    """Texts are set only where they differ: Telegram allows few changes of a name a day, and then wants hours
    to pass. What it refuses is said in the log, and tried again at the next start: the bot works without."""
    for scope, field in _SCOPES.items():
        commands = [{"command": name, "description": text} for name, text in profile(field)]
        await _told(call, "setMyCommands", {"commands": commands, "scope": {"type": scope}})
    for method, field in _TEXTS.items():
        text = profile(field)
        known = await _told(call, f"getMy{method}", {})
        if known is not None and known.get(field) != text:
            await _told(call, f"setMy{method}", {field: text})


async def _told(call: Call, method: str, params: Params) -> Any:
    try:
        return await call(method, params, {})
    except TelegramError as error:
        log.warning("%s is left for the next start: %s", method, error)
        return None
