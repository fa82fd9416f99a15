"""Raw updates on their way in: put in line and handled at once, or put into the inbox where that takes
long."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import Application

from bot.app.inbox import Inbox
from bot.app.inbox_entry import Entry
from bot.chat.incoming import ButtonPress, Entrance, pressed_in
from bot.chat.show import Call
from bot.wire.handling import RawUpdate
from bot.wire.order import ByChat, chat_of
from bot.wire.pace import ANSWER
from bot.wire.reading import read_update

AnyApplication = Application[Any, Any, Any, Any, Any, Any]

PATIENCE = 20
"""Updates that one person or one group may have waiting behind the one that is handled."""

_MESSAGES = ("message", "channel_post")
_MOVES = ("migrate_to_chat_id", "migrate_from_chat_id")


class Intake:
    """A chat's updates stand in one line. Whoever presses has a line of their own, which in private is the
    chat's: so in a group five hundred answers do not wait for each other.

    An update whose line is behind, or whose chat may not be written to at this moment, goes into the
    inbox.

    In memory alone: what is in line is not confirmed, and comes again to whoever takes over."""

    def __init__(
        self, application: AnyApplication, order: ByChat, inbox: Inbox, call: Call, entrance: Entrance
    ) -> None:
        self._application = application
        self._order = order
        self._inbox = inbox
        self._call = call
        self._entrance = entrance
        self._at_work: dict[int, Entry] = {}
        self._in_line: dict[int, list[Entry]] = {}
        """Line -> those that are handled without lying in the inbox, in order: the first is in work."""

    async def open(self) -> None:
        """Goes on with what a former process left in the inbox."""
        await self._inbox.open(self._process, self._pass_over)

    async def handle(self, raw: RawUpdate) -> None:
        pressed = self._pressed_in(raw)
        line = pressed.person.id if pressed else chat_of(raw)
        if line is None:
            await self._application.process_update(read_update(raw, self._application.bot))
        elif self._inbox.lay_here(raw["update_id"]):
            return
        elif self._has_many(line) and _may_be_lost(line, raw):
            await self._pass_over(raw)
        else:
            await self._take(Entry(raw, line, pressed))

    def is_held_up(self, raw: RawUpdate) -> bool:
        """Whether its handling waits for the pace of its chat."""
        entry = self._at_work.get(raw["update_id"])
        return entry is not None and self._inbox.is_held_up(entry.line)

    async def keep(self, raw: RawUpdate) -> bool:
        """Puts an update that takes long, and all that wait behind it, into the inbox; whether it is there,
        or done. Its handling goes on; what waits is handled from there."""
        entry = self._at_work.get(raw["update_id"])
        if entry is None:
            return True
        self._order.give_back(entry.line)
        return await self._keep_line(entry)

    def put_off(self, update: Update | ButtonPress, seconds: float) -> None:
        """It is to be handled once more after so many seconds: handlers know what comes twice."""
        if entry := self._at_work.get(update.update_id):
            entry.put_off = seconds

    def _has_many(self, line: int) -> bool:
        """Whether so many wait in this line that whoever makes them cannot want an answer to each."""
        loose = sum(entry.is_loose for entry in self._in_line[line]) if line in self._in_line else 0
        return self._inbox.waiting(line) + loose > PATIENCE

    async def _take(self, entry: Entry) -> None:
        self._in_line.setdefault(entry.line, []).append(entry)
        self._at_work[entry.raw["update_id"]] = entry
        try:
            messages = ANSWER if entry.pressed else 1
            if self._inbox.must_wait(entry.line, messages) and await self._keep_line(entry):
                return
            await self._order.run(entry.line, partial(self._in_turn, entry))
        finally:
            self._leave(entry)

    async def _keep_line(self, entry: Entry) -> bool:
        """Of its line, all that are not in the inbox, or the order would be lost; whether this one is
        there."""
        if entry.is_loose:
            await self._inbox.keep([one for one in self._in_line[entry.line] if one.is_loose])
        return await entry.is_safe()

    async def _in_turn(self, entry: Entry) -> None:
        if entry.kept and await entry.kept:
            return
        try:
            await self._process(entry)
        except Exception:  # it failed, and would fail again
            await self._inbox.handled(entry)
            raise
        if entry.kept or entry.put_off is not None:
            await self._inbox.handled(entry)

    async def _process(self, entry: Entry) -> None:
        self._at_work[entry.raw["update_id"]] = entry
        try:
            pressed = entry.pressed or self._pressed_in(entry.raw)
            update = pressed or read_update(entry.raw, self._application.bot)
            await self._application.process_update(update)
        finally:
            self._at_work.pop(entry.raw["update_id"], None)

    def _leave(self, entry: Entry) -> None:
        self._at_work.pop(entry.raw["update_id"], None)
        in_line = self._in_line[entry.line]
        in_line.remove(entry)
        if not in_line:
            del self._in_line[entry.line]

    async def _pass_over(self, raw: RawUpdate) -> None:
        """It is not acted upon, but no button spins: of what is heaped up beyond reason, and where a later
        one shows the same."""
        if pressed := self._pressed_in(raw):
            with suppress(TelegramError):  # a spinner that nobody is waiting for any more
                await self._call("answerCallbackQuery", {"callback_query_id": pressed.query_id}, {})

    def _pressed_in(self, raw: RawUpdate) -> ButtonPress | None:
        return pressed_in(raw, self._entrance.now(), self._entrance.language_of)


def _may_be_lost(line: int, raw: Mapping[str, Any]) -> bool:
    """Of a group, only what is said in it: whether the bot is in it, and where it moved to, is told once."""
    if line > 0:
        return True
    said = next((raw[kind] for kind in _MESSAGES if kind in raw), None)
    return isinstance(said, Mapping) and not any(move in said for move in _MOVES)
