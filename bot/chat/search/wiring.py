"""All that finds something in the chat, tied together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.incoming import OnButtonPress
from bot.chat.messenger import Messenger
from bot.chat.search.commands import SearchCommands
from bot.chat.search.deep_links import SearchLinks
from bot.chat.search.inline import InlineSearch
from bot.chat.search.press import SearchPress
from bot.chat.show import Show
from bot.tutor.search.search import Search
from bot.tutor.search.seeking import Seeking


@dataclass(frozen=True)
class SearchWiring:
    search: Search
    commands: SearchCommands
    inline: InlineSearch
    seeking: Seeking
    show: Show

    @classmethod
    def of(cls, search: Search, seeking: Seeking, messenger: Messenger, inline_name: str) -> SearchWiring:
        """`inline_name`: the bot's @username, if it can be written in any chat."""
        show = messenger.show
        commands = SearchCommands(search, seeking, show, inline_name)
        return cls(search, commands, InlineSearch(search, messenger), seeking, show)

    def press(self, unknown: OnButtonPress) -> SearchPress:
        """`unknown` takes the buttons that nobody knows."""
        return SearchPress(self.search, self.seeking, self.show, unknown)

    def links(self, unknown: OnButtonPress) -> SearchLinks:
        return SearchLinks(self.press(unknown))
