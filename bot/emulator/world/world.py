"""The world behind the local Bot API: its people, their chats, and what happened there."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.emulator.world.bot_profile import BotProfile
from bot.emulator.world.callback_queries import CallbackQueries
from bot.emulator.world.change_signal import ChangeSignal
from bot.emulator.world.chat import Message, private_chat
from bot.emulator.world.chat_views import ChatViews
from bot.emulator.world.chats import Chats
from bot.emulator.world.common import Common
from bot.emulator.world.event_streams import EventStreams
from bot.emulator.world.files import FileStore
from bot.emulator.world.groups import Groups
from bot.emulator.world.inline_queries import InlineQueries
from bot.emulator.world.journal import Changes, Journal
from bot.emulator.world.memberships import Memberships
from bot.emulator.world.message_history import MessageHistory
from bot.emulator.world.people import People, Person
from bot.emulator.world.polls import Polls
from bot.emulator.world.table import first_id
from bot.emulator.world.topics import Topics
from bot.emulator.world.updates import Updates
from bot.emulator.world.writing import Writing

KEPT_CALLS = 1000


class World:
    """Parts, each of which holds something and has the verbs that change it. What the bot does is in the
    methods of the Bot API. Each verb is one line of the journal: all of it outlives the process, or nothing.

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
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.changed = ChangeSignal()
        self._journal = Journal(journal) if journal else None
        changes = Changes(self._journal, self.changed.tell)
        self.files = FileStore(self._journal.files if self._journal else None, changes)
        self.bot = BotProfile(token, changes)
        self.updates = Updates(first_id(clock, 1000), clock, changes)
        self.events = EventStreams()
        common = Common(clock, changes, self.bot, self.updates, self.events)
        self.people = People(clock, changes)
        self.chats = Chats(common, self.people)
        self.history = MessageHistory(common, keep)
        self.queries = CallbackQueries(common, self.chats)
        self.polls = Polls(common, self.chats, self.history)
        self.views = ChatViews(common, self.chats, self.polls)
        self.memberships = Memberships(common, self.chats, self.history, self.views)
        self.groups = Groups(common, self.chats, self.history, self.views, self.memberships)
        self.topics = Topics(common, self.chats, self.history, self.views)
        self.writing = Writing(common, self.chats, self.history, self.polls, self.files)
        self.inline = InlineQueries(common, self.chats, self.history)
        self.clock, self.now, self.commit = clock, common.now, common.commit
        # What people do all the time, in short.
        self.say, self.tap, self.toasts = self.writing.say, self.queries.tap, self.queries.toasts
        self.create_group, self.add_member = self.groups.create, self.groups.add_member
        if self._journal:
            self._load(self._journal)

    def join(self, name: str, language_code: str | None = "en") -> Person:
        """A new person, or the one of that name who was here before. Raises RefusedError."""
        name = name.strip()
        if known := self.people.named(name):
            return known
        person = self.people.add(name, language_code)
        self.chats.keep(private_chat(person))
        self.commit()
        return person

    def speak(self, person_id: int, language_code: str | None) -> Person:
        """From now on the person's app is in this language, which the bot reads in all that they do."""
        person = self.people.speak(person_id, language_code)
        self.commit()
        return person

    def populate(self, count: int, language_code: str | None = "en") -> list[int]:
        """That many people at once who started the bot some time ago, of which it is not told; their ids."""
        people = self.people.add_many(count, language_code)
        for person in people:
            self.chats.keep(private_chat(person, started=True))
        self.commit()
        return [person.id for person in people]

    def messages(self, chat_id: int) -> list[Message]:
        """All messages of a chat, newest last."""
        return list(self.chats[chat_id].messages.values())

    def note_call(self, method: str, args: dict[str, Any]) -> None:
        """Remember what the bot called, for a while."""
        self.calls.append((method, args))
        del self.calls[:-KEPT_CALLS]

    def close(self) -> None:
        self.commit()
        if self._journal:
            self._journal.close()

    def _load(self, journal: Journal) -> None:
        tables = journal.load()
        self.updates.load(tables)
        self.bot.load(tables)
        self.files.load(tables.get("file", {}))
        self.queries.load(tables)
        self.people.load(tables)
        self.chats.load(tables)
        self.history.load(self.chats, tables)
        self.polls.load(tables)
        journal.compact(tables)
