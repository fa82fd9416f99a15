"""How the bot presents itself: commands, name and descriptions, told to Telegram at start."""

from __future__ import annotations

import logging
from contextlib import suppress
from typing import Any

from telegram.error import TelegramError

from bot.chat.show import Call, Params
from bot.views.render import profile, word
from bot.views.school.screens import WORDS

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


class AdminCommands:
    """The commands of admins, offered in their own chats alone: whoever is none any more has to lose them."""

    def __init__(self, call: Call) -> None:
        self._call = call

    async def offer(self, admin_id: int) -> None:
        commands = [
            {"command": name, "description": text}
            for name, text in (*word("commands", WORDS), *profile("commands"))
        ]
        with suppress(TelegramError):  # they never wrote to the bot: there is no such chat yet
            await self._call("setMyCommands", {"commands": commands, "scope": _of_chat(admin_id)}, {})

    async def withdraw(self, user_id: int) -> None:
        with suppress(TelegramError):
            await self._call("deleteMyCommands", {"scope": _of_chat(user_id)}, {})


def _of_chat(chat_id: int) -> Params:
    return {"type": "chat", "chat_id": chat_id}


async def _told(call: Call, method: str, params: Params) -> Any:
    try:
        return await call(method, params, {})
    except TelegramError as error:
        log.warning("%s is left for the next start: %s", method, error)
        return None
