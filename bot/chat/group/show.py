"""Screens for groups: to the right topic, and after a group that moved."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.chat.calls import markup
from bot.chat.errors import Failure, failure
from bot.chat.messenger import Messenger
from bot.learning.group.group import Group
from bot.tutor.group.groups import Groups
from bot.views.group.poll import Poll
from bot.views.screen import Screen

log = logging.getLogger(__name__)

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

REPEATED = timedelta(seconds=10)
"""The very same words are said only once in so long: a group is no place to be flooded."""

CHATS_IN_MIND = 5000
SCREENS_IN_MIND = 8
"""Of each chat: more than there are answers that everybody can ask for. After a restart one comes again."""


_SHUT = (Failure.NO_RIGHTS, Failure.TOPIC_CLOSED)


class GroupShow:
    def __init__(self, messenger: Messenger, groups: Groups, now: Callable[[], datetime]) -> None:
        self._show = messenger.show
        self._call = messenger.call
        self._groups = groups
        self._now = now
        self._said: dict[int, dict[Screen, datetime]] = {}

    async def send(
        self, chat_id: int, screen: Screen, thread_id: int | None = None, reply_to: int | None = None
    ) -> int:
        """The id of the message. Raises TelegramError."""

        async def sending(to: int) -> int:
            answered = reply_to if to == chat_id else None  # other messages have these ids there
            return await self._show.send(to, screen, answered, thread_id)

        return await self._after_move(chat_id, sending)

    async def strip(self, chat_id: int, message_id: int) -> None:
        """Takes the buttons off a message; where that fails, they do no harm."""
        try:
            await self._show.strip(chat_id, message_id)
        except TelegramError as error:
            log.info("buttons could not be taken away: %s", type(error).__name__)

    async def send_near(self, chat_id: int, screen: Screen, thread_id: int | None) -> int:
        """In this topic, or in General where it is closed or gone. The id of the message."""
        try:
            return await self.send(chat_id, screen, thread_id)
        except BadRequest as error:
            if thread_id is None or failure(error) not in (Failure.TOPIC_CLOSED, Failure.NO_THREAD):
                raise
            return await self.send(chat_id, screen)

    async def say(self, chat_id: int, screen: Screen, thread_id: int | None = None) -> None:
        """Answers a command, unless that was said there a moment ago; in General if its topic is closed."""
        if self._was_said(chat_id, screen):
            return
        try:
            await self.send_near(chat_id, screen, thread_id)
        except (BadRequest, Forbidden) as error:
            if failure(error) not in _SHUT and not await self.is_gone(error, chat_id):
                raise
            log.info("a group could not be answered: %s", error.message)

    async def edit(self, chat_id: int, message_id: int, screen: Screen, thread_id: int | None = None) -> int:
        """The id of the message that shows it now."""

        async def editing(to: int) -> int:
            if to != chat_id:  # messages of before the move cannot be changed
                return await self._show.send(to, screen, None, thread_id)
            return await self._show.edit(to, message_id, screen, thread_id)

        return await self._after_move(chat_id, editing)

    async def edit_if_there(self, chat_id: int, message_id: int, screen: Screen) -> bool:
        """Whether the message could be changed: not where it was deleted, or is from before a move."""
        try:
            return await self._show.edit_if_there(chat_id, message_id, screen)
        except ChatMigrated as error:
            await self._groups.moved(chat_id, error.new_chat_id)
            return False

    async def poll(self, group: Group, poll: Poll) -> tuple[int, str]:
        """The ids of the message and of the poll."""
        params: dict[str, Any] = {
            "question": poll.question,
            "options": [{"text": option} for option in poll.options],
            "type": "quiz",
            "is_anonymous": False,
            "allows_multiple_answers": poll.several,
            "correct_option_ids": list(poll.correct),
            "explanation": poll.explanation or None,
            "open_period": poll.seconds,
            "message_thread_id": group.thread_id,
            **markup(poll.rows),
        }

        async def sending(to: int) -> tuple[int, str]:
            given = {name: value for name, value in params.items() if value is not None}
            sent = await self._call("sendPoll", {"chat_id": to, **given}, {})
            return sent["message_id"], sent["poll"]["id"]

        return await self._after_move(group.chat.id, sending)

    async def stop_poll(self, chat_id: int, message_id: int) -> None:
        try:
            await self._call("stopPoll", {"chat_id": chat_id, "message_id": message_id}, {})
        except BadRequest as error:  # closed or deleted already: as good as done
            log.info("a poll was closed already: %s", error.message)

    async def is_there(self) -> bool:
        """Whether Telegram answers at all."""
        try:
            await self._call("getMe", {}, {})
        except TelegramError as error:
            log.warning("Telegram does not answer: %s", type(error).__name__)
            return False
        return True

    async def is_gone(self, error: TelegramError, chat_id: int) -> bool:
        """Whether the chat is gone; it is remembered then."""
        if failure(error) is not Failure.GONE:
            return False
        await self._groups.removed(chat_id, self._now())
        return True

    def _was_said(self, chat_id: int, screen: Screen) -> bool:
        """Whether it was said there a moment ago; if not, it is said now."""
        now = self._now()
        said = self._said.pop(chat_id, {})
        self._said[chat_id] = said
        if screen in said and timedelta() <= now - said[screen] < REPEATED:
            return True
        said.pop(screen, None)
        said[screen] = now
        _keep_newest(said, SCREENS_IN_MIND)
        _keep_newest(self._said, CHATS_IN_MIND)
        return False

    async def _after_move(self, chat_id: int, sending: Callable[[int], Awaitable[T]]) -> T:
        try:
            return await sending(chat_id)
        except ChatMigrated as error:
            await self._groups.moved(chat_id, error.new_chat_id)
            return await sending(error.new_chat_id)


def _keep_newest(known: dict[K, V], most: int) -> None:
    if len(known) > most:
        del known[next(iter(known))]
