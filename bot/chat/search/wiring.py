"""All that finds something in the chat, tied together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.incoming import OnButtonPress
from bot.chat.search.commands import SearchCommands
from bot.chat.search.press import SearchPress
from bot.chat.show import Show
from bot.tutor.learner.account import Account
from bot.tutor.search.search import Search


@dataclass(frozen=True)
class SearchWiring:
    search: Search
    commands: SearchCommands
    account: Account
    show: Show

    @classmethod
    def of(cls, search: Search, account: Account, show: Show) -> SearchWiring:
        return cls(search, SearchCommands(search, account, show), account, show)

    def press(self, unknown: OnButtonPress) -> SearchPress:
        """`unknown` takes the buttons that nobody knows."""
        return SearchPress(self.search, self.account, self.show, unknown)
