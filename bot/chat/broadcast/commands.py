"""What admins write about broadcasts: /broadcast, and what is to be sent."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.broadcast.compose import BroadcastComposer
from bot.chat.command import Command, Scope, Who
from bot.chat.incoming import OnWritten, WrittenMessage
from bot.chat.show import Show
from bot.tutor.broadcast.broadcasts import Broadcasts
from bot.views.broadcast import cards as views
from bot.views.words import words_of


@dataclass(frozen=True, slots=True)
class BroadcastCommands:
    """All here raises NotAdminError where it is no admin (any more)."""

    broadcasts: Broadcasts
    compose: BroadcastComposer
    show: Show

    async def broadcast(self, written: WrittenMessage) -> None:
        """The newest ones, and the way to a new one."""
        newest = await self.broadcasts.newest(written.tap)
        titles = self.broadcasts.library().titles
        await self.show.send(
            written.tap.person.id, views.newest(words_of(written.tap.person), newest, titles)
        )

    def message(self, otherwise: OnWritten) -> OnWritten:
        """Any message, which is for a broadcast while an admin composes one."""

        async def message(written: WrittenMessage) -> None:
            if not await self.compose.took(written.tap, written.message):
                await otherwise(written)

        return message


COMMANDS: tuple[Command[BroadcastCommands, WrittenMessage], ...] = (
    Command("broadcast", Scope.PRIVATE, Who.SCHOOL_ADMINS, BroadcastCommands.broadcast, offered=False),
)
