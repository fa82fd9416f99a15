"""/promote and /demote: who runs the school. For everybody else these commands do not exist.

In a group every bot that keeps order has commands of these names. So there the command has to name this bot,
and nothing is done before whoever gave it has confirmed it in private.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from telegram import User
from telegram.error import TelegramError

from bot.chat.bot_profile import ChatCommands
from bot.chat.incoming import WrittenMessage
from bot.chat.show import Show
from bot.learning.admins import Appointment
from bot.tutor.admins import Admins
from bot.tutor.tap import Tap
from bot.views.school import screens as views
from bot.views.screen import Screen
from bot.views.words import Words, words_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Appointments:
    admins: Admins
    show: Show
    chat_commands: ChatCommands

    async def asked(self, written: WrittenMessage, command: str) -> None:
        """Whoever asks is answered in private, wherever they ask: a group has no part in it. Raises
        NotAdminError, as does all here."""
        tap, whom = written.tap, _whom(written)
        await self.show.send(tap.person.id, await self._answered(tap, whom, command, written.private))

    async def appoint(self, tap: Tap, admin_id: int) -> Screen:
        """What to tell whoever wants it: they are asked here whether they may."""
        outcome = await self.admins.promote(tap, admin_id)
        if outcome is Appointment.PROMOTED:
            return await self._welcomed(tap, admin_id)
        return views.appointment(words_of(tap.person), outcome, "promote")

    async def dismiss(self, tap: Tap, admin_id: int) -> Appointment:
        outcome = await self.admins.demote(tap, admin_id)
        if outcome is Appointment.DEMOTED:
            if learner := await self.admins.reader(admin_id):
                await self.chat_commands.adapt(learner, admin=False)
            else:
                await self.chat_commands.withdraw(admin_id)
        return outcome

    async def _answered(self, tap: Tap, whom: int | None, command: str, private: bool) -> Screen:
        if whom is None or not private:
            await self.admins.check(tap)
            return await self._question(words_of(tap.person), whom, command)
        if command == "promote":
            return await self.appoint(tap, whom)
        return views.appointment(words_of(tap.person), await self.dismiss(tap, whom), command)

    async def _question(self, words: Words, whom: int | None, command: str) -> Screen:
        """Whether that is meant; or, who."""
        if whom is None:
            return views.appointment(words, None, command)
        name, _ = await self.admins.contact(whom)
        if name is None and command == "promote":
            return views.appointment(words, Appointment.STRANGER, command)
        return views.confirm(words, command, whom, name)

    async def _welcomed(self, tap: Tap, admin_id: int) -> Screen:
        """Both hear of it; that the new one cannot be reached is no reason to stop."""
        words = words_of(await self.admins.reader(admin_id))
        await self.chat_commands.offer(admin_id, words)
        name, told = await self.admins.contact(admin_id)
        try:
            if told:
                await self.show.send(admin_id, views.welcome(words, tap.person.first_name))
        except TelegramError as error:
            log.info("a new admin could not be told: %s", type(error).__name__)
            told = False
        return views.appointed(words_of(tap.person), name, told)


def _whom(written: WrittenMessage) -> int | None:
    """The person named by an id, or by answering a message of theirs."""
    if written.args:
        wanted = written.args[0]
        return int(wanted) if wanted.isdecimal() and len(wanted) <= 16 else None
    answered = written.message.reply_to_message
    if answered is None or answered.forum_topic_created:
        # In a topic, Telegram has a message that answers nobody answer the one that opened the topic.
        return None
    behind = getattr(answered.forward_origin, "sender_user", None) or answered.from_user
    return behind.id if isinstance(behind, User) and not behind.is_bot else None
