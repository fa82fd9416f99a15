"""All that finds something in the chat, tied together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.incoming import LanguageOf, OnButtonPress
from bot.chat.messenger import Messenger
from bot.chat.search.commands import SearchCommands
from bot.chat.search.deep_links import SearchLinks
from bot.chat.search.inline import InlineSearch
from bot.chat.search.press import SearchPress
from bot.chat.show import Show
from bot.tutor.search.search import Search
from bot.tutor.search.seeking import Seeking


@dataclass(frozen=True)
class InlineTools:
    """`name`: the bot's @username, if it can be written in any chat."""

    name: str
    language_of: LanguageOf


@dataclass(frozen=True)
class SearchWiring:
    search: Search
    commands: SearchCommands
    inline: InlineSearch
    seeking: Seeking
    show: Show

    @classmethod
    def of(cls, search: Search, seeking: Seeking, messenger: Messenger, inline: InlineTools) -> SearchWiring:
        show = messenger.show
        commands = SearchCommands(search, seeking, show, inline.name)
        return cls(search, commands, InlineSearch(search, messenger, inline.language_of), seeking, show)

    def press(self, unknown: OnButtonPress) -> SearchPress:
        """`unknown` takes the buttons that nobody knows."""
        return SearchPress(self.search, self.seeking, self.show, unknown)

    def links(self, unknown: OnButtonPress) -> SearchLinks:
        return SearchLinks(self.press(unknown))
