"""What admins write: /admin, /promote, /demote. For everybody else these handlers do not exist."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime

from telegram import Message, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ContextTypes, filters

from bot.chat.bot_profile import AdminCommands
from bot.chat.incoming import message_tap
from bot.chat.show import Show
from bot.learning.admins import Appointment, NoAdmin
from bot.tutor.admins import Admins
from bot.tutor.school.statistics import Statistics
from bot.tutor.tap import Tap
from bot.views.school import screens as views

log = logging.getLogger(__name__)

Context = ContextTypes.DEFAULT_TYPE
Handler = Callable[[Update, Context], Awaitable[None]]


class OfAdmin(filters.MessageFilter):
    """Lets the messages of admins in: not those of a group or channel that one of them stands behind."""

    def __init__(self, team: Admins) -> None:
        super().__init__(name="of an admin")
        self._team = team

    def filter(self, message: Message) -> bool:
        user = message.from_user
        return user is not None and message.sender_chat is None and self._team.knows(user.id)


class SchoolCommands:
    """`unknown` answers a command that nobody knows. `broadcast` is the data of the button to broadcasts."""

    def __init__(
        self,
        team: Admins,
        statistics: Statistics,
        show: Show,
        commands: AdminCommands,
        unknown: Handler,
        broadcast: str,
        now: Callable[[], datetime],
    ) -> None:
        self._team = team
        self._statistics = statistics
        self._show = show
        self._commands = commands
        self._unknown = unknown
        self._broadcast = broadcast
        self._now = now

    async def menu(self, update: Update, context: Context) -> None:
        """/admin"""
        tap = self._tap(update)
        reports = await self._statistics.unanswered(tap)
        if isinstance(reports, NoAdmin):
            await self._unknown(update, context)
            return
        await self._show.send(tap.person.id, views.menu(reports, self._broadcast))
        await self._commands.offer(tap.person.id)

    async def promote(self, update: Update, context: Context) -> None:
        await self._appoint(update, context, "promote")

    async def demote(self, update: Update, context: Context) -> None:
        await self._appoint(update, context, "demote")

    async def _appoint(self, update: Update, context: Context, command: str) -> None:
        """Whoever asks is answered in private, wherever they ask: a group has no part in it."""
        tap, whom = self._tap(update), _whom(update, context.args or [])
        if whom is None:
            outcome: Appointment | NoAdmin | None = None if await self._team.check(tap) else NoAdmin()
        elif command == "promote":
            outcome = await self._team.promote(tap, whom)
        else:
            outcome = await self._team.demote(tap, whom)
        if whom is not None and outcome is Appointment.PROMOTED:
            await self._welcome(tap, whom)
        elif not isinstance(outcome, NoAdmin):
            await self._show.send(tap.person.id, views.appointment(outcome, command))
        elif update.effective_chat and update.effective_chat.type == ChatType.PRIVATE:
            await self._unknown(update, context)
        if whom is not None and outcome is Appointment.DEMOTED:
            await self._commands.withdraw(whom)

    async def _welcome(self, tap: Tap, admin_id: int) -> None:
        """Both hear of it; that the new one cannot be reached is no reason to stop."""
        await self._commands.offer(admin_id)
        name, told = await self._team.known(admin_id)
        try:
            if told:
                await self._show.send(admin_id, views.welcome(tap.person.first_name))
        except TelegramError as error:
            log.info("a new admin could not be told: %s", type(error).__name__)
            told = False
        await self._show.send(tap.person.id, views.appointed(name, told))

    def _tap(self, update: Update) -> Tap:
        found = message_tap(update, self._now())
        assert found, "the routes let only people's messages in"  # noqa: S101
        return found[0]


def _whom(update: Update, arguments: list[str]) -> int | None:
    """The person named by an id, or by answering a message of theirs."""
    if arguments:
        return int(arguments[0]) if arguments[0].isdecimal() and len(arguments[0]) <= 16 else None
    answered = update.message.reply_to_message if update.message else None
    if answered is None or answered.forum_topic_created:
        # In a topic, Telegram has a message that answers nobody answer the one that opened the topic.
        return None
    behind = getattr(answered.forward_origin, "sender_user", None) or answered.from_user
    return behind.id if isinstance(behind, User) and not behind.is_bot else None
