"""Who is an admin of a chat, and who a member: asked of Telegram, and remembered for a few minutes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from telegram.error import TelegramError

from bot.chat.show import Call

K = TypeVar("K")
V = TypeVar("V")

REMEMBERED = timedelta(minutes=3)
REFUSAL_REMEMBERED = timedelta(seconds=15)
"""Shorter: whoever was just made an admin should not have to wait."""

MOST = 5000
"""Chats and members in mind at once."""

_IN = ("creator", "administrator", "member")


class Membership:
    """Where Telegram does not answer, nobody is an admin or a member."""

    def __init__(self, call: Call, now: Callable[[], datetime]) -> None:
        self._call = call
        self._now = now
        self._admins: dict[int, tuple[datetime, frozenset[int]]] = {}
        self._members: dict[tuple[int, int], tuple[datetime, bool]] = {}

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Anonymous admins are on Telegram's list as the people they are."""
        known = self._admins.get(chat_id)
        age = self._now() - known[0] if known else None
        if known and age is not None and age < REMEMBERED:
            if user_id in known[1]:
                return True
            if age < REFUSAL_REMEMBERED:
                return False
        admins = await self._ask_for_admins(chat_id)
        _remember(self._admins, chat_id, (self._now(), admins))
        return user_id in admins

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        known = self._members.get((chat_id, user_id))
        if known and self._now() - known[0] < (REMEMBERED if known[1] else REFUSAL_REMEMBERED):
            return known[1]
        member = await self._ask_for_member(chat_id, user_id)
        _remember(self._members, (chat_id, user_id), (self._now(), member))
        return member

    async def _ask_for_admins(self, chat_id: int) -> frozenset[int]:
        try:
            found = await self._call("getChatAdministrators", {"chat_id": chat_id}, {})
        except TelegramError:
            return frozenset()
        return frozenset(member["user"]["id"] for member in found)

    async def _ask_for_member(self, chat_id: int, user_id: int) -> bool:
        try:
            found = await self._call("getChatMember", {"chat_id": chat_id, "user_id": user_id}, {})
        except TelegramError:
            return False
        restricted = found["status"] == "restricted" and bool(found.get("is_member"))
        return found["status"] in _IN or restricted


def _remember(known: dict[K, V], key: K, value: V) -> None:
    known.pop(key, None)
    known[key] = value
    if len(known) > MOST:
        del known[next(iter(known))]
