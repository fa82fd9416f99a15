"""All that has to do with broadcasts in the chat, tied together: for admins, and for who gets them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.chat.announcements import AnnouncementsChat
from bot.chat.broadcast import BroadcastChat, SendFile
from bot.chat.compose import Compose, Deliver
from bot.chat.show import Show
from bot.tutor.admin import Admins
from bot.tutor.broadcasts import Broadcasts
from bot.tutor.desk import Desk
from bot.tutor.reception import Reception


class BroadcastRoom:
    """`wake` tells the sender that something has changed; `per_second`: how fast it sends."""

    def __init__(
        self,
        desk: Desk,
        team: Admins,
        show: Show,
        deliver: Deliver,
        bot_name: str,
        per_second: float,
        wake: Callable[[], None],
        send_file: SendFile,
        now: Callable[[], datetime],
    ) -> None:
        broadcasts = Broadcasts(desk, team)
        compose = Compose(broadcasts, show, deliver, bot_name, per_second)
        self.chat = BroadcastChat(broadcasts, compose, show, team.knows, wake, send_file, now)
        self.announcements = AnnouncementsChat(Reception(desk, team), broadcasts, show, now)
