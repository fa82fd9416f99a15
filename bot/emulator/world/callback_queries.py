"""Taps on buttons: each becomes a callback query, which the bot can answer once and for a while."""

from __future__ import annotations

import secrets
from collections import deque
from typing import Any

from bot.emulator.errors import RefusedError, bad_request
from bot.emulator.world.chat import Chat, Message
from bot.emulator.world.chats import Chats
from bot.emulator.world.common import Common
from bot.emulator.world.journal import Tables
from bot.emulator.world.people import Person
from bot.emulator.world.updates import QUERY_LIFE

KEPT_TOASTS = 1000


class CallbackQueries:
    """Those that wait for an answer, by id: person, chat and Unix time of the tap."""

    def __init__(self, common: Common, chats: Chats) -> None:
        self.waiting: dict[str, dict[str, Any]] = {}
        self._common = common
        self._chats = chats
        self._toasts: dict[int, deque[dict[str, Any]]] = {}

    def load(self, tables: Tables) -> None:
        self.waiting = dict(tables.get("query", {}))

    def tap(self, person_id: int, message_id: int, data: str, chat_id: int | None = None) -> str:
        """A person presses a button; gives the id of the callback query. Raises RefusedError.

        The message may have been deleted since the person's screen showed it."""
        person, chat = self._chats.active_seat(person_id, chat_id)
        if data not in chat.data.get(message_id, ()):
            raise RefusedError("This message has no such button.")
        return self._pressed(person, chat, message_id, data)

    def press(self, person_id: int, data: str) -> str:
        """As if the newest message of the person's private chat had such a button: for what the page itself
        offers. Raises RefusedError."""
        person, chat = self._chats.active_seat(person_id, None)
        return self._pressed(person, chat, next(reversed(chat.messages), 0), data)

    def _pressed(self, person: Person, chat: Chat, message_id: int, data: str) -> str:
        self._forget_old()
        query_id = str(secrets.randbits(62))
        query = {"person": person.id, "chat": chat.id, "born": self._common.clock()}
        self.waiting[query_id] = query
        self._common.changes.put("query", query_id, query)
        body = {"id": query_id, "from": person.user(), "message": _tapped(chat, message_id), "data": data}
        self._common.updates.add("callback_query", chat.id, body | {"chat_instance": str(chat.id * 7919)})
        self._common.commit()
        return query_id

    def answer(self, query_id: str, text: str, alert: bool) -> None:
        """The bot answers a tap, which it can do once. Raises ApiError."""
        self._forget_old()
        query = self.waiting.pop(query_id, None)
        if query is None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self._common.changes.drop("query", query_id)
        toast = {"query_id": query_id, "text": text, "alert": alert}
        self._toasts.setdefault(query["person"], deque(maxlen=KEPT_TOASTS)).append(toast)
        self._common.events.publish([query["person"]], "toast", toast)

    def toasts(self, person_id: int) -> list[dict[str, Any]]:
        """The answers to a person's taps since the process began: query_id, text, alert."""
        return list(self._toasts.get(person_id, ()))

    def _forget_old(self) -> None:
        oldest = self._common.clock() - QUERY_LIFE
        while self.waiting:
            query_id, query = next(iter(self.waiting.items()))
            if query["born"] >= oldest:
                return
            del self.waiting[query_id]
            self._common.changes.drop("query", query_id)


def _tapped(chat: Chat, message_id: int) -> Message:
    """The message of a tap; of one that is gone only where it was, as an InaccessibleMessage."""
    return chat.messages.get(message_id) or {"chat": chat.info, "message_id": message_id, "date": 0}
