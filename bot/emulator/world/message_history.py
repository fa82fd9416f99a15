"""The messages of all chats: how one is posted, changed and deleted, and whether the bot is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.emulator.world.chat import Chat, Message, Sender
from bot.emulator.world.chats import Chats
from bot.emulator.world.common import Common
from bot.emulator.world.journal import Tables
from bot.emulator.world.message_threads import thread_fields
from bot.emulator.world.people import Person
from bot.emulator.world.privacy_mode import is_for_bot, update_kind
from bot.emulator.world.table import first_id


class MessageHistory:
    """Puts messages into their chats. keep: how many of each chat are remembered, None for all."""

    def __init__(self, common: Common, keep: int | None) -> None:
        self._common = common
        self._changes = common.changes
        self._keep = keep
        self.next_id = first_id(common.clock, 4)

    def load(self, chats: Chats, tables: Tables) -> None:
        for key, row in tables.get("message", {}).items():
            chat_id, _, number = key.partition(":")
            self._load_message(chats[int(chat_id)], int(number), row)
        self.next_id = max(self.next_id, tables.get("meta", {}).get("next_message", 0))

    def post(
        self,
        chat: Chat,
        sender: Sender,
        content: Mapping[str, Any],
        reply_to: int | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """A new message in a chat; thread_id is the topic that it is written in."""
        number = self.next_id
        self.next_id += 1
        chat.authors[number] = sender.id
        if sender.id == self._common.bot.id:
            chat.received += 1
            self._changes.put("received", chat.id, chat.received)
        message = {"message_id": number, **sender.shown, "chat": chat.info, "date": self._common.now()}
        return self.put(chat, message | thread_fields(chat, reply_to, thread_id) | dict(content), "message")

    def put(self, chat: Chat, message: Message, event: str = "edit") -> Message:
        """Show a message as it is from now on."""
        number = message["message_id"]
        chat.messages[number] = message
        if data := _callback_data(message.get("reply_markup")):
            chat.data[number] = chat.data.get(number, set()) | data
        self._keep_message(chat, number)
        self._common.events.publish(chat.members, event, message)
        if self._keep is not None and len(chat.messages) > self._keep:
            self._forget(chat, next(iter(chat.messages)))
        return message

    def delete(self, chat: Chat, number: int) -> None:
        """Delete a message for everybody; a screen that is still open somewhere may show its buttons."""
        del chat.messages[number]
        if number in chat.data:
            self._keep_message(chat, number)
        else:
            self._forget(chat, number)
        self._changes.put("meta", "next_message", self.next_id)
        self._common.events.publish(chat.members, "delete", {"chat_id": chat.id, "message_id": number})

    def bot_as_sender(self, chat: Chat) -> Sender:
        bot = self._common.bot
        shown = {"sender_chat": chat.info} if chat.type == "channel" else {"from": bot.user()}
        return Sender(bot.id, shown)

    def post_service(
        self, chat: Chat, by: Person, content: dict[str, Any], thread_id: int | None = None
    ) -> Message:
        """A message in which Telegram says what somebody did; in channels only what the chat is."""
        shown = {"sender_chat": chat.info} if chat.type == "channel" else {"from": by.user()}
        message = self.post(chat, Sender(by.id, shown), content, thread_id=thread_id)
        self.tell_bot(chat, message)
        return message

    def tell_bot(self, chat: Chat, message: Message, *, edited: bool = False) -> None:
        """Queue the update about a message, if the bot is to see it."""
        if is_for_bot(chat, message, self._common.bot.user()):
            self._common.updates.add(update_kind(chat, edited=edited), chat.id, message)

    def _keep_message(self, chat: Chat, number: int) -> None:
        row = {
            "message": chat.messages.get(number),
            "author": chat.authors.get(number),
            "data": list(chat.data.get(number, ())),
        }
        self._changes.put("message", f"{chat.id}:{number}", row)

    def _forget(self, chat: Chat, number: int) -> None:
        for table in (chat.messages, chat.authors, chat.data):
            table.pop(number, None)
        self._changes.drop("message", f"{chat.id}:{number}")

    def _load_message(self, chat: Chat, number: int, row: dict[str, Any]) -> None:
        self.next_id = max(self.next_id, number + 1)
        chat.authors[number] = row["author"]
        if row["message"]:
            chat.messages[number] = row["message"]
        if row["data"]:
            chat.data[number] = set(row["data"])


def _callback_data(markup: dict[str, Any] | None) -> set[str]:
    """The data of all buttons that can be tapped."""
    rows = markup["inline_keyboard"] if markup else []
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}
