"""What people write: texts, files and polls, in their private chats, groups and channels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.emulator.errors import ApiError, RefusedError
from bot.emulator.world.chat import (
    ADMINS,
    ANONYMOUS_ADMIN,
    CHANNEL_SENDER,
    GENERAL,
    TELEGRAM,
    TELEGRAM_ID,
    Chat,
    Message,
    Sender,
)
from bot.emulator.world.chats import Chats
from bot.emulator.world.common import Common
from bot.emulator.world.entities import Entity
from bot.emulator.world.files import FileStore, StoredFile, Upload
from bot.emulator.world.message_history import MessageHistory
from bot.emulator.world.message_text import typed_caption, typed_text
from bot.emulator.world.people import Person
from bot.emulator.world.poll import Poll
from bot.emulator.world.poll_body import poll_body
from bot.emulator.world.polls import Polls


@dataclass(frozen=True)
class Writing:
    """The verbs of people who write. A chat is by default the person's private one.

    thread_id: a topic. anonymous: an administrator who shows the group instead. as_channel: the id of a
    channel of theirs that is shown instead. All raise RefusedError for what a person cannot do.
    """

    common: Common
    chats: Chats
    history: MessageHistory
    polls: Polls
    files: FileStore

    def say(
        self,
        person_id: int,
        text: str,
        chat_id: int | None = None,
        *,
        thread_id: int | None = None,
        anonymous: bool = False,
        as_channel: int | None = None,
        reply_to: int | None = None,
        entities: list[Entity] | None = None,
    ) -> Message:
        """A person writes a text; entities: how they formatted it."""
        person, chat = self.chats.active_seat(person_id, chat_id)
        sender = self._sender(person, chat, anonymous, as_channel)
        return self._write(chat, sender, typed_text(text, entities), thread_id, reply_to)

    def send_document(
        self,
        person_id: int,
        filename: str,
        data: bytes,
        caption: str = "",
        chat_id: int | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """A person sends a file."""
        person, chat = self.chats.active_seat(person_id, chat_id)
        file = self._stored(Upload(filename, "application/octet-stream", data), "document")
        return self._write_file(person, chat, file, caption, thread_id)

    def send_photo(
        self,
        person_id: int,
        data: bytes,
        caption: str = "",
        chat_id: int | None = None,
        thread_id: int | None = None,
    ) -> Message:
        """A person sends a picture."""
        person, chat = self.chats.active_seat(person_id, chat_id)
        return self._write_file(
            person, chat, self._stored(Upload("photo", "", data), "photo"), caption, thread_id
        )

    def send_poll(
        self,
        person_id: int,
        question: str,
        options: Sequence[str],
        chat_id: int | None = None,
        *,
        correct: Sequence[int] = (),
        is_anonymous: bool = True,
        explanation: str = "",
    ) -> Message:
        """A person sends a poll, with right options: a quiz."""
        person, chat = self.chats.active_seat(person_id, chat_id)
        sender = self._sender(person, chat)
        try:
            body = poll_body(question, options, is_quiz=bool(correct), is_anonymous=is_anonymous)
        except ApiError as error:
            raise RefusedError(error.description) from error
        if explanation:
            body["explanation"] = explanation
        poll = self.polls.open(chat, person.id, body, list(correct))
        return self._write(chat, sender, {"poll": poll.body}, poll=poll)

    def edit_text(self, person_id: int, message_id: int, text: str, chat_id: int | None = None) -> Message:
        """A person corrects a message of their own."""
        person, chat = self.chats.active_seat(person_id, chat_id)
        message = chat.messages.get(message_id)
        if not message or chat.authors.get(message_id) != person.id or "text" not in message:
            raise RefusedError("Only a text message of your own can be edited.")
        rest = {key: value for key, value in message.items() if key not in ("text", "entities")}
        edited = self.history.put(chat, rest | typed_text(text) | {"edit_date": self.common.now()})
        self.history.tell_bot(chat, edited, edited=True)
        self.common.commit()
        return edited

    def _write(
        self,
        chat: Chat,
        sender: Sender,
        content: dict[str, Any],
        thread_id: int | None = None,
        reply_to: int | None = None,
        poll: Poll | None = None,
    ) -> Message:
        if chat.migrated_to:
            raise RefusedError("This group has become a supergroup.")
        if thread_id is not None and thread_id not in chat.topics:
            raise RefusedError("There is no such topic.")
        if (thread_id or GENERAL) in chat.closed and chat.members.get(sender.id) not in ADMINS:
            raise RefusedError("This topic is closed.")
        if reply_to is not None and reply_to not in chat.messages:
            raise RefusedError("The message to answer is not there any more.")
        if chat.is_private and not chat.started:
            chat.started = True
            self.chats.keep(chat)
        message = self.history.post(chat, sender, content, reply_to, thread_id)
        if poll:
            self.polls.show(poll, message)
        self.history.tell_bot(chat, message)
        if chat.discussed_in:
            self._copy(self.chats[chat.discussed_in], message, content)
        self.common.commit()
        return message

    def _write_file(
        self, person: Person, chat: Chat, file: StoredFile, caption: str, thread_id: int | None
    ) -> Message:
        content = file.content() | typed_caption(caption)
        return self._write(chat, self._sender(person, chat), content, thread_id)

    def _copy(self, group: Chat, post: Message, content: dict[str, Any]) -> None:
        """A channel's post, as the group that discusses it has it: Telegram writes it there by itself."""
        channel, number = post["chat"], post["message_id"]
        origin = {"type": "channel", "chat": channel, "message_id": number, "date": post["date"]}
        shown = {
            "from": TELEGRAM,
            "sender_chat": channel,
            "is_automatic_forward": True,
            "forward_origin": origin,
        }
        self.history.tell_bot(group, self.history.post(group, Sender(TELEGRAM_ID, shown), content))

    def _sender(
        self, person: Person, chat: Chat, anonymous: bool = False, as_channel: int | None = None
    ) -> Sender:
        is_admin = chat.members[person.id] in ADMINS
        if (anonymous or chat.type == "channel") and not is_admin:
            raise RefusedError("Only an administrator can write that.")
        if chat.type == "channel":
            return Sender(person.id, {"sender_chat": chat.info})
        if anonymous:
            return Sender(person.id, {"from": ANONYMOUS_ADMIN, "sender_chat": chat.info})
        if as_channel is not None:
            channel = self.chats.group(as_channel)
            self.chats.admin(channel, person.id)
            return Sender(person.id, {"from": CHANNEL_SENDER, "sender_chat": channel.info})
        return Sender(person.id, {"from": person.user()})

    def _stored(self, upload: Upload, kind: str) -> StoredFile:
        """The file as Telegram knows it."""
        try:
            file = self.files.photo(upload) if kind == "photo" else self.files.document(upload)
        except ApiError as error:
            raise RefusedError(error.description) from error
        self.files.keep_now(upload)
        return file
