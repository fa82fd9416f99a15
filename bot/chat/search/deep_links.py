"""From a message that was shared by inline mode into private: to look at a step, or at a term."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Message
from telegram.ext import filters

from bot.chat.incoming import WrittenMessage
from bot.chat.search.press import SearchPress
from bot.views.deep_links import LookLink, TermLink, read
from bot.views.search.buttons import OpenTerm

LINKS = r"^/start(@\w+)? [KW][\w-]{8,16}$"
"""Commands that follow such a link."""


class _ViaThisBot(filters.MessageFilter):
    """What somebody shared by way of this bot: in the chat with it, Telegram tells it of that."""

    def filter(self, message: Message) -> bool:
        return message.via_bot is not None and message.via_bot.id == message.get_bot().id


VIA_THIS_BOT = _ViaThisBot()


@dataclass(frozen=True, slots=True)
class SearchLinks:
    press: SearchPress

    async def open(self, written: WrittenMessage) -> None:
        """A link is followed. Anyone can write one; it shows what everybody may see, and moves nobody."""
        tap = written.tap
        match read(written.text.partition(" ")[2].strip()):
            case TermLink(course, term):
                screen = await self.press.glossary(tap, OpenTerm(course, term, apart=True))
            case LookLink(step):
                screen = await self.press.look(tap, step)
            case _:
                screen = await self.press.look(tap, "")
        await self.press.show.send(tap.person.id, screen)

    async def shared(self, written: WrittenMessage) -> None:
        """The bot's own words, posted by a person: no answer to anything."""
