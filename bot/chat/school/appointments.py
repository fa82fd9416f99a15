"""/promote and /demote: who runs the school. For everybody else these commands do not exist.

In a group every bot that keeps order has commands of these names. So there the command has to name this bot,
and nothing is done before whoever gave it has confirmed it in private.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from telegram import Message, Update, User
from telegram.constants import ChatType
from telegram.error import TelegramError
from telegram.ext import ContextTypes, filters

from bot.chat.bot_profile import AdminCommands
from bot.chat.incoming import message_tap
from bot.chat.show import Show
from bot.learning.admins import Appointment
from bot.tutor.admins import Admins
from bot.tutor.tap import Tap
from bot.views.school import screens as views
from bot.views.screen import Screen

log = logging.getLogger(__name__)

Context = ContextTypes.DEFAULT_TYPE


class _NamesThisBot(filters.MessageFilter):
    """A command such as /promote@ThisBot."""

    def filter(self, message: Message) -> bool:
        command = (message.text or "").split(maxsplit=1)[:1]
        return bool(command) and command[0].casefold().endswith(f"@{message.get_bot().username}".casefold())


NAMES_THIS_BOT = _NamesThisBot(name="names this bot")


class Appointing:
    def __init__(
        self, team: Admins, show: Show, commands: AdminCommands, now: Callable[[], datetime]
    ) -> None:
        self._team = team
        self._show = show
        self._commands = commands
        self._now = now

    async def promote(self, update: Update, context: Context) -> None:
        """/promote. Raises NotAdminError, as does all here."""
        await self._asked(update, context, "promote")

    async def demote(self, update: Update, context: Context) -> None:
        await self._asked(update, context, "demote")

    async def appoint(self, tap: Tap, admin_id: int) -> Screen:
        """What to tell whoever wants it: they are asked here whether they may."""
        outcome = await self._team.promote(tap, admin_id)
        if outcome is Appointment.PROMOTED:
            return await self._welcomed(tap, admin_id)
        return views.appointment(outcome, "promote")

    async def dismiss(self, tap: Tap, admin_id: int) -> Appointment:
        outcome = await self._team.demote(tap, admin_id)
        if outcome is Appointment.DEMOTED:
            await self._commands.withdraw(admin_id)
        return outcome

    async def _asked(self, update: Update, context: Context, command: str) -> None:
        """Whoever asks is answered in private, wherever they ask: a group has no part in it."""
        tap, whom = self._tap(update), _whom(update, context.args or [])
        private = bool(update.effective_chat and update.effective_chat.type == ChatType.PRIVATE)
        await self._show.send(tap.person.id, await self._answered(tap, whom, command, private))

    async def _answered(self, tap: Tap, whom: int | None, command: str, private: bool) -> Screen:
        if whom is None or not private:
            await self._team.check(tap)
            return await self._question(whom, command)
        if command == "promote":
            return await self.appoint(tap, whom)
        return views.appointment(await self.dismiss(tap, whom), command)

    async def _question(self, whom: int | None, command: str) -> Screen:
        """Whether that is meant; or, who."""
        if whom is None:
            return views.appointment(None, command)
        name, _ = await self._team.known(whom)
        if name is None and command == "promote":
            return views.appointment(Appointment.STRANGER, command)
        return views.confirm(command, whom, name)

    async def _welcomed(self, tap: Tap, admin_id: int) -> Screen:
        """Both hear of it; that the new one cannot be reached is no reason to stop."""
        await self._commands.offer(admin_id)
        name, told = await self._team.known(admin_id)
        try:
            if told:
                await self._show.send(admin_id, views.welcome(tap.person.first_name))
        except TelegramError as error:
            log.info("a new admin could not be told: %s", type(error).__name__)
            told = False
        return views.appointed(name, told)

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
