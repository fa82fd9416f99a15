"""What a world is made of, how a message changes in it, and how it is kept and read back."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bot.emulator.changed import Changed
from bot.emulator.errors import RefusedError
from bot.emulator.feeds import Feeds
from bot.emulator.files import FileStore
from bot.emulator.journal import Changes, Journal, Tables
from bot.emulator.keyboard import callback_data
from bot.emulator.people import Chat, Message, Person
from bot.emulator.profile import Profile
from bot.emulator.updates import Updates

KEPT_CALLS = 1000
_EPOCH = 1_700_000_000


class State:
    """People, chats, messages, files, the bot's profile and the updates that wait for it.

    journal: a folder in which all of it outlives the process (raises FolderInUseError), None for memory only.
    token: the only one that is accepted, None for any. clock: Unix time in seconds.
    """

    def __init__(
        self,
        journal: Path | None = None,
        *,
        token: str | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.clock = clock
        self.changed = Changed()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.queries: dict[str, dict[str, Any]] = {}
        self._toasts: dict[int, deque[dict[str, Any]]] = {}
        self.feeds = Feeds()
        self._journal = Journal(journal) if journal else None
        self.changes = Changes(self._journal)
        self.files = FileStore(self._journal.files if self._journal else None, self.changes)
        self.bot = Profile(token, self.changes)
        # From the clock, so that a fresh world never repeats the ids of an earlier one.
        self.updates = Updates(self._fresh(1000), clock, self.changes)
        self._next_message = self._fresh(4)
        self._next_person = self._fresh(100)
        self._by_name: dict[str, Person] = {}
        if self._journal:
            self._load(self._journal)

    def now(self) -> int:
        return int(self.clock())

    def messages(self, chat_id: int) -> list[Message]:
        """All messages of a chat, newest last."""
        return list(self.chats[chat_id].messages.values())

    def seat(self, person_id: int, chat_id: int | None = None) -> tuple[Person, Chat]:
        """A person and a chat of theirs, by default the private one. Raises RefusedError."""
        person = self.people.get(person_id)
        chat = self.chats.get(person_id if chat_id is None else chat_id)
        if person is None or chat is None or person_id not in chat.members:
            raise RefusedError("There is no such person in this chat.")
        return person, chat

    def post(
        self, chat: Chat, sender: Mapping[str, Any], content: Mapping[str, Any], reply_to: int | None = None
    ) -> Message:
        """A new message in a chat."""
        message = {"message_id": self._next_message, "from": sender, "chat": chat.info, "date": self.now()}
        if reply_to in chat.messages:
            answered = chat.messages[reply_to]
            message["reply_to_message"] = {k: v for k, v in answered.items() if k != "reply_to_message"}
        self._next_message += 1
        return self.put(chat, message | dict(content), "message")

    def put(self, chat: Chat, message: Message, event: str = "edit") -> Message:
        """Show a message as it is from now on."""
        number = message["message_id"]
        chat.messages[number] = message
        if data := callback_data(message.get("reply_markup")):
            chat.data[number] = chat.data.get(number, set()) | data
        row = {"message": message, "data": list(chat.data.get(number, ()))}
        self.changes.put("message", f"{chat.id}:{number}", row)
        self.feeds.publish(chat.members, event, message)
        return message

    def remove(self, chat: Chat, number: int) -> None:
        """Delete a message for everybody."""
        del chat.messages[number]
        chat.data.pop(number, None)
        self.changes.drop("message", f"{chat.id}:{number}")
        self.changes.put("meta", "next_message", self._next_message)
        self.feeds.publish(chat.members, "delete", {"chat_id": chat.id, "message_id": number})

    def keep_chat(self, chat: Chat) -> None:
        """Remember a chat, or what changed about it (its messages aside)."""
        self.chats[chat.id] = chat
        self.changes.put("chat", chat.id, chat.row())

    def show_profile(self) -> None:
        """Tell every open page how the bot looks now."""
        for person_id in self.feeds.people():
            person, chat = self.seat(person_id)
            self.feeds.publish([person_id], "profile", self.bot.view(person, chat))

    def note_call(self, method: str, args: dict[str, Any]) -> None:
        self.calls.append((method, args))
        del self.calls[:-KEPT_CALLS]

    def commit(self) -> None:
        """The end of a verb: its changes go to the journal, and those who wait for one look again."""
        self.changes.commit()
        self.changed.tell()

    def close(self) -> None:
        self.commit()
        if self._journal:
            self._journal.close()

    def add_person(self, name: str, language_code: str | None) -> Person:
        person = Person(self._next_person, name, language_code)
        self._next_person += 1
        self._know(person)
        self.changes.put("person", person.id, {"first_name": name, "language_code": language_code})
        return person

    def named(self, name: str) -> Person | None:
        return self._by_name.get(name)

    def _know(self, person: Person) -> None:
        self.people[person.id] = person
        self._by_name[person.first_name] = person

    def _fresh(self, a_second: int) -> int:
        return int((self.clock() - _EPOCH) * a_second)

    def _load(self, journal: Journal) -> None:
        tables = journal.load()
        self.updates.load(tables)
        self.bot.load(tables)
        self.files.load(tables.get("file", {}))
        self.queries = dict(tables.get("query", {}))
        self._load_chats(tables)
        journal.compact(tables)

    def _load_chats(self, tables: Tables) -> None:
        for key, row in tables.get("person", {}).items():
            self._know(Person(int(key), **row))
        for key, row in tables.get("chat", {}).items():
            self.chats[int(key)] = Chat(int(key), **row)
        for key, row in tables.get("message", {}).items():
            chat = self.chats[int(key.partition(":")[0])]
            number = row["message"]["message_id"]
            chat.messages[number] = row["message"]
            chat.data[number] = set(row["data"])
            self._next_message = max(self._next_message, number + 1)
        self._next_message = max(self._next_message, tables.get("meta", {}).get("next_message", 0))
        self._next_person = max(self._next_person, *(number + 1 for number in self.people), 0)
