"""Groups, supergroups and channels: how they begin, who comes and goes, and the change of kind."""

from __future__ import annotations

from typing import Any, Literal

from bot.emulator.errors import RefusedError
from bot.emulator.world.membership import Memberships
from bot.emulator.world.people import ADMINS, HERE, Chat, Message, Person, Sender

GroupKind = Literal["group", "supergroup", "channel"]
_BEGUN = {
    "group": "group_chat_created",
    "supergroup": "supergroup_chat_created",
    "channel": "channel_chat_created",
}
_SUPERGROUPS = -1_001_000_000_000
"""Supergroups and channels have ids below this, groups above."""


class Chats(Memberships):
    """The verbs of those who run groups. `by` is who does it, by default the creator."""

    def create_group(
        self,
        title: str,
        creator_id: int,
        kind: GroupKind = "group",
        topics: bool = False,
        with_bot: bool = False,
    ) -> Chat:
        """A new chat of a person, with_bot: and of the bot; with topics a supergroup. Raises RefusedError."""
        person, _ = self.seat(creator_id)
        title = title.strip()
        if not 1 <= len(title) <= 128:
            raise RefusedError("A title has 1 to 128 characters.")
        if kind not in _BEGUN or (topics and kind == "channel"):
            raise RefusedError("There is no such kind of chat.")
        chat = self._new_chat(title, "supergroup" if topics else kind, topics)
        chat.members[person.id] = "creator"
        self.keep_chat(chat)
        if with_bot:
            self.set_bot_status(chat, _joining(chat, admin=False), person.user())
        self.service(chat, person, {_BEGUN[chat.type]: True})
        self.show_chat(chat, joined=[person.id])
        self.commit()
        return chat

    def add_member(self, chat_id: int, person_id: int, by: int | None = None) -> None:
        """A person joins, or is added by a member. Raises RefusedError."""
        chat, person = self.group(chat_id), self.seat(person_id)[0]
        if by is None and chat.gone.get(person_id) == "kicked":
            by = chat.creator
        adder = person if by is None else self._member(chat, by)
        if person_id in chat.members:
            return
        self.set_status(chat, person, "member", adder)
        if chat.type != "channel":
            self.service(chat, adder, {"new_chat_members": [person.user()]})
        self.show_chat(chat, joined=[person_id])
        self.commit()

    def remove_member(self, chat_id: int, person_id: int, by: int | None = None) -> None:
        """A person leaves, or is thrown out by an administrator. Raises RefusedError."""
        chat, person = self.group(chat_id), self.seat(person_id, chat_id)[0]
        leaves = by in (None, person_id)
        remover = person if leaves else self.admin(chat, by)
        if chat.members[person_id] == "creator" and not leaves:
            raise RefusedError("The creator cannot be removed.")
        if chat.type != "channel":
            self.service(chat, remover, {"left_chat_member": person.user()})
        self.set_status(chat, person, "left" if leaves else "kicked", remover)
        self.show_chat(chat, left=[person_id])
        self.commit()

    def promote(self, chat_id: int, user_id: int, by: int | None = None) -> None:
        """A member, or the bot, becomes an administrator. Raises RefusedError."""
        self._appoint(chat_id, user_id, "administrator", by)

    def demote(self, chat_id: int, user_id: int, by: int | None = None) -> None:
        self._appoint(chat_id, user_id, "member", by)

    def add_bot(
        self,
        chat_id: int,
        by: int | None = None,
        admin: bool = False,
        payload: str | None = None,
        **rights: bool,
    ) -> None:
        """The bot is added to a chat, to a channel always as an administrator. Raises RefusedError.

        payload: what the link with ?startgroup= carried. rights: those that differ from the usual ones."""
        chat = self.group(chat_id)
        person = self._member(chat, by or chat.creator)
        if admin or chat.type == "channel":
            self.admin(chat, person.id)
        if not chat.has_bot:
            self.set_bot_status(chat, _joining(chat, admin), person.user(), rights)
            if chat.type != "channel":
                self.service(chat, person, {"new_chat_members": [self.bot.user()]})
        if payload is not None and chat.type != "channel":
            self._start(chat, person, payload)
        self.show_chat(chat)
        self.commit()

    def remove_bot(self, chat_id: int, by: int | None = None, status: str = "kicked") -> None:
        """The bot is thrown out by an administrator. Raises RefusedError."""
        chat = self.group(chat_id)
        person = self.admin(chat, by)
        if not chat.has_bot:
            raise RefusedError("The bot is not here.")
        if chat.type != "channel":
            shown = Sender(person.id, {"from": person.user()})
            left = self.post(chat, shown, {"left_chat_member": self.bot.user()})
            if chat.type == "group":
                self.tell_bot(chat, left)
        self.set_bot_status(chat, status, person.user())
        self.show_chat(chat)
        self.commit()

    def set_bot_rights(self, chat_id: int, by: int | None = None, **rights: bool) -> None:
        """What the bot may do beside or less than the usual: can_send_messages, can_post_messages … ."""
        chat = self.group(chat_id)
        person = self.admin(chat, by)
        status = chat.bot_status
        if status != "administrator":
            status = "member" if all(rights.values()) else "restricted"
        self.set_bot_status(chat, status, person.user(), rights)
        self.commit()

    def discuss(self, channel_id: int, group_id: int, by: int | None = None) -> None:
        """A group becomes the one that discusses a channel. Raises RefusedError."""
        channel, group = self.group(channel_id), self.group(group_id)
        if channel.type != "channel" or group.type != "supergroup":
            raise RefusedError("Only a supergroup can discuss a channel.")
        for chat in (channel, group):
            self.admin(chat, by)
        channel.discussed_in = group.id
        self.keep_chat(channel)
        self.commit()

    def set_permissions(self, chat_id: int, by: int | None = None, **rights: bool) -> None:
        """What all members may: can_send_messages, can_send_photos, can_send_polls … . Bots are not told."""
        chat = self.group(chat_id)
        self.admin(chat, by)
        for right, allowed in rights.items():
            (chat.forbidden.discard if allowed else chat.forbidden.add)(right)
        self.keep_chat(chat)
        self.commit()

    def restrict(self, chat_id: int, restricted: bool = True) -> None:
        """Telegram itself keeps the chat from being written in, or does so no more."""
        chat = self.group(chat_id)
        chat.restricted = restricted
        self.keep_chat(chat)
        self.commit()

    def migrate(self, chat_id: int, by: int | None = None) -> int:
        """A group becomes a supergroup; gives the new chat id. Raises RefusedError."""
        old = self.group(chat_id)
        person = self.admin(old, by)
        if old.type != "group":
            raise RefusedError("Only a group can become a supergroup.")
        new = self._new_chat(str(old.info["title"]), "supergroup", topics=False)
        new.members, new.gone = dict(old.members), dict(old.gone)
        self.service(old, person, {"migrate_to_chat_id": new.id})
        old.migrated_to = new.id
        self.keep_chat(old)
        self.keep_chat(new)
        if old.has_bot:
            # The bot hears that it came into the new chat, and never that it left the old one.
            self.set_bot_status(new, old.bot_status, person.user(), old.bot_rights)
        self.service(new, person, {"migrate_from_chat_id": old.id})
        self.show_chat(old)
        self.show_chat(new, joined=list(new.members))
        self.commit()
        return new.id

    def _new_chat(self, title: str, kind: GroupKind, topics: bool) -> Chat:
        number = self._next_group
        self._next_group += 1
        self.changes.put("meta", "next_group", self._next_group)
        chat_id = -number if kind == "group" else _SUPERGROUPS - number
        info: dict[str, Any] = {"id": chat_id, "title": title, "type": kind}
        return Chat(chat_id, info | ({"is_forum": True} if topics else {}), {})

    def _appoint(self, chat_id: int, user_id: int, status: str, by: int | None) -> None:
        chat = self.group(chat_id)
        person = self.admin(chat, by)
        if user_id == self.bot.id and chat.has_bot:
            self.set_bot_status(chat, status, person.user())
        elif chat.members.get(user_id) in (*ADMINS[1:], "member"):
            self.set_status(chat, self.people[user_id], status, person)
        else:
            raise RefusedError("Only a member can be made an administrator, or be one no more.")
        self.show_chat(chat)
        self.commit()

    def _member(self, chat: Chat, person_id: int) -> Person:
        if chat.members.get(person_id) not in HERE:
            raise RefusedError("Only a member can do that.")
        if chat.type == "channel":
            return self.admin(chat, person_id)
        return self.people[person_id]

    def _start(self, chat: Chat, person: Person, payload: str) -> Message:
        command = f"/start@{self.bot.user()['username']}"
        entity = {"type": "bot_command", "offset": 0, "length": len(command)}
        content = {"text": f"{command} {payload}".strip(), "entities": [entity]}
        message = self.post(chat, Sender(person.id, {"from": person.user()}), content)
        self.tell_bot(chat, message)
        return message


def _joining(chat: Chat, admin: bool) -> str:
    return "administrator" if admin or chat.type == "channel" else "member"
