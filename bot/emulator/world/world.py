"""The world behind the local Bot API, and what people do in it."""

from __future__ import annotations

import secrets
from collections import deque
from typing import Any

from bot.emulator.errors import RefusedError, bad_request
from bot.emulator.world.people import Chat, Message, Person, private_chat
from bot.emulator.world.state import KEPT_CALLS
from bot.emulator.world.updates import QUERY_LIFE
from bot.emulator.world.writing import Writing


class World(Writing):
    """A State with the verbs of its people; what the bot does is in the methods of the Bot API.

    Each verb is one line of the journal: all of it outlives the process, or nothing."""

    def join(self, name: str, language_code: str | None = "en") -> Person:
        """A new person, or the one of that name who was here before. Raises RefusedError."""
        name = name.strip()
        if not 1 <= len(name) <= 64:
            raise RefusedError("A name has 1 to 64 characters.")
        if known := self.named(name):
            return known
        person = self.add_person(name, language_code)
        self.keep_chat(private_chat(person))
        self.commit()
        return person

    def populate(self, count: int, language_code: str | None = "en") -> list[int]:
        """That many people at once who started the bot some time ago, of which it is not told; their ids."""
        people = [self.add_person(f"Person {self._next_person}", language_code) for _ in range(count)]
        for person in people:
            self.keep_chat(private_chat(person, started=True))
        self.commit()
        return [person.id for person in people]

    def tap(self, person_id: int, message_id: int, data: str, chat_id: int | None = None) -> str:
        """A person presses a button; gives the id of the callback query. Raises RefusedError.

        The message may have been deleted since the person's screen showed it."""
        person, chat = self.place(person_id, chat_id)
        if data not in chat.data.get(message_id, ()):
            raise RefusedError("This message has no such button.")
        self._forget_queries()
        query_id = str(secrets.randbits(62))
        query = {"person": person.id, "chat": chat.id, "born": self.clock()}
        self.queries[query_id] = query
        self.changes.put("query", query_id, query)
        body = {"id": query_id, "from": person.user(), "message": _pressed(chat, message_id), "data": data}
        self.updates.add("callback_query", chat.id, body | {"chat_instance": str(chat.id * 7919)})
        self.commit()
        return query_id

    def answer_query(self, query_id: str, text: str, alert: bool) -> None:
        """The bot answers a tap, which it can do once. Raises ApiError."""
        self._forget_queries()
        query = self.queries.pop(query_id, None)
        if query is None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self.changes.drop("query", query_id)
        toast = {"query_id": query_id, "text": text, "alert": alert}
        self._toasts.setdefault(query["person"], deque(maxlen=KEPT_CALLS)).append(toast)
        self.events.publish([query["person"]], "toast", toast)

    def toasts(self, person_id: int) -> list[dict[str, Any]]:
        """The answers to a person's taps since the process began: query_id, text, alert."""
        return list(self._toasts.get(person_id, ()))

    def _forget_queries(self) -> None:
        oldest = self.clock() - QUERY_LIFE
        while self.queries:
            query_id, query = next(iter(self.queries.items()))
            if query["born"] >= oldest:
                return
            del self.queries[query_id]
            self.changes.drop("query", query_id)


def _pressed(chat: Chat, message_id: int) -> Message:
    """The message of a tap; of one that is gone only where it was, as an InaccessibleMessage."""
    return chat.messages.get(message_id) or {"chat": chat.info, "message_id": message_id, "date": 0}
