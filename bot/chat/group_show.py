"""Screens for groups: to the right topic, and after a group that moved."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.chat.errors import Failure, failure
from bot.chat.show import Call, Show, markup
from bot.learning.group import Group
from bot.tutor.groups import Groups
from bot.views.round import Poll
from bot.views.screen import Screen

log = logging.getLogger(__name__)

T = TypeVar("T")

REPEATED = timedelta(seconds=10)
"""The very same words are said only once in so long: a group is no place to be flooded."""

CHATS_IN_MIND = 5000


class GroupShow:
    def __init__(self, show: Show, call: Call, groups: Groups, now: Callable[[], datetime]) -> None:
        self._show = show
        self._call = call
        self._groups = groups
        self._now = now
        self._said: dict[int, tuple[datetime, Screen]] = {}

    async def send(
        self, chat_id: int, screen: Screen, thread_id: int | None = None, reply_to: int | None = None
    ) -> int:
        """The id of the message. Raises TelegramError."""

        async def sending(to: int) -> int:
            return await self._show.send(to, screen, reply_to, thread_id)

        return await self._after_move(chat_id, sending)

    async def say(self, chat_id: int, screen: Screen, thread_id: int | None = None) -> None:
        """Answers a command, unless that is what was said there a moment ago."""
        before = self._said.get(chat_id)
        if before and before[1] == screen and self._now() - before[0] < REPEATED:
            return
        self._said.pop(chat_id, None)
        self._said[chat_id] = (self._now(), screen)
        if len(self._said) > CHATS_IN_MIND:
            del self._said[next(iter(self._said))]
        try:
            await self.send(chat_id, screen, thread_id)
        except (BadRequest, Forbidden) as error:
            if failure(error) is not Failure.NO_RIGHTS and not await self.is_gone(error, chat_id):
                raise
            log.info("a group could not be answered: %s", error.message)

    async def edit(self, chat_id: int, message_id: int, screen: Screen, thread_id: int | None = None) -> int:
        """The id of the message that shows it now."""

        async def editing(to: int) -> int:
            if to != chat_id:  # messages of before the move cannot be changed
                return await self._show.send(to, screen, None, thread_id)
            return await self._show.edit(to, message_id, screen, thread_id)

        return await self._after_move(chat_id, editing)

    async def edit_if_there(self, chat_id: int, message_id: int, screen: Screen) -> None:
        """Changes the message; where it was deleted, that is how it should be."""
        await self._show.edit_if_there(chat_id, message_id, screen)

    async def poll(self, group: Group, poll: Poll) -> tuple[int, str]:
        """The ids of the message and of the poll."""
        params: dict[str, Any] = {
            "question": poll.question,
            "options": [{"text": option} for option in poll.options],
            "type": "quiz",
            "is_anonymous": False,
            "allows_multiple_answers": poll.several,
            "correct_option_ids": list(poll.correct),
            "explanation": poll.explanation,
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

    async def is_gone(self, error: TelegramError, chat_id: int) -> bool:
        """Whether the chat is gone; it is remembered then."""
        if failure(error) is not Failure.GONE:
            return False
        await self._groups.removed(chat_id, self._now())
        return True

    async def _after_move(self, chat_id: int, sending: Callable[[int], Awaitable[T]]) -> T:
        try:
            return await sending(chat_id)
        except ChatMigrated as error:
            await self._groups.moved(chat_id, error.new_chat_id)
            return await sending(error.new_chat_id)
