"""What admins write: /admin. For everybody else it does not exist."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from telegram import Message, Update
from telegram.ext import ContextTypes, filters

from bot.chat.bot_profile import AdminCommands
from bot.chat.incoming import message_tap
from bot.chat.show import Show
from bot.tutor.admins import Admins
from bot.tutor.school.statistics import Statistics
from bot.tutor.tap import Tap
from bot.views.school import screens as views

log = logging.getLogger(__name__)

Context = ContextTypes.DEFAULT_TYPE


class OfAdmin(filters.MessageFilter):
    """Lets the messages of admins in: not those of a group or channel that one of them stands behind."""

    def __init__(self, team: Admins) -> None:
        super().__init__(name="of an admin")
        self._team = team

    def filter(self, message: Message) -> bool:
        user = message.from_user
        return user is not None and message.sender_chat is None and self._team.knows(user.id)


class SchoolCommands:
    """`broadcast` is the data of the button to broadcasts."""

    def __init__(
        self,
        statistics: Statistics,
        show: Show,
        commands: AdminCommands,
        broadcast: str,
        now: Callable[[], datetime],
    ) -> None:
        self._statistics = statistics
        self._show = show
        self._commands = commands
        self._broadcast = broadcast
        self._now = now

    async def menu(self, update: Update, _: Context) -> None:
        """/admin. Raises NotAdminError."""
        tap = self._tap(update)
        reports = await self._statistics.unanswered(tap)
        await self._show.send(tap.person.id, views.menu(reports, self._broadcast))
        await self._commands.offer(tap.person.id)

    def _tap(self, update: Update) -> Tap:
        found = message_tap(update, self._now())
        assert found, "the routes let only people's messages in"  # noqa: S101
        return found[0]
