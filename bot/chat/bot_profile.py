"""How the bot presents itself: commands, name and descriptions, told to Telegram at start."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from telegram.error import TelegramError

from bot.chat.command import Command, Scope, Who, offered
from bot.chat.show import Call, Params
from bot.views.commands import described
from bot.views.words import words_for

log = logging.getLogger(__name__)

Commands = Iterable[Command[Any, Any]]

_MENUS: dict[str, tuple[Scope, str, tuple[Who, ...]]] = {
    "default": (Scope.PRIVATE, "commands", (Who.EVERYONE,)),
    "all_group_chats": (Scope.GROUP, "group_commands", (Who.EVERYONE,)),
    "all_chat_administrators": (Scope.GROUP, "group_commands", (Who.EVERYONE, Who.CHAT_ADMINS)),
}
"""Where -> what is offered there, in which words, to whom: https://core.telegram.org/bots/api#botcommandscope"""

_TEXTS = {
    "Name": "name",
    "Description": "description",
    "ShortDescription": "short_description",
}


async def introduce(call: Call, commands: Commands) -> None:
    """Texts are set only where they differ: Telegram allows few changes of a name a day, and then wants hours
    to pass. What it refuses is said in the log, and tried again at the next start: the bot works without."""
    words = words_for(None)
    for place, (scope, field, who) in _MENUS.items():
        menu = _menu(described(offered(commands, scope, *who), words.profile(field)))
        await _told(call, "setMyCommands", {"commands": menu, "scope": {"type": place}})
    for method, field in _TEXTS.items():
        text = words.profile(field)
        known = await _told(call, f"getMy{method}", {})
        if known is not None and known.get(field) != text:
            await _told(call, f"setMy{method}", {field: text})


class AdminCommands:
    """The commands of admins, offered in their own chats alone: whoever is none any more has to lose them."""

    def __init__(self, call: Call, commands: Commands) -> None:
        self._call = call
        self._everyones = offered(commands, Scope.PRIVATE, Who.EVERYONE)
        self._admins = offered(commands, Scope.PRIVATE, Who.SCHOOL_ADMINS)

    async def offer(self, admin_id: int) -> None:
        words = words_for(None)
        own = described(self._admins, words.profile("admin_commands"))
        commands = _menu((*own, *described(self._everyones, words.profile("commands"))))
        with suppress(TelegramError):  # they never wrote to the bot: there is no such chat yet
            await self._call("setMyCommands", {"commands": commands, "scope": _of_chat(admin_id)}, {})

    async def withdraw(self, user_id: int) -> None:
        with suppress(TelegramError):
            await self._call("deleteMyCommands", {"scope": _of_chat(user_id)}, {})


def _menu(commands: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"command": name, "description": text} for name, text in commands]


def _of_chat(chat_id: int) -> Params:
    return {"type": "chat", "chat_id": chat_id}


async def _told(call: Call, method: str, params: Params) -> Any:
    try:
        return await call(method, params, {})
    except TelegramError as error:
        log.warning("%s is left for the next start: %s", method, error)
        return None
