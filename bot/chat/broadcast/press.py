"""Broadcasts in an admin's chat: the entrance, and steering those that are on their way.

Whoever is no admin gets exactly what they would get if none of this existed.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, assert_never

from telegram import Update

from bot.chat.broadcast.compose import Compose
from bot.chat.incoming import ButtonPress, OnButtonPress, message_tap
from bot.chat.show import Show, together
from bot.learning.admins import NoAdmin
from bot.learning.broadcast.broadcast import Report
from bot.tutor.broadcast.broadcasts import Broadcasts
from bot.tutor.tap import Tap
from bot.views.broadcast import cards as views
from bot.views.broadcast.buttons import (
    Action,
    Announce,
    Begin,
    ChooseAudience,
    ChooseLocal,
    ChooseQuiet,
    ChooseTime,
    Decide,
    Deed,
    Do,
    DraftPage,
    New,
    Open,
    Resend,
    parse,
)
from bot.views.render import word
from bot.views.screen import Screen

Handler = Callable[[Update, Any], Coroutine[Any, Any, None]]
SendFile = Callable[[int, Report], Coroutine[Any, Any, None]]

PATTERN = r"AB[a-z]?(\.|$)"
"""The callback data that are for these buttons."""


class BroadcastPress:
    """`is_admin` spares everybody else a look into the database, which has the last word. `wake` tells the
    sender that something has changed; `send_file` sends a report with its file."""

    def __init__(
        self,
        broadcasts: Broadcasts,
        compose: Compose,
        show: Show,
        is_admin: Callable[[int], bool],
        wake: Callable[[], None],
        send_file: SendFile,
        now: Callable[[], datetime],
    ) -> None:
        self._broadcasts = broadcasts
        self._compose = compose
        self._show = show
        self._is_admin = is_admin
        self._wake = wake
        self._send_file = send_file
        self._now = now

    def command(self, otherwise: Handler) -> Handler:
        """/broadcast; `otherwise`: what everybody else gets."""

        async def command(update: Update, context: Any) -> None:
            found = message_tap(update, self._now())
            admin = found is not None and self._is_admin(found[0].person.id)
            screen = await self._list(found[0]) if found and admin else NoAdmin()
            if found is None or isinstance(screen, NoAdmin):
                await otherwise(update, context)
            else:
                await self._show.send(found[0].person.id, screen)

        return command

    def message(self, otherwise: Handler) -> Handler:
        """Any message, which is for a broadcast while an admin composes one."""

        async def message(update: Update, context: Any) -> None:
            found = message_tap(update, self._now())
            composing = found is not None and self._is_admin(found[0].person.id)
            if found is None or not composing or not await self._compose.took(*found):
                await otherwise(update, context)

        return message

    def press(self, otherwise: OnButtonPress) -> OnButtonPress:
        async def press(pressed: ButtonPress) -> None:
            action = parse(pressed.data) if pressed.private else None
            refused: NoAdmin | None = NoAdmin()
            if action is not None and self._is_admin(pressed.person.id):
                refused = await self._act(pressed.tap(self._now()), action, pressed)
            if refused:
                await otherwise(pressed)

        return press

    async def _act(self, tap: Tap, action: Action, pressed: ButtonPress) -> NoAdmin | None:
        match action:
            case Begin():
                return await self._to(tap, pressed, await self._list(tap))
            case New() | Announce():
                return await self._compose.begin(tap, action, pressed)
            case ChooseAudience() | ChooseTime() | ChooseLocal() | ChooseQuiet():
                return await self._compose.choose(tap, action, pressed)
            case Open(broadcast_id, page):
                return await self._open(tap, broadcast_id, page, pressed)
            case Do():
                return await self._do(tap, action, pressed)
            case Resend(broadcast_id, resends):
                return await self._resend(tap, broadcast_id, resends, pressed)
            case Decide():
                return await self._decide(tap, action, pressed)
            case _:
                assert_never(action)

    async def _do(self, tap: Tap, action: Do, pressed: ButtonPress) -> NoAdmin | None:
        verbs, broadcast_id = self._broadcasts, action.broadcast
        match action.deed:
            case Deed.SEND:
                done, toast = await verbs.send(tap, broadcast_id), await self._sent(tap, broadcast_id)
                if not done and (screen := await self._compose.open(tap, broadcast_id, DraftPage.CARD)):
                    return await self._to(tap, pressed, screen, _words("no_content"))
            case Deed.PAUSE:
                done, toast = await verbs.pause(tap, broadcast_id), "paused"
            case Deed.RESUME:
                done, toast = await verbs.resume(tap, broadcast_id), "resumed"
            case Deed.CANCEL:
                done, toast = await verbs.cancel(tap, broadcast_id), "cancelled"
            case Deed.FILE:
                return await self._file(tap, broadcast_id, pressed)
            case Deed.PREVIEW | Deed.DISCARD:
                return await self._compose.do(tap, action, pressed)
            case _:
                assert_never(action.deed)
        if isinstance(done, NoAdmin):
            return done
        return await self._changed(tap, broadcast_id, pressed, _words(toast if done else "too_late"))

    async def _resend(
        self, tap: Tap, broadcast_id: int, resends: int, pressed: ButtonPress
    ) -> NoAdmin | None:
        chats = await self._broadcasts.resend(tap, broadcast_id, resends)
        if isinstance(chats, NoAdmin):
            return chats
        toast = word("toast_resent", views.WORDS).format(chats=chats) if chats else _words("too_late")
        return await self._changed(tap, broadcast_id, pressed, toast)

    async def _decide(self, tap: Tap, action: Decide, pressed: ButtonPress) -> NoAdmin | None:
        done = await self._broadcasts.decide(tap, action.broadcast, action.holds, action.send)
        if isinstance(done, NoAdmin):
            return done
        toast = ("sending" if action.send else "let_be") if done else "too_late"
        return await self._changed(tap, action.broadcast, pressed, _words(toast))

    async def _changed(self, tap: Tap, broadcast_id: int, pressed: ButtonPress, toast: str) -> NoAdmin | None:
        refused = await self._card(tap, broadcast_id, pressed, toast)
        self._wake()
        return refused

    async def _card(
        self, tap: Tap, broadcast_id: int, pressed: ButtonPress, toast: str = ""
    ) -> NoAdmin | None:
        report = await self._broadcasts.report(tap, broadcast_id)
        screen = views.card(report) if isinstance(report, Report) else report
        return await self._to(tap, pressed, screen, toast)

    async def _sent(self, tap: Tap, broadcast_id: int) -> str:
        """The toast for one that is sent now, or later."""
        report = await self._broadcasts.report(tap, broadcast_id)
        later = isinstance(report, Report) and report.broadcast.timing.at is not None
        return "scheduled" if later else "sending"

    async def _open(
        self, tap: Tap, broadcast_id: int, page: DraftPage, pressed: ButtonPress
    ) -> NoAdmin | None:
        screen = await self._compose.open(tap, broadcast_id, page)
        if screen is not None:
            return await self._to(tap, pressed, screen)
        report = await self._broadcasts.report(tap, broadcast_id) if page is DraftPage.CANCEL else None
        if not isinstance(report, Report):
            return report or await self._card(tap, broadcast_id, pressed)
        # As a message of its own: the card is live, and would be redrawn over the question.
        question = self._show.send(tap.person.id, views.cancel(report.broadcast))
        await together(self._show.answer(pressed.query_id), question)
        return None

    async def _file(self, tap: Tap, broadcast_id: int, pressed: ButtonPress) -> NoAdmin | None:
        report = await self._broadcasts.report(tap, broadcast_id)
        if not isinstance(report, Report):
            return await self._to(tap, pressed, report)
        await together(self._show.answer(pressed.query_id), self._send_file(tap.person.id, report))
        return None

    async def _to(
        self, tap: Tap, pressed: ButtonPress, screen: Screen | NoAdmin | None, toast: str = ""
    ) -> NoAdmin | None:
        """Changes the pressed message into this screen; None: there is no such broadcast (any more)."""
        if isinstance(screen, NoAdmin):
            return screen
        if screen is None:
            await self._show.answer(pressed.query_id, _words("no_draft"), alert=True)
        else:
            await together(
                self._show.answer(pressed.query_id, toast),
                self._show.edit(tap.person.id, pressed.message_id, screen),
            )
        return None

    async def _list(self, tap: Tap) -> Screen | NoAdmin:
        found = await self._broadcasts.newest(tap)
        return found if isinstance(found, NoAdmin) else views.newest(found)


def _words(toast: str) -> str:
    return word(f"toast_{toast}", views.WORDS)
