"""What admins press about broadcasts: the entrance, and steering those that are on their way.

All here raises NotAdminError where it is no admin (any more).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bot.chat.admins_only import AdminsOnly
from bot.chat.broadcast.compose import BroadcastComposer, BroadcastTools
from bot.chat.incoming import ButtonPress, OnButtonPress
from bot.chat.show import Show, together
from bot.tutor.broadcast.broadcasts import Broadcasts
from bot.tutor.tap import Tap
from bot.views.broadcast import cards as views
from bot.views.broadcast.buttons import (
    Action,
    AnnounceNews,
    AudiencePage,
    ChooseAudience,
    ChooseLocal,
    ChooseQuiet,
    ChooseTime,
    DecideHold,
    DraftPage,
    NewBroadcast,
    OpenBroadcast,
    OpenBroadcasts,
    ResendBroadcast,
    SteerBroadcast,
    SteeringAction,
    parse,
)
from bot.views.screen import Screen
from bot.views.words import words_of


@dataclass(frozen=True, slots=True)
class BroadcastPress:
    broadcasts: Broadcasts
    compose: BroadcastComposer
    show: Show
    admins_only: AdminsOnly
    tools: BroadcastTools

    def press(self, otherwise: OnButtonPress) -> OnButtonPress:
        async def press(pressed: ButtonPress) -> None:
            action = parse(pressed.data)
            if action is None:
                await otherwise(pressed)
            else:
                await self._act(pressed.tap, action, pressed)

        return self.admins_only.press(press, otherwise)

    async def _act(self, tap: Tap, action: Action, pressed: ButtonPress) -> None:
        match action:
            case OpenBroadcasts():
                await self._to(tap, pressed, await self._list(tap))
            case NewBroadcast() | AnnounceNews():
                await self.compose.begin(tap, action, pressed)
            case ChooseAudience() | ChooseTime() | ChooseLocal() | ChooseQuiet():
                await self.compose.choose(tap, action, pressed)
            case OpenBroadcast(broadcast_id, draft_page):
                await self._open(tap, broadcast_id, draft_page, pressed)
            case AudiencePage(broadcast_id, page):
                await self.compose.turn(tap, broadcast_id, page, pressed)
            case SteerBroadcast():
                await self._do(tap, action, pressed)
            case ResendBroadcast(broadcast_id, resends):
                await self._resend(tap, broadcast_id, resends, pressed)
            case DecideHold():
                await self._decide(tap, action, pressed)
            case _:
                assert_never(action)

    async def _do(self, tap: Tap, action: SteerBroadcast, pressed: ButtonPress) -> None:
        verbs, broadcast_id = self.broadcasts, action.broadcast
        match action.verb:
            case SteeringAction.SEND:
                done, toast = await verbs.send(tap, broadcast_id), await self._sent(tap, broadcast_id)
                if not done and (screen := await self.compose.open(tap, broadcast_id, DraftPage.CARD)):
                    await self._to(tap, pressed, screen, _words(tap, "no_content"))
                    return
            case SteeringAction.PAUSE:
                done, toast = await verbs.pause(tap, broadcast_id), "paused"
            case SteeringAction.RESUME:
                done, toast = await verbs.resume(tap, broadcast_id), "resumed"
            case SteeringAction.CANCEL:
                done, toast = await verbs.cancel(tap, broadcast_id), "cancelled"
            case SteeringAction.FILE:
                await self._file(tap, broadcast_id, pressed)
                return
            case SteeringAction.PREVIEW | SteeringAction.DISCARD:
                await self.compose.do(tap, action, pressed)
                return
            case _:
                assert_never(action.verb)
        await self._changed(tap, broadcast_id, pressed, _words(tap, toast if done else "too_late"))

    async def _resend(self, tap: Tap, broadcast_id: int, resends: int, pressed: ButtonPress) -> None:
        chats = await self.broadcasts.resend(tap, broadcast_id, resends)
        toast = (
            words_of(tap.person).word("broadcast.toast_resent", chats=chats)
            if chats
            else _words(tap, "too_late")
        )
        await self._changed(tap, broadcast_id, pressed, toast)

    async def _decide(self, tap: Tap, action: DecideHold, pressed: ButtonPress) -> None:
        done = await self.broadcasts.decide(tap, action.broadcast, action.holds, action.send)
        toast = ("sending" if action.send else "let_be") if done else "too_late"
        await self._changed(tap, action.broadcast, pressed, _words(tap, toast))

    async def _changed(self, tap: Tap, broadcast_id: int, pressed: ButtonPress, toast: str) -> None:
        try:
            await self._card(tap, broadcast_id, pressed, toast)
        finally:
            self.tools.wake()

    async def _card(self, tap: Tap, broadcast_id: int, pressed: ButtonPress, toast: str = "") -> None:
        report = await self.broadcasts.report(tap, broadcast_id)
        titles = self.broadcasts.library().titles
        screen = views.card(words_of(tap.person), report, titles) if report else None
        await self._to(tap, pressed, screen, toast)

    async def _sent(self, tap: Tap, broadcast_id: int) -> str:
        """The toast for one that is sent now, or later."""
        report = await self.broadcasts.report(tap, broadcast_id)
        later = report is not None and report.broadcast.timing.at is not None
        return "scheduled" if later else "sending"

    async def _open(self, tap: Tap, broadcast_id: int, page: DraftPage, pressed: ButtonPress) -> None:
        screen = await self.compose.open(tap, broadcast_id, page)
        if screen is not None:
            await self._to(tap, pressed, screen)
            return
        report = await self.broadcasts.report(tap, broadcast_id) if page is DraftPage.CANCEL else None
        if report is None:
            await self._card(tap, broadcast_id, pressed)
            return
        # As a message of its own: the card is live, and would be redrawn over the question.
        question = self.show.send(tap.person.id, views.cancel(words_of(tap.person), report.broadcast))
        await together(self.show.answer(pressed.query_id), question)

    async def _file(self, tap: Tap, broadcast_id: int, pressed: ButtonPress) -> None:
        report = await self.broadcasts.report(tap, broadcast_id)
        if report is None:
            await self._to(tap, pressed, None)
            return
        await together(self.show.answer(pressed.query_id), self.tools.send_file(tap.person.id, report))

    async def _to(self, tap: Tap, pressed: ButtonPress, screen: Screen | None, toast: str = "") -> None:
        """Changes the pressed message into this screen; None: there is no such broadcast (any more)."""
        if screen is None:
            await self.show.answer(pressed.query_id, _words(tap, "no_draft"), alert=True)
        else:
            await together(
                self.show.answer(pressed.query_id, toast),
                self.show.edit(tap.person.id, pressed.message_id, screen),
            )

    async def _list(self, tap: Tap) -> Screen:
        newest = await self.broadcasts.newest(tap)
        return views.newest(words_of(tap.person), newest, self.broadcasts.library().titles)


def _words(tap: Tap, toast: str) -> str:
    return words_of(tap.person).word(f"broadcast.toast_{toast}")
