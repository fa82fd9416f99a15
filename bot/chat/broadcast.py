"""Broadcasts in an admin's chat: the entrance, and steering those that are on their way.

Whoever is no admin gets exactly what they would get if none of this existed.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any, assert_never

from telegram import Update

from bot.chat.compose import Compose
from bot.chat.incoming import OnPress, Pressed, message_tap
from bot.chat.show import Show, together
from bot.learning.broadcast import Report
from bot.tutor.broadcasts import Broadcasts
from bot.tutor.tap import Tap
from bot.views import broadcast as views
from bot.views.broadcast_buttons import (
    Action,
    Announce,
    Begin,
    ChooseAudience,
    ChooseLocal,
    ChooseQuiet,
    ChooseTime,
    Deed,
    Do,
    New,
    Open,
    Page,
    Resend,
    parse,
)
from bot.views.render import word
from bot.views.screen import Screen

Handler = Callable[[Update, Any], Coroutine[Any, Any, None]]
SendFile = Callable[[int, Report], Coroutine[Any, Any, None]]

PATTERN = r"AB[a-z]?(\.|$)"
"""The callback data that are for these buttons."""


class BroadcastChat:
    """`wake` tells the sender that something has changed; `send_file` sends a report with its file."""

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
            if found is None or not self._is_admin(found[0].person.id):
                await otherwise(update, context)
            else:
                await self._show.send(found[0].person.id, await self._list())

        return command

    def message(self, otherwise: Handler) -> Handler:
        """Any message, which is for a broadcast while an admin composes one."""

        async def message(update: Update, context: Any) -> None:
            found = message_tap(update, self._now())
            composing = found is not None and self._is_admin(found[0].person.id)
            if found is None or not composing or not await self._compose.took(*found):
                await otherwise(update, context)

        return message

    def press(self, otherwise: OnPress) -> OnPress:
        async def press(pressed: Pressed) -> None:
            action = parse(pressed.data) if pressed.private else None
            if action is None or not self._is_admin(pressed.person.id):
                await otherwise(pressed)
            else:
                await self._act(pressed.tap(self._now()), action, pressed)

        return press

    async def _act(self, tap: Tap, action: Action, pressed: Pressed) -> None:
        match action:
            case Begin():
                await self._answer_and_show(tap, pressed, await self._list())
            case New() | Announce():
                await self._compose.begin(tap, action, pressed)
            case ChooseAudience() | ChooseTime() | ChooseLocal() | ChooseQuiet():
                await self._compose.choose(tap, action, pressed)
            case Open(broadcast_id, page):
                if not await self._compose.opened(tap, broadcast_id, page, pressed):
                    await self._open(tap, broadcast_id, page, pressed)
            case Do(_, Deed.PREVIEW | Deed.DISCARD):
                await self._compose.do(tap, action, pressed)
            case Do(broadcast_id, deed):
                await self._steer(tap, broadcast_id, deed, pressed)
            case Resend(broadcast_id, resends):
                chats = await self._broadcasts.resend(broadcast_id, resends, tap.at)
                toast = word("toast_resent", views.WORDS).format(chats=chats) if chats else _words("too_late")
                await self._changed(tap, broadcast_id, pressed, toast)
            case _:
                assert_never(action)

    async def _steer(self, tap: Tap, broadcast_id: int, deed: Deed, pressed: Pressed) -> None:
        verbs = self._broadcasts
        match deed:
            case Deed.SEND:
                toast = "sending" if await verbs.send(broadcast_id, pressed.message_id, tap.at) else ""
            case Deed.PAUSE:
                toast = "paused" if await verbs.pause(broadcast_id, tap.at) else ""
            case Deed.RESUME:
                toast = "resumed" if await verbs.resume(broadcast_id, tap.at) else ""
            case Deed.CANCEL:
                toast = "cancelled" if await verbs.cancel(broadcast_id, tap.at) else ""
            case Deed.FILE:
                await self._file(tap, broadcast_id, pressed)
                return
            case Deed.PREVIEW | Deed.DISCARD:
                return
            case _:
                assert_never(deed)
        await self._changed(tap, broadcast_id, pressed, _words(toast or "too_late"))

    async def _changed(self, tap: Tap, broadcast_id: int, pressed: Pressed, toast: str) -> None:
        await self._card(tap, broadcast_id, pressed, toast)
        self._wake()

    async def _card(self, tap: Tap, broadcast_id: int, pressed: Pressed, toast: str = "") -> None:
        report = await self._broadcasts.report(broadcast_id)
        if report is None:
            await self._show.answer(pressed.query_id, _words("no_draft"), alert=True)
        else:
            await self._answer_and_show(tap, pressed, views.card(report), toast)

    async def _open(self, tap: Tap, broadcast_id: int, page: Page, pressed: Pressed) -> None:
        report = await self._broadcasts.report(broadcast_id) if page is Page.CANCEL else None
        if report is None:
            await self._card(tap, broadcast_id, pressed)
        else:  # as a message of its own: the card is live, and would be redrawn over the question
            screen = views.cancel(report.broadcast)
            await together(self._show.answer(pressed.query_id), self._show.send(tap.person.id, screen))

    async def _file(self, tap: Tap, broadcast_id: int, pressed: Pressed) -> None:
        report = await self._broadcasts.report(broadcast_id)
        if report is None:
            await self._show.answer(pressed.query_id, _words("no_draft"), alert=True)
        else:
            await together(self._show.answer(pressed.query_id), self._send_file(tap.person.id, report))

    async def _answer_and_show(self, tap: Tap, pressed: Pressed, screen: Screen, toast: str = "") -> None:
        await together(
            self._show.answer(pressed.query_id, toast),
            self._show.edit(tap.person.id, pressed.message_id, screen),
        )

    async def _list(self) -> Screen:
        return views.newest(await self._broadcasts.newest())


def _words(toast: str) -> str:
    return word(f"toast_{toast}", views.WORDS)
