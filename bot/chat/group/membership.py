"""Who is an admin of a chat, and who a member: asked of Telegram, and remembered for a few minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.chat.show import Call

K = TypeVar("K")
V = TypeVar("V")

REMEMBERED = timedelta(minutes=3)
REFUSAL_REMEMBERED = timedelta(seconds=15)
"""Shorter: whoever was just made an admin should not have to wait."""

MOST = 5000
"""Chats and members in mind at once."""

_IN = ("creator", "administrator", "member")
_NOT_IN = ("participant_id_invalid", "user not found", "user_not_participant", "member not found")
"""What Telegram calls somebody who was never there."""


class Membership:
    """Where Telegram refuses to tell who is an admin, nobody is; where it cannot be asked, nobody knows, and
    no admin is told that they are none. `waiting_call` waits out a 429, however long: of two commands, the
    second must not be heeded first.

    What is remembered is no loss: Telegram is asked again."""

    def __init__(self, call: Call, waiting_call: Call, now: Callable[[], datetime]) -> None:
        self._call = call
        self._waiting_call = waiting_call
        self._now = now
        self._admins: dict[int, tuple[datetime, frozenset[int]]] = {}
        self._members: dict[tuple[int, int], tuple[datetime, bool | None]] = {}

    async def is_admin(self, chat_id: int, user_id: int) -> bool:
        """Anonymous admins are on Telegram's list as the people they are. Raises TelegramError where it
        cannot be asked."""
        known = self._admins.get(chat_id)
        age = self._now() - known[0] if known else None
        if known and age is not None and timedelta() <= age < REMEMBERED:
            if user_id in known[1]:
                return True
            if age < REFUSAL_REMEMBERED:
                return False
        admins = await self._ask_for_admins(chat_id)
        _remember(self._admins, chat_id, (self._now(), admins))
        return user_id in admins

    async def is_member(self, chat_id: int, user_id: int) -> bool:
        return await self.membership(chat_id, user_id) is True

    async def membership(self, chat_id: int, user_id: int) -> bool | None:
        """None where Telegram does not tell: of others it has to tell a chat's administrators alone."""
        known = self._members.get((chat_id, user_id))
        longest = REMEMBERED if known and known[1] else REFUSAL_REMEMBERED
        if known and timedelta() <= self._now() - known[0] < longest:
            return known[1]
        member = await self._ask_for_member(chat_id, user_id)
        _remember(self._members, (chat_id, user_id), (self._now(), member))
        return member

    def forget(self, chat_id: int, user_ids: Iterable[int]) -> None:
        """They came, or left: what was known of them is not so any more."""
        for user_id in user_ids:
            self._members.pop((chat_id, user_id), None)

    async def _ask_for_admins(self, chat_id: int) -> frozenset[int]:
        try:
            found = await self._waiting_call("getChatAdministrators", {"chat_id": chat_id}, {})
        except (BadRequest, Forbidden):
            return frozenset()
        return frozenset(member["user"]["id"] for member in found)

    async def _ask_for_member(self, chat_id: int, user_id: int) -> bool | None:
        try:
            found = await self._call("getChatMember", {"chat_id": chat_id, "user_id": user_id}, {})
        except BadRequest as error:
            return False if any(words in error.message.casefold() for words in _NOT_IN) else None
        except TelegramError:
            return None
        restricted = found["status"] == "restricted" and bool(found.get("is_member"))
        return found["status"] in _IN or restricted


def _remember(known: dict[K, V], key: K, value: V) -> None:
    known.pop(key, None)
    known[key] = value
    if len(known) > MOST:
        del known[next(iter(known))]
