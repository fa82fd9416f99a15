"""What a world is made of, how a message changes in it, and how it is kept and read back."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bot.emulator.errors import RefusedError
from bot.emulator.world.bot_profile import BotProfile
from bot.emulator.world.change_signal import ChangeSignal
from bot.emulator.world.event_streams import EventStreams
from bot.emulator.world.files import FileStore
from bot.emulator.world.journal import Changes, Journal, Tables
from bot.emulator.world.message_threads import thread_fields
from bot.emulator.world.people import Chat, Message, Person, Sender, chat_of
from bot.emulator.world.polls import Poll
from bot.emulator.world.privacy_mode import is_for_bot, update_kind
from bot.emulator.world.updates import Updates

KEPT_CALLS = 1000
_EPOCH = 1_700_000_000


class State:
    """People, chats, messages, files, the bot's profile and the updates that wait for it.

    journal: a folder in which all of it outlives the process (raises FolderInUseError), None for memory only.
    token: the only one that is accepted, None for any. clock: Unix time in seconds. keep: how many messages
    of each chat are remembered, None for all.
    """

    def __init__(
        self,
        journal: Path | None = None,
        *,
        token: str | None = None,
        clock: Callable[[], float] = time.time,
        keep: int | None = None,
    ) -> None:
        self.clock = clock
        self._keep = keep
        self.changed = ChangeSignal()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.polls: dict[str, Poll] = {}
        self.timed_polls: dict[str, Poll] = {}
        self.queries: dict[str, dict[str, Any]] = {}
        self._toasts: dict[int, deque[dict[str, Any]]] = {}
        self.events = EventStreams()
        self._journal = Journal(journal) if journal else None
        self.changes = Changes(self._journal)
        self.files = FileStore(self._journal.files if self._journal else None, self.changes)
        self.bot = BotProfile(token, self.changes)
        # From the clock, so that a fresh world never repeats the ids of an earlier one.
        self.updates = Updates(self._fresh(1000), clock, self.changes)
        self._next_message = self._fresh(4)
        self._next_person = self._fresh(100)
        self._next_group = self._fresh(1)
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
        self,
        chat: Chat,
        sender: Sender,
        content: Mapping[str, Any],
        reply_to: int | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """A new message in a chat; thread_id is the topic that it is written in."""
        number = self._next_message
        self._next_message += 1
        chat.authors[number] = sender.id
        if sender.id == self.bot.id:
            chat.received += 1
            self.changes.put("received", chat.id, chat.received)
        message = {"message_id": number, **sender.shown, "chat": chat.info, "date": self.now()}
        return self.put(chat, message | thread_fields(chat, reply_to, thread_id) | dict(content), "message")

    def put(self, chat: Chat, message: Message, event: str = "edit") -> Message:
        """Show a message as it is from now on."""
        number = message["message_id"]
        chat.messages[number] = message
        if data := _callback_data(message.get("reply_markup")):
            chat.data[number] = chat.data.get(number, set()) | data
        self._keep_message(chat, number)
        self.events.publish(chat.members, event, message)
        if self._keep is not None and len(chat.messages) > self._keep:
            self._forget(chat, next(iter(chat.messages)))
        return message

    def remove(self, chat: Chat, number: int) -> None:
        """Delete a message for everybody; a screen that is still open somewhere may show its buttons."""
        del chat.messages[number]
        if number in chat.data:
            self._keep_message(chat, number)
        else:
            self._forget(chat, number)
        self.changes.put("meta", "next_message", self._next_message)
        self.events.publish(chat.members, "delete", {"chat_id": chat.id, "message_id": number})

    def sender(self, chat: Chat) -> Sender:
        """The bot, as the sender of a message."""
        shown = {"sender_chat": chat.info} if chat.type == "channel" else {"from": self.bot.user()}
        return Sender(self.bot.id, shown)

    def tell_bot(self, chat: Chat, message: Message, *, edited: bool = False) -> None:
        """Queue the update about a message, if the bot is to see it."""
        if is_for_bot(chat, message, self.bot.user()):
            self.updates.add(update_kind(chat, edited=edited), chat.id, message)

    def keep_chat(self, chat: Chat) -> None:
        """Remember a chat, or what changed about it (its messages aside)."""
        self.chats[chat.id] = chat
        self.changes.put("chat", chat.id, chat.row())

    def received(self, chat_id: int) -> int:
        """How many messages the bot ever sent to a chat, whether or not they are still kept."""
        return self.chats[chat_id].received

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

    def _keep_message(self, chat: Chat, number: int) -> None:
        row = {
            "message": chat.messages.get(number),
            "author": chat.authors.get(number),
            "data": list(chat.data.get(number, ())),
        }
        self.changes.put("message", f"{chat.id}:{number}", row)

    def _forget(self, chat: Chat, number: int) -> None:
        for table in (chat.messages, chat.authors, chat.data):
            table.pop(number, None)
        self.changes.drop("message", f"{chat.id}:{number}")

    def _load_chats(self, tables: Tables) -> None:
        for key, row in tables.get("person", {}).items():
            self._know(Person(int(key), **row))
        for key, row in tables.get("chat", {}).items():
            self.chats[int(key)] = chat_of(int(key), row)
        for key, count in tables.get("received", {}).items():
            self.chats[int(key)].received = count
        for key, row in tables.get("message", {}).items():
            chat_id, _, number = key.partition(":")
            self._load_message(self.chats[int(chat_id)], int(number), row)
        for key, row in tables.get("poll", {}).items():
            self.polls[key] = Poll.of(row)
        self.timed_polls = {key: poll for key, poll in self.polls.items() if poll.closes_at is not None}
        self._next_message = max(self._next_message, tables.get("meta", {}).get("next_message", 0))
        self._next_person = max(self._next_person, *(number + 1 for number in self.people), 0)
        self._next_group = max(self._next_group, tables.get("meta", {}).get("next_group", 0))

    def _load_message(self, chat: Chat, number: int, row: dict[str, Any]) -> None:
        self._next_message = max(self._next_message, number + 1)
        chat.authors[number] = row["author"]
        if row["message"]:
            chat.messages[number] = row["message"]
        if row["data"]:
            chat.data[number] = set(row["data"])


def _callback_data(markup: dict[str, Any] | None) -> set[str]:
    """The data of all buttons that can be tapped."""
    rows = markup["inline_keyboard"] if markup else []
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}
