"""Groups, supergroups and channels: how they begin, who comes and goes, and the change of kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from bot.emulator.errors import RefusedError
from bot.emulator.world.chat import ADMINS, Chat, Message, Sender
from bot.emulator.world.chat_views import ChatViews
from bot.emulator.world.chats import Chats
from bot.emulator.world.common import Common
from bot.emulator.world.memberships import Memberships
from bot.emulator.world.message_history import MessageHistory
from bot.emulator.world.people import Person

GroupKind = Literal["group", "supergroup", "channel"]
_BEGUN = {
    "group": "group_chat_created",
    "supergroup": "supergroup_chat_created",
    "channel": "channel_chat_created",
}


@dataclass(frozen=True)
class Groups:
    """The verbs of those who run groups. `by` is who does it, by default the creator."""

    common: Common
    chats: Chats
    history: MessageHistory
    views: ChatViews
    memberships: Memberships

    def create(
        self,
        title: str,
        creator_id: int,
        kind: GroupKind = "group",
        topics: bool = False,
        with_bot: bool = False,
    ) -> Chat:
        """A new chat of a person, with_bot: and of the bot; with topics a supergroup. Raises RefusedError."""
        person, _ = self.chats.seat(creator_id)
        title = title.strip()
        if not 1 <= len(title) <= 128:
            raise RefusedError("A title has 1 to 128 characters.")
        if kind not in _BEGUN or (topics and kind == "channel"):
            raise RefusedError("There is no such kind of chat.")
        chat = self._new_chat(title, "supergroup" if topics else kind, topics)
        chat.members[person.id] = "creator"
        self.chats.keep(chat)
        if with_bot:
            self.memberships.set_bot_status(chat, _joining(chat, admin=False), person.user())
        self.history.post_service(chat, person, {_BEGUN[chat.type]: True})
        self.views.show_chat(chat, joined=[person.id])
        self.common.commit()
        return chat

    def add_member(self, chat_id: int, person_id: int, by: int | None = None) -> None:
        """A person joins, or is added by a member. Raises RefusedError."""
        chat, person = self.chats.group(chat_id), self.chats.seat(person_id)[0]
        if by is None and chat.gone.get(person_id) == "kicked":
            by = chat.creator
        adder = person if by is None else self.chats.poster(chat, by)
        if person_id in chat.members:
            return
        self.memberships.set_status(chat, person, "member", adder)
        if chat.type != "channel":
            self.history.post_service(chat, adder, {"new_chat_members": [person.user()]})
        self.views.show_chat(chat, joined=[person_id])
        self.common.commit()

    def remove_member(self, chat_id: int, person_id: int, by: int | None = None) -> None:
        """A person leaves, or is thrown out by an administrator. Raises RefusedError."""
        chat, person = self.chats.group(chat_id), self.chats.seat(person_id, chat_id)[0]
        leaves = by in (None, person_id)
        remover = person if leaves else self.chats.admin(chat, by)
        if chat.members[person_id] == "creator" and not leaves:
            raise RefusedError("The creator cannot be removed.")
        if chat.type != "channel":
            self.history.post_service(chat, remover, {"left_chat_member": person.user()})
        self.memberships.set_status(chat, person, "left" if leaves else "kicked", remover)
        self.views.show_chat(chat, left=[person_id])
        self.common.commit()

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
        chat = self.chats.group(chat_id)
        person = self.chats.poster(chat, by or chat.creator)
        if admin or chat.type == "channel":
            self.chats.admin(chat, person.id)
        if not chat.has_bot:
            self.memberships.set_bot_status(chat, _joining(chat, admin), person.user(), rights)
            if chat.type != "channel":
                self.history.post_service(chat, person, {"new_chat_members": [self.common.bot.user()]})
        if payload is not None and chat.type != "channel":
            self._start(chat, person, payload)
        self.views.show_chat(chat)
        self.common.commit()

    def remove_bot(self, chat_id: int, by: int | None = None, status: str = "kicked") -> None:
        """The bot is thrown out by an administrator. Raises RefusedError."""
        chat = self.chats.group(chat_id)
        person = self.chats.admin(chat, by)
        if not chat.has_bot:
            raise RefusedError("The bot is not here.")
        if chat.type != "channel":
            shown = Sender(person.id, {"from": person.user()})
            left = self.history.post(chat, shown, {"left_chat_member": self.common.bot.user()})
            if chat.type == "group":
                self.history.tell_bot(chat, left)
        self.memberships.set_bot_status(chat, status, person.user())
        self.views.show_chat(chat)
        self.common.commit()

    def set_bot_rights(self, chat_id: int, by: int | None = None, **rights: bool) -> None:
        """What the bot may do beside or less than the usual: can_send_messages, can_post_messages … ."""
        chat = self.chats.group(chat_id)
        person = self.chats.admin(chat, by)
        status = chat.bot_status
        if status != "administrator":
            status = "member" if all(rights.values()) else "restricted"
        self.memberships.set_bot_status(chat, status, person.user(), rights)
        self.common.commit()

    def discuss(self, channel_id: int, group_id: int, by: int | None = None) -> None:
        """A group becomes the one that discusses a channel. Raises RefusedError."""
        channel, group = self.chats.group(channel_id), self.chats.group(group_id)
        if channel.type != "channel" or group.type != "supergroup":
            raise RefusedError("Only a supergroup can discuss a channel.")
        for chat in (channel, group):
            self.chats.admin(chat, by)
        channel.discussed_in = group.id
        self.chats.keep(channel)
        self.common.commit()

    def set_permissions(self, chat_id: int, by: int | None = None, **rights: bool) -> None:
        """What all members may: can_send_messages, can_send_photos, can_send_polls … . Bots are not told."""
        chat = self.chats.group(chat_id)
        self.chats.admin(chat, by)
        for right, allowed in rights.items():
            (chat.forbidden.discard if allowed else chat.forbidden.add)(right)
        self.chats.keep(chat)
        self.common.commit()

    def restrict(self, chat_id: int, restricted: bool = True) -> None:
        """Telegram itself keeps the chat from being written in, or does so no more."""
        chat = self.chats.group(chat_id)
        chat.restricted = restricted
        self.chats.keep(chat)
        self.common.commit()

    def migrate(self, chat_id: int, by: int | None = None) -> int:
        """A group becomes a supergroup; gives the new chat id. Raises RefusedError."""
        old = self.chats.group(chat_id)
        person = self.chats.admin(old, by)
        if old.type != "group":
            raise RefusedError("Only a group can become a supergroup.")
        new = self._new_chat(str(old.info["title"]), "supergroup", topics=False)
        new.members, new.gone = dict(old.members), dict(old.gone)
        self.history.post_service(old, person, {"migrate_to_chat_id": new.id})
        old.migrated_to = new.id
        self.chats.keep(old)
        self.chats.keep(new)
        if old.has_bot:
            # The bot hears that it came into the new chat, and never that it left the old one.
            self.memberships.set_bot_status(new, old.bot_status, person.user(), old.bot_rights)
        self.history.post_service(new, person, {"migrate_from_chat_id": old.id})
        self.views.show_chat(old)
        self.views.show_chat(new, joined=list(new.members))
        self.common.commit()
        return new.id

    def _new_chat(self, title: str, kind: GroupKind, topics: bool) -> Chat:
        chat_id = self.chats.new_id(kind)
        info: dict[str, Any] = {"id": chat_id, "title": title, "type": kind}
        return Chat(chat_id, info | ({"is_forum": True} if topics else {}), {})

    def _appoint(self, chat_id: int, user_id: int, status: str, by: int | None) -> None:
        chat = self.chats.group(chat_id)
        person = self.chats.admin(chat, by)
        if user_id == self.common.bot.id and chat.has_bot:
            self.memberships.set_bot_status(chat, status, person.user())
        elif chat.members.get(user_id) in (*ADMINS[1:], "member"):
            self.memberships.set_status(chat, self.chats.people[user_id], status, person)
        else:
            raise RefusedError("Only a member can be made an administrator, or be one no more.")
        self.views.show_chat(chat)
        self.common.commit()

    def _start(self, chat: Chat, person: Person, payload: str) -> Message:
        command = f"/start@{self.common.bot.user()['username']}"
        entity = {"type": "bot_command", "offset": 0, "length": len(command)}
        content = {"text": f"{command} {payload}".strip(), "entities": [entity]}
        message = self.history.post(chat, Sender(person.id, {"from": person.user()}), content)
        self.history.tell_bot(chat, message)
        return message


def _joining(chat: Chat, admin: bool) -> str:
    return "administrator" if admin or chat.type == "channel" else "member"
