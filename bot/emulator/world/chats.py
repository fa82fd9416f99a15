"""All chats: who is seen in which of them, and by what right somebody acts there."""

from __future__ import annotations

from bot.emulator.errors import RefusedError
from bot.emulator.world.chat import ADMINS, BLOCKED, DEACTIVATED, HERE, Chat, chat_of
from bot.emulator.world.common import Common
from bot.emulator.world.journal import Tables
from bot.emulator.world.people import People, Person
from bot.emulator.world.table import Table, first_id

_SUPERGROUPS = -1_001_000_000_000
"""Supergroups and channels have ids below this, groups above."""


class Chats(Table[int, Chat]):
    """The private chats, groups and channels, by id."""

    def __init__(self, common: Common, people: People) -> None:
        super().__init__()
        self.people = people
        self._changes = common.changes
        self._next_group = first_id(common.clock, 1)

    def load(self, tables: Tables) -> None:
        for key, row in tables.get("chat", {}).items():
            self._rows[int(key)] = chat_of(int(key), row)
        for key, count in tables.get("received", {}).items():
            self._rows[int(key)].received = count
        self._next_group = max(self._next_group, tables.get("meta", {}).get("next_group", 0))

    def keep(self, chat: Chat) -> None:
        """Remember a chat, or what changed about it (its messages aside)."""
        self._rows[chat.id] = chat
        self._changes.put("chat", chat.id, chat.row())

    def new_id(self, kind: str) -> int:
        """The id of a new group, supergroup or channel."""
        number = self._next_group
        self._next_group += 1
        self._changes.put("meta", "next_group", self._next_group)
        return -number if kind == "group" else _SUPERGROUPS - number

    def of(self, person: Person) -> list[Chat]:
        """The private chat of a person, then the groups and channels they are in."""
        others = (chat for chat in self.values() if not chat.is_private and person.id in chat.members)
        return [self[person.id], *(chat for chat in others if not chat.migrated_to)]

    def seat(self, person_id: int, chat_id: int | None = None) -> tuple[Person, Chat]:
        """A person and a chat of theirs, by default the private one. Raises RefusedError."""
        person = self.people.get(person_id)
        chat = self.get(person_id if chat_id is None else chat_id)
        if person is None or chat is None or person_id not in chat.members:
            raise RefusedError("There is no such person in this chat.")
        return person, chat

    def active_seat(self, person_id: int, chat_id: int | None) -> tuple[Person, Chat]:
        """A person and a chat in which they can do something now. Raises RefusedError."""
        person, chat = self.seat(person_id, chat_id)
        if self[person_id].bot_status == DEACTIVATED:
            raise RefusedError("This account was deleted.")
        if chat.is_private and chat.bot_status == BLOCKED:
            raise RefusedError("You blocked the bot. Unblock it first.")
        return person, chat

    def group(self, chat_id: int) -> Chat:
        """A group or channel that is still one. Raises RefusedError."""
        chat = self.get(chat_id)
        if chat is None or chat.is_private:
            raise RefusedError("There is no such group.")
        if chat.migrated_to:
            raise RefusedError("This group has become a supergroup.")
        return chat

    def admin(self, chat: Chat, person_id: int | None) -> Person:
        """An administrator of a group, by default its creator. Raises RefusedError."""
        person = self.people.get(person_id or chat.creator)
        if person is None or chat.members.get(person.id) not in ADMINS:
            raise RefusedError("Only an administrator can do that.")
        return person

    def poster(self, chat: Chat, person_id: int) -> Person:
        """A member of a group, or an administrator of a channel. Raises RefusedError."""
        if chat.members.get(person_id) not in HERE:
            raise RefusedError("Only a member can do that.")
        if chat.type == "channel":
            return self.admin(chat, person_id)
        return self.people[person_id]
