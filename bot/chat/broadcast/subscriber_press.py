"""What learners press about announcements and time zones, below an announcement and in the settings.

Nothing here touches the place in a course.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bot.chat.callback_dispatch import in_private
from bot.chat.incoming import ButtonPress, OnButtonPress
from bot.chat.show import Show, together
from bot.learning.time_zones import ZONES
from bot.tutor.broadcast.broadcasts import Broadcasts
from bot.tutor.learner.account import Account
from bot.tutor.tap import Tap
from bot.views.broadcast.delivery_message import below
from bot.views.learner import settings as settings_views
from bot.views.learner.announcement_buttons import (
    Action,
    Announcements,
    AskZone,
    ChooseAnnouncements,
    ChooseZone,
    ShowSettings,
    codec,
)
from bot.views.screen import Screen
from bot.views.words import words_of


@dataclass(frozen=True, slots=True)
class SubscriberPress:
    account: Account
    broadcasts: Broadcasts
    show: Show

    def press(self, otherwise: OnButtonPress) -> OnButtonPress:
        """`otherwise`: what a button gets that is none of these."""

        return in_private(codec, self._act, otherwise)

    async def _act(self, tap: Tap, action: Action, pressed: ButtonPress) -> None:
        match action:
            case Announcements(broadcast_id, on):
                await self._below(tap, broadcast_id, on, pressed)
            case ChooseAnnouncements(on):
                learner = await self.account.choose_announcements(tap, on)
                await self._settings(
                    tap,
                    pressed,
                    settings_views.settings(words_of(learner), learner),
                    words_of(learner).word("toast_saved"),
                )
            case AskZone():
                learner = await self.account.know(tap)
                await self._settings(
                    tap, pressed, settings_views.time_zones(words_of(learner), learner, tap.at)
                )
            case ChooseZone(city):
                zone = ZONES.get(city)
                known = await self.account.know(tap)
                learner = await self.account.choose_time_zone(tap, zone) if zone else known
                await self._settings(
                    tap,
                    pressed,
                    settings_views.settings(words_of(learner), learner),
                    words_of(learner).word("toast_saved") if zone else "",
                )
            case ShowSettings():
                learner = await self.account.know(tap)
                await self._settings(tap, pressed, settings_views.settings(words_of(learner), learner))
            case _:
                assert_never(action)

    async def _below(self, tap: Tap, broadcast_id: int, on: bool, pressed: ButtonPress) -> None:
        """One tap: the message stays, its button now does the opposite."""
        words = words_of(await self.account.choose_announcements(tap, on))
        rows = below(words, broadcast_id, await self.broadcasts.content(broadcast_id), announcements=on)
        await together(
            self.show.answer(
                pressed.query_id,
                words.word("broadcast.toast_wanted" if on else "broadcast.toast_stopped"),
            ),
            self.show.buttons(tap.person.id, pressed.message_id, rows),
        )

    async def _settings(self, tap: Tap, pressed: ButtonPress, screen: Screen, toast: str = "") -> None:
        await together(
            self.show.answer(pressed.query_id, toast),
            self.show.edit(tap.person.id, pressed.message_id, screen),
        )
