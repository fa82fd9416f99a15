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
from bot.tutor.learner.account import Account
from bot.tutor.search.search import Search


@dataclass(frozen=True)
class SearchWiring:
    search: Search
    commands: SearchCommands
    inline: InlineSearch
    account: Account
    show: Show

    @classmethod
    def of(cls, search: Search, account: Account, messenger: Messenger, inline_name: str) -> SearchWiring:
        """`inline_name`: the bot's @username, if it can be written in any chat."""
        show = messenger.show
        commands = SearchCommands(search, account, show, inline_name)
        return cls(search, commands, InlineSearch(search, messenger), account, show)

    def press(self, unknown: OnButtonPress) -> SearchPress:
        """`unknown` takes the buttons that nobody knows."""
        return SearchPress(self.search, self.account, self.show, unknown)

    def links(self, unknown: OnButtonPress) -> SearchLinks:
        return SearchLinks(self.press(unknown))
