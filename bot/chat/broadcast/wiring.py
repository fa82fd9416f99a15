"""All that has to do with broadcasts in the chat, tied together: for admins, and for who gets them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.admins_only import AdminsOnly
from bot.chat.broadcast.commands import BroadcastCommands
from bot.chat.broadcast.compose import BroadcastComposer, BroadcastTools
from bot.chat.broadcast.press import BroadcastPress
from bot.chat.broadcast.subscriber_press import SubscriberPress
from bot.chat.incoming import OnWritten
from bot.chat.show import Show
from bot.tutor.admins import Admins
from bot.tutor.broadcast.broadcasts import Broadcasts
from bot.tutor.learner.account import Account
from bot.tutor.use_cases import UseCases


@dataclass(frozen=True)
class BroadcastWiring:
    commands: BroadcastCommands
    press: BroadcastPress
    announcements: SubscriberPress
    admins_only: AdminsOnly

    @classmethod
    def of(cls, use_cases: UseCases, admins: Admins, show: Show, tools: BroadcastTools) -> BroadcastWiring:
        broadcasts, admins_only = Broadcasts(use_cases, admins), AdminsOnly(admins)
        compose = BroadcastComposer(broadcasts, show, tools)
        return cls(
            BroadcastCommands(broadcasts, compose, show),
            BroadcastPress(broadcasts, compose, show, admins_only, tools),
            SubscriberPress(Account(use_cases, admins), broadcasts, show),
            admins_only,
        )

    def words(self, otherwise: OnWritten) -> OnWritten:
        """What is written while an admin composes a broadcast is for it; all else is not."""
        return self.admins_only.message(self.commands.message(otherwise), otherwise)
