"""Who is in which chat as what, the bot included, and whom Telegram tells of a change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.emulator.world.chat import BLOCKED, DEACTIVATED, HERE, Chat
from bot.emulator.world.chat_members import chat_member
from bot.emulator.world.chat_views import ChatViews
from bot.emulator.world.chats import Chats
from bot.emulator.world.common import Common
from bot.emulator.world.message_history import MessageHistory
from bot.emulator.world.people import Person


@dataclass(frozen=True)
class Memberships:
    """What people and the bot are in chats; how they come and go."""

    common: Common
    chats: Chats
    history: MessageHistory
    views: ChatViews

    def block(self, person_id: int) -> None:
        """A person stops the bot: it can write to them no more."""
        self._set_private_status(person_id, BLOCKED)

    def unblock(self, person_id: int) -> None:
        self._set_private_status(person_id, "member")

    def deactivate(self, person_id: int) -> None:
        """A person deletes their account, of which the bot hears when it writes to them."""
        _, chat = self.chats.seat(person_id)
        chat.bot_status = DEACTIVATED
        self.chats.keep(chat)
        self.common.commit()

    def of(self, chat: Chat, user_id: int) -> dict[str, Any] | None:
        """The ChatMember object of a user in a chat, None for somebody unknown."""
        if user_id == self.common.bot.id:
            status = "left" if chat.bot_status == DEACTIVATED else chat.bot_status
            return chat_member(self.common.bot.user(), status, chat.type, chat.bot_rights)
        person = self.chats.people.get(user_id)
        if person is None:
            return None
        return chat_member(person.user(), chat.status(user_id), chat.type)

    def set_status(self, chat: Chat, person: Person, status: str, by: Person) -> None:
        """A person becomes something else in a chat, which a bot that administers it may want to know."""
        old = self.of(chat, person.id)
        if status in HERE:
            chat.gone.pop(person.id, None)
            chat.members[person.id] = status
        else:
            chat.members.pop(person.id, None)
            chat.gone[person.id] = status
        self.chats.keep(chat)
        if chat.bot_status == "administrator":
            change = self._change(chat, by.user(), old, self.of(chat, person.id))
            self.common.updates.add("chat_member", chat.id, change)

    def set_bot_status(
        self, chat: Chat, status: str, by: dict[str, Any], rights: dict[str, bool] | None = None
    ) -> None:
        """The bot becomes something else in a chat, of which it is told. by: the User who did that."""
        old = self.of(chat, self.common.bot.id)
        chat.bot_status = status
        chat.bot_rights = rights or {}
        chat.started = chat.started or not chat.is_private
        self.chats.keep(chat)
        change = self._change(chat, by, old, self.of(chat, self.common.bot.id))
        self.common.updates.add("my_chat_member", chat.id, change)

    def leave(self, chat: Chat) -> None:
        """The bot leaves."""
        user = self.common.bot.user()
        if chat.type != "channel":
            self.history.post(chat, self.history.bot_as_sender(chat), {"left_chat_member": user})
        self.set_bot_status(chat, "left", user)
        self.views.show_chat(chat)

    def _set_private_status(self, person_id: int, status: str) -> None:
        person, chat = self.chats.seat(person_id)
        if chat.bot_status in (status, DEACTIVATED):
            return
        self.set_bot_status(chat, status, person.user())
        self.common.commit()

    def _change(self, chat: Chat, by: dict[str, Any], old: Any, new: Any) -> dict[str, Any]:
        return {
            "chat": chat.info,
            "from": by,
            "date": self.common.now(),
            "old_chat_member": old,
            "new_chat_member": new,
        }
