"""All that has to do with broadcasts in the chat, tied together: for admins, and for who gets them."""

from __future__ import annotations

from collections.abc import Callable

from bot.chat.admins_only import AdminsOnly
from bot.chat.broadcast.commands import BroadcastCommands
from bot.chat.broadcast.compose import Compose, Deliver
from bot.chat.broadcast.press import BroadcastPress, SendFile
from bot.chat.broadcast.subscriber_press import SubscriberPress
from bot.chat.incoming import OnWritten
from bot.chat.show import Show
from bot.tutor.admins import Admins
from bot.tutor.broadcast.broadcasts import Broadcasts
from bot.tutor.learner.account import Account
from bot.tutor.use_cases import UseCases


class BroadcastWiring:
    """`wake` tells the sender that something has changed; `per_second`: how fast it sends."""

    def __init__(
        self,
        desk: UseCases,
        team: Admins,
        show: Show,
        deliver: Deliver,
        bot_name: str,
        per_second: float,
        wake: Callable[[], None],
        send_file: SendFile,
    ) -> None:
        broadcasts, self._admins_only = Broadcasts(desk, team), AdminsOnly(team)
        compose = Compose(broadcasts, show, deliver, bot_name, per_second)
        self.commands = BroadcastCommands(broadcasts, compose, show)
        self.press = BroadcastPress(broadcasts, compose, show, self._admins_only, wake, send_file)
        self.announcements = SubscriberPress(Account(desk, team), broadcasts, show)

    def words(self, otherwise: OnWritten) -> OnWritten:
        """What is written while an admin composes a broadcast is for it; all else is not."""
        return self._admins_only.message(self.commands.message(otherwise), otherwise)
