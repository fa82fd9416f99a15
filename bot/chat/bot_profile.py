"""How the bot presents itself: commands, name and descriptions, told to Telegram at start."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from telegram.error import TelegramError

from bot.chat.command import Command, Scope, Who, offered
from bot.chat.show import Call, Params
from bot.learning.learner.learner import Learner
from bot.views.commands import described
from bot.views.words import Words, languages, words_for, words_of

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


PAUSE = 0.2
"""Seconds between two languages: nobody waits for them, and Telegram has to be asked for much."""


async def introduce(call: Call, commands: Commands) -> None:
    """In the language for all whose own is not known, and then in each that the bot speaks."""
    await _introduce(call, commands, words_for(None), {})
    for code in _telegrams(languages().spoken):
        await asyncio.sleep(PAUSE)
        words = await asyncio.to_thread(words_for, code)  # a catalogue is read for it
        await _introduce(call, commands, words, {"language_code": code})


async def _introduce(call: Call, commands: Commands, words: Words, spoken_by: Params) -> None:
    """Only what differs is set: Telegram allows few changes of a name a day, and then wants hours to pass.
    What it refuses is said in the log, and tried again at the next start: the bot works without."""
    for place, (scope, field, who) in _MENUS.items():
        menu = _menu(described(offered(commands, scope, *who), words.profile(field)))
        at = {"scope": {"type": place}, **spoken_by}
        known = await _told(call, "getMyCommands", at)
        if known is not None and known != menu:
            await _told(call, "setMyCommands", {"commands": menu, **at})
    for method, field in _TEXTS.items():
        text = words.profile(field)
        known = await _told(call, f"getMy{method}", {**spoken_by})
        if known is not None and known.get(field) != text:
            await _told(call, f"setMy{method}", {field: text, **spoken_by})


class ChatCommands:
    """The menu of commands in a person's own chat, where it is not what all have: admins have more, and who
    has chosen a language has them in that. Whoever is no admin any more has to lose theirs."""

    def __init__(self, call: Call, commands: Commands) -> None:
        self._call = call
        self._everyones = offered(commands, Scope.PRIVATE, Who.EVERYONE)
        self._admins = offered(commands, Scope.PRIVATE, Who.SCHOOL_ADMINS)

    async def offer(self, admin_id: int, words: Words) -> None:
        """Those of an admin."""
        own = described(self._admins, words.profile("admin_commands"))
        await self._set(admin_id, (*own, *described(self._everyones, words.profile("commands"))))

    async def adapt(self, learner: Learner, admin: bool) -> None:
        """To what the learner has chosen. A choice that is Telegram's own counts as well: there it may be
        another tomorrow."""
        words = words_of(learner)
        if admin:
            await self.offer(learner.id, words)
        elif learner.language:
            await self._set(learner.id, described(self._everyones, words.profile("commands")))
        else:
            await self.withdraw(learner.id)

    async def withdraw(self, user_id: int) -> None:
        """They have what all have."""
        with suppress(TelegramError):
            await self._call("deleteMyCommands", {"scope": _of_chat(user_id)}, {})

    async def _set(self, user_id: int, commands: Iterable[tuple[str, str]]) -> None:
        with suppress(TelegramError):  # they never wrote to the bot: there is no such chat yet
            await self._call("setMyCommands", {"commands": _menu(commands), "scope": _of_chat(user_id)}, {})


def _telegrams(languages: Iterable[str]) -> list[str]:
    """The languages in which Telegram takes a menu: those of two letters, whatever the country.
    Source: https://core.telegram.org/bots/api#setmycommands"""
    codes = (language.partition("_")[0] for language in languages)
    return sorted({code for code in codes if len(code) == 2})


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
