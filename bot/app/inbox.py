"""The durable inbox: updates that cannot be handled soon wait in the database, and are confirmed meanwhile.

Telegram hands out no more than 100 unconfirmed updates, and posts fewer at once: one that waits for its
turn, for the pace of its chat or for a slow answer would keep all others from being heard.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.app.inbox_entry import Entry, already_kept, row_of
from bot.app.put_off import PutOff
from bot.storage import inbox as rows
from bot.storage.database import Database
from bot.storage.errors import DatabaseError
from bot.wire.handling import HOLD, RawUpdate, attend
from bot.wire.order import ByChat
from bot.wire.pace import Pace

SOON = 1.5
"""Seconds before its time from which one that was put off counts as due: Telegram tells whole seconds, and
later ones of its chat must not overtake it in the last of them."""

AGAIN = 2.0
"""Seconds after which a database that could not be used is tried again."""

GRACE = 8.0
"""Seconds that an orderly end waits for what is being handled."""

log = logging.getLogger(__name__)


@dataclass(eq=False)
class _Line:
    """A line that is worked off. `storing`: how many updates are about to be put into it. `at_work`: whether
    one of it is being handled."""

    storing: int = 0
    at_work: bool = False
    over: bool = False
    task: asyncio.Task[None] | None = None


class Inbox:
    """Each line is worked off in its order, one update after the other, beside the others.

    Before its next update, a line waits up to `patience` seconds for the pace of its chat. With more to wait
    it is handled all the same: what it decides is saved, and only what it shows is put off.

    What is in memory is read anew by who takes over; what was handled, and is still there, comes twice."""

    def __init__(
        self, database: Database, order: ByChat, pace: Pace, patience: float, now: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._order = order
        self._pace = pace
        self._patience = patience
        self._now = now
        self._lines: dict[int, _Line] = {}
        self._counts: Counter[int] = Counter()
        self._put_off = PutOff(self._work_at)
        self._done: set[int] = set()
        """Handled, and still in the database."""
        self._from_before: set[int] = set()
        self._stopping = False

    async def open(
        self,
        handle: Callable[[Entry], Awaitable[object]],
        pass_over: Callable[[RawUpdate], Awaitable[object]],
    ) -> None:
        """`handle` is what is done with one that lies here, and `pass_over` with one that a later one
        answers as well. Both answer for their own failures."""
        self._handle = handle
        self._pass_over = pass_over
        for line, update_id in await self._database.transaction(rows.waiting):
            self._counts[line] += 1
            self._from_before.add(update_id)
            self._work_at(line)

    @property
    def ready(self) -> int:
        """How many updates wait, those that are put off left out."""
        return self._counts.total() - len(self._put_off)

    def must_wait(self, line: int, messages: int) -> bool:
        """Whether a new update that causes so many messages cannot be handled at once: others of its line
        come first, or its chat may not be written to at this moment."""
        if line in self._lines:
            return True
        if self._pace.knows(line) and (self._pause(line, messages) > 0 or self._pace.is_crowded(line)):
            return True
        put_off = self._put_off.of(line)
        return put_off > 0 and len(self._not_yet(line)) < put_off

    def is_held_up(self, line: int) -> bool:
        """Whether the pace of its chat keeps what is in work waiting."""
        return self._pace.keeps_waiting(line)

    def waiting(self, line: int) -> int:
        """How many of this line wait, those that are put off as well."""
        return self._counts.get(line, 0)

    def lay_here(self, update_id: int) -> bool:
        """Whether it waited when the process began: if it arrives now, it arrives for the second time."""
        return update_id in self._from_before

    async def keep(self, entries: Sequence[Entry]) -> bool:
        """Puts updates of one line at its end; whether they are safe there."""
        kept = asyncio.get_running_loop().create_future()
        for entry in entries:
            entry.kept = kept
        is_kept = False
        try:
            is_kept = await self._store(entries)
        finally:
            kept.set_result(is_kept)
        return is_kept

    async def handled(self, entry: Entry) -> None:
        """It was handled, here or elsewhere, in its line's turn: it is taken out, or put off."""
        if entry.put_off is not None:
            self._put_off.add(entry.id, entry.line, entry.put_off)
            if not await entry.is_safe() and not await self._store([entry]):
                self._put_off.remove(entry.id, entry.line)
                self._work_at(entry.line)
        elif entry.kept and await entry.kept:
            self._done.add(entry.id)
            self._work_at(entry.line)

    def stop(self) -> None:
        """Begin with no other: what is being handled is finished."""
        self._stopping = True
        self._put_off.stop()
        for line in self._lines.values():
            if line.task and not line.at_work:
                line.task.cancel()

    async def close(self) -> None:
        """Waits for what is being handled, but not for ever: it lies here, and is handled by the next
        process."""
        self.stop()
        tasks = [line.task for line in self._lines.values() if line.task]
        if tasks:
            await asyncio.wait(tasks, timeout=GRACE)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        try:
            await self._database.transaction(partial(rows.remove, update_ids=self._done))
        except DatabaseError as error:
            log.error("what was handled stays in the inbox, and is handled again: %s", error)

    async def _store(self, entries: Sequence[Entry]) -> bool:
        """In order, all or none."""
        number = entries[0].line
        line = self._work_at(number)
        received = [row_of(entry, self._now()) for entry in entries]
        line.storing += 1
        self._counts[number] += len(entries)
        try:
            passed = await self._database.transaction(partial(rows.keep, updates=received))
        except DatabaseError as error:
            self._counts[number] -= len(entries)
            log.error("update %s cannot be put into the inbox: %s", entries[0].id, error)
            return False
        finally:
            line.storing -= 1
        for raw in map(json.loads, passed):
            self._counts[number] -= 1
            self._put_off.remove(raw["update_id"], number)
            await self._pass_over(raw)
        return True

    def _not_yet(self, line: int) -> frozenset[int]:
        """Those that are put off, and not due soon."""
        if not self._put_off.of(line):
            return frozenset()
        held = self._pace.wait_of(line) > self._patience
        return self._put_off.later_than(0.0 if held else SOON, line)

    def _pause(self, line: int, messages: int = 1) -> float:
        """Seconds to wait for the pace of its chat; 0 for none, or more than there is patience for."""
        wait = self._pace.wait_of(line, messages)
        return wait if wait > 0 and self._pace.wait_of(line) <= self._patience else 0.0

    def _work_at(self, number: int) -> _Line:
        """The line, which is worked off from now on."""
        line = self._lines.get(number)
        if line is None:
            line = self._lines[number] = _Line()
            if not self._stopping:
                line.task = asyncio.create_task(self._work_off(number, line))
        return line

    async def _work_off(self, number: int, line: _Line) -> None:
        while not line.over and not self._stopping:
            if pause := self._pause(number):
                await asyncio.sleep(pause)
            try:
                await self._order.run(number, partial(self._step, number, line))
            except DatabaseError as error:
                log.error("the inbox cannot be read; next try in %.0f s: %s", AGAIN, error)
                await asyncio.sleep(AGAIN)

    async def _step(self, number: int, line: _Line) -> None:
        """In the line's turn: handles the first that may be; where there is none, the line is over."""
        done = frozenset(self._done)
        found = await self._database.transaction(
            partial(rows.following, line=number, done=done, not_yet=self._not_yet(number))
        )
        self._done -= done
        if not line.storing:
            self._counts[number] = found.left
        if found.body is not None:
            await self._handle_one(Entry(json.loads(found.body), number, kept=already_kept()), line)
        elif not line.storing:
            line.over = True
            del self._lines[number]
            if not found.left:
                del self._counts[number]

    async def _handle_one(self, entry: Entry, line: _Line) -> None:
        # One that takes long keeps no other line from its turn.
        timer = asyncio.get_running_loop().call_later(HOLD, self._order.give_back, entry.line)
        line.at_work = True
        self._put_off.remove(entry.id, entry.line)
        try:
            await attend(lambda _: self._handle(entry), entry.raw)
            await self.handled(entry)
        finally:
            line.at_work = False
            timer.cancel()
