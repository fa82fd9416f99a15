"""The world behind the local Bot API, and what people do in it."""

from __future__ import annotations

import secrets
from collections import deque
from typing import Any

from bot.emulator import limits
from bot.emulator.entities import find_entities
from bot.emulator.errors import RefusedError, bad_request
from bot.emulator.people import BLOCKED, Chat, Message, Person, private_chat
from bot.emulator.state import KEPT_CALLS, State
from bot.emulator.updates import QUERY_LIFE


class World(State):
    """A State with the verbs of its people; what the bot does is in the methods of the Bot API."""

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

    def say(
        self, person_id: int, text: str, chat_id: int | None = None, reply_to: int | None = None
    ) -> Message:
        """A person writes a message. Raises RefusedError."""
        person, chat = self._place(person_id, chat_id)
        typed = _typed(text)
        if reply_to is not None and reply_to not in chat.messages:
            raise RefusedError("The message to answer is not there any more.")
        if not chat.started:
            chat.started = True
            self.keep_chat(chat)
        message = self.post(chat, person.user(), typed, reply_to)
        self.updates.add("message", chat.id, message)
        self.commit()
        return message

    def edit_text(self, person_id: int, message_id: int, text: str, chat_id: int | None = None) -> Message:
        """A person corrects a message of their own. Raises RefusedError."""
        person, chat = self._place(person_id, chat_id)
        message = chat.messages.get(message_id)
        if not message or message["from"]["id"] != person.id or "text" not in message:
            raise RefusedError("Only a text message of your own can be edited.")
        rest = {key: value for key, value in message.items() if key not in ("text", "entities")}
        edited = self.put(chat, rest | _typed(text) | {"edit_date": self.now()})
        self.updates.add("edited_message", chat.id, edited)
        self.commit()
        return edited

    def tap(self, person_id: int, message_id: int, data: str, chat_id: int | None = None) -> str:
        """A person presses a button; gives the id of the callback query. Raises RefusedError."""
        person, chat = self._place(person_id, chat_id)
        message = chat.messages.get(message_id)
        if message is None or data not in chat.data.get(message_id, ()):
            raise RefusedError("This message has no such button.")
        self._forget_queries()
        query_id = str(secrets.randbits(62))
        query = {"person": person.id, "chat": chat.id, "born": self.clock()}
        self.queries[query_id] = query
        self.changes.put("query", query_id, query)
        body = {"id": query_id, "from": person.user(), "message": message, "data": data}
        self.updates.add("callback_query", chat.id, body | {"chat_instance": str(chat.id * 7919)})
        self.commit()
        return query_id

    def block(self, person_id: int) -> None:
        """A person stops the bot: it can write to them no more."""
        self._set_bot_status(person_id, BLOCKED)

    def unblock(self, person_id: int) -> None:
        self._set_bot_status(person_id, "member")

    def answer_query(self, query_id: str, text: str, alert: bool) -> None:
        """The bot answers a tap, which it can do once. Raises ApiError."""
        self._forget_queries()
        query = self.queries.pop(query_id, None)
        if query is None:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        self.changes.drop("query", query_id)
        toast = {"query_id": query_id, "text": text, "alert": alert}
        self._toasts.setdefault(query["person"], deque(maxlen=KEPT_CALLS)).append(toast)
        self.feeds.publish([query["person"]], "toast", toast)

    def toasts(self, person_id: int) -> list[dict[str, Any]]:
        """The answers to a person's taps since the process began: query_id, text, alert."""
        return list(self._toasts.get(person_id, ()))

    def view(self, person_id: int, chat_id: int | None = None) -> dict[str, Any]:
        """All that a chat page shows when it opens. Raises RefusedError."""
        person, chat = self.seat(person_id, chat_id)
        return {
            "bot": self.bot.view(person, chat),
            "me": person.user(),
            "messages": list(chat.messages.values()),
        }

    def membership(self, status: str) -> dict[str, Any]:
        """The ChatMember object of the bot."""
        until = {"until_date": 0} if status == BLOCKED else {}
        return {"user": self.bot.user(), "status": status} | until

    def _place(self, person_id: int, chat_id: int | None) -> tuple[Person, Chat]:
        person, chat = self.seat(person_id, chat_id)
        if chat.bot_status == BLOCKED:
            raise RefusedError("You blocked the bot. Unblock it first.")
        return person, chat

    def _set_bot_status(self, person_id: int, status: str) -> None:
        person, chat = self.seat(person_id)
        if chat.bot_status == status:
            return
        old, chat.bot_status = chat.bot_status, status
        self.keep_chat(chat)
        change = {
            "chat": chat.info,
            "from": person.user(),
            "date": self.now(),
            "old_chat_member": self.membership(old),
            "new_chat_member": self.membership(status),
        }
        self.updates.add("my_chat_member", chat.id, change)
        self.commit()

    def _forget_queries(self) -> None:
        oldest = self.clock() - QUERY_LIFE
        while self.queries:
            query_id, query = next(iter(self.queries.items()))
            if query["born"] >= oldest:
                return
            del self.queries[query_id]
            self.changes.drop("query", query_id)


def _typed(text: str) -> dict[str, Any]:
    text = text.strip()
    if not 1 <= len(text) <= limits.TEXT:
        raise RefusedError(f"A message has 1 to {limits.TEXT} characters.")
    entities = find_entities(text)
    return {"text": text} | ({"entities": entities} if entities else {})
