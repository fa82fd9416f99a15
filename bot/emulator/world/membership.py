"""Who is in which chat as what, the bot included, and whom Telegram tells of a change."""

from __future__ import annotations

from typing import Any

from bot.emulator.errors import RefusedError
from bot.emulator.world.chat_members import chat_member
from bot.emulator.world.people import ADMINS, BLOCKED, DEACTIVATED, HERE, Chat, Message, Person, Sender
from bot.emulator.world.screens import Screens


class Memberships(Screens):
    """A world in which people and the bot come and go."""

    def block(self, person_id: int) -> None:
        """A person stops the bot: it can write to them no more."""
        self._set_private_status(person_id, BLOCKED)

    def unblock(self, person_id: int) -> None:
        self._set_private_status(person_id, "member")

    def deactivate(self, person_id: int) -> None:
        """A person deletes their account, of which the bot hears when it writes to them."""
        _, chat = self.seat(person_id)
        chat.bot_status = DEACTIVATED
        self.keep_chat(chat)
        self.commit()

    def group(self, chat_id: int) -> Chat:
        """A group or channel that is still one. Raises RefusedError."""
        chat = self.chats.get(chat_id)
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

    def membership(self, chat: Chat, user_id: int) -> dict[str, Any] | None:
        """The ChatMember object of a user in a chat, None for somebody unknown."""
        if user_id == self.bot.id:
            status = "left" if chat.bot_status == DEACTIVATED else chat.bot_status
            return chat_member(self.bot.user(), status, chat.type, chat.bot_rights)
        person = self.people.get(user_id)
        if person is None:
            return None
        return chat_member(person.user(), chat.status(user_id), chat.type)

    def set_status(self, chat: Chat, person: Person, status: str, by: Person) -> None:
        """A person becomes something else in a chat, which a bot that administers it may want to know."""
        old = self.membership(chat, person.id)
        if status in HERE:
            chat.gone.pop(person.id, None)
            chat.members[person.id] = status
        else:
            chat.members.pop(person.id, None)
            chat.gone[person.id] = status
        self.keep_chat(chat)
        if chat.bot_status == "administrator":
            change = self._change(chat, by.user(), old, self.membership(chat, person.id))
            self.updates.add("chat_member", chat.id, change)

    def set_bot_status(
        self, chat: Chat, status: str, by: dict[str, Any], rights: dict[str, bool] | None = None
    ) -> None:
        """The bot becomes something else in a chat, of which it is told. by: the User who did that."""
        old = self.membership(chat, self.bot.id)
        chat.bot_status = status
        chat.bot_rights = rights or {}
        chat.started = chat.started or not chat.is_private
        self.keep_chat(chat)
        change = self._change(chat, by, old, self.membership(chat, self.bot.id))
        self.updates.add("my_chat_member", chat.id, change)

    def service(
        self, chat: Chat, by: Person, content: dict[str, Any], thread_id: int | None = None
    ) -> Message:
        """A message in which Telegram says what somebody did; in channels only what the chat is."""
        shown = {"sender_chat": chat.info} if chat.type == "channel" else {"from": by.user()}
        message = self.post(chat, Sender(by.id, shown), content, thread_id=thread_id)
        self.tell_bot(chat, message)
        return message

    def leave_chat(self, chat: Chat) -> None:
        """The bot leaves."""
        user = self.bot.user()
        if chat.type != "channel":
            self.post(chat, self.sender(chat), {"left_chat_member": user})
        self.set_bot_status(chat, "left", user)
        self.show_chat(chat)

    def _set_private_status(self, person_id: int, status: str) -> None:
        person, chat = self.seat(person_id)
        if chat.bot_status in (status, DEACTIVATED):
            return
        self.set_bot_status(chat, status, person.user())
        self.commit()

    def _change(self, chat: Chat, by: dict[str, Any], old: Any, new: Any) -> dict[str, Any]:
        return {
            "chat": chat.info,
            "from": by,
            "date": self.now(),
            "old_chat_member": old,
            "new_chat_member": new,
        }
