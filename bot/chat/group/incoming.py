"""From Telegram's update to who said what in which group."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import telegram
from telegram import ChatMember, ChatMemberRestricted, Message, Update
from telegram.constants import ChatType

from bot.chat.incoming import Callback, Entrance, LanguageOf, person_of
from bot.learning.group.group import Chat, ChatKind, Group
from bot.learning.learner.learner import NOBODY, Person


@dataclass(frozen=True)
class GroupMessage:
    """A message in a group or channel. `person`: None where it came from none. `official`: written as the
    chat itself, which only its admins can. `thread_id`: its forum topic, None in General. `args`: the words
    behind a command. `at`: when it came in."""

    chat: Chat
    person: Person | None
    official: bool
    message_id: int
    thread_id: int | None
    text: str
    at: datetime
    args: tuple[str, ...] = ()
    reply_to: Message | None = None


@dataclass(frozen=True)
class AdminMessage:
    """What an admin of the group wrote in it."""

    said: GroupMessage
    group: Group


OnGroupMessage = Callable[[GroupMessage], Coroutine[Any, Any, None]]


def on_group_message(answer: OnGroupMessage, entrance: Entrance) -> Callback:
    """Has what is said in groups answered, and nothing else."""

    async def callback(update: Update, context: Any) -> None:
        if said := group_message_of(update, entrance, context.args or ()):
            await answer(said)

    return callback


def group_message_of(update: Update, entrance: Entrance, args: Sequence[str] = ()) -> GroupMessage | None:
    """None for what nobody said here, such as the copy of a channel's post in the group that discusses it."""
    message = update.message or update.channel_post
    if message is None or message.is_automatic_forward:
        return None
    return GroupMessage(
        chat=chat_of(message.chat),
        person=_person(message, entrance.language_of),
        official=bool(message.sender_chat and message.sender_chat.id == message.chat.id),
        message_id=message.message_id,
        thread_id=topic_of(message),
        text=message.text or "",
        at=entrance.now(),
        args=tuple(args),
        reply_to=message.reply_to_message,
    )


def chat_of(chat: telegram.Chat) -> Chat:
    kind = (
        ChatKind.CHANNEL
        if chat.type == ChatType.CHANNEL
        else ChatKind.FORUM
        if chat.is_forum
        else ChatKind.GROUP
    )
    return Chat(chat.id, chat.title or "", kind)


def topic_of(message: Message) -> int | None:
    """The topic to answer in: other threads, and General, go without an id."""
    return message.message_thread_id if message.is_topic_message else None


def is_inside(member: ChatMember) -> bool:
    """Whether somebody with this status is in the chat."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in (ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER)


def _person(message: Message, language_of: LanguageOf) -> Person | None:
    user = message.from_user
    if user is None or message.sender_chat or user.is_bot or user.id in NOBODY:
        return None
    return person_of(user, language_of)
