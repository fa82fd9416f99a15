"""What admins write, and /report. For everybody else the commands of admins do not exist."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message
from telegram.ext import filters

from bot.chat.bot_profile import ChatCommands
from bot.chat.command import Command, Scope, Who
from bot.chat.incoming import WrittenMessage
from bot.chat.school.appointments import Appointments
from bot.chat.school.reports import ReportChat
from bot.chat.show import Show
from bot.tutor.admins import Admins
from bot.tutor.school.statistics import Statistics
from bot.views.school import screens as views
from bot.views.words import words_of


class FromAdmin(filters.MessageFilter):
    """Lets the messages of admins in: not those of a group or channel that one of them stands behind."""

    def __init__(self, admins: Admins) -> None:
        super().__init__(name="of an admin")
        self._admins = admins

    def filter(self, message: Message) -> bool:
        user = message.from_user
        return user is not None and message.sender_chat is None and self._admins.knows(user.id)


class _NamesThisBot(filters.MessageFilter):
    """A command such as /promote@ThisBot."""

    def filter(self, message: Message) -> bool:
        command = (message.text or "").split(maxsplit=1)[:1]
        return bool(command) and command[0].casefold().endswith(f"@{message.get_bot().username}".casefold())


NAMES_THIS_BOT = _NamesThisBot(name="names this bot")


@dataclass(frozen=True, slots=True)
class SchoolCommands:
    """`broadcast` is the data of the button to broadcasts."""

    statistics: Statistics
    show: Show
    chat_commands: ChatCommands
    appointing: Appointments
    report_chat: ReportChat
    broadcast: str

    async def admin(self, written: WrittenMessage) -> None:
        """The menu. Raises NotAdminError."""
        admin_id = written.tap.person.id
        reports = await self.statistics.unanswered(written.tap)
        await self.show.send(admin_id, views.menu(words_of(written.tap.person), reports, self.broadcast))
        await self.chat_commands.offer(admin_id, words_of(written.tap.person))

    async def promote(self, written: WrittenMessage) -> None:
        """Raises NotAdminError."""
        await self.appointing.asked(written, "promote")

    async def demote(self, written: WrittenMessage) -> None:
        """Raises NotAdminError."""
        await self.appointing.asked(written, "demote")

    async def report(self, written: WrittenMessage) -> None:
        """A mistake in the step where the learner is."""
        await self.report_chat.report(written.tap)


COMMANDS: tuple[Command[SchoolCommands, WrittenMessage], ...] = (
    Command("admin", Scope.PRIVATE, Who.SCHOOL_ADMINS, SchoolCommands.admin),
    Command("promote", Scope.ANYWHERE, Who.SCHOOL_ADMINS, SchoolCommands.promote),
    Command("demote", Scope.ANYWHERE, Who.SCHOOL_ADMINS, SchoolCommands.demote),
    Command("report", Scope.PRIVATE, Who.EVERYONE, SchoolCommands.report),
)
