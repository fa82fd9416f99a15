"""One broadcast on its way out: claim, send, mark, many at once.

A delivery is claimed when its turn to be sent has come and not before, so that after a kill no more are
unknown than were under way. What was surely not sent waits again; what may have been sent is never repeated.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from bot.broadcast.backoff import Backoff
from bot.learning.broadcast.broadcast import (
    LEFT,
    Broadcast,
    BroadcastState,
    ChatMoved,
    Content,
    Counts,
    Delivered,
    DeliveryResult,
    Failed,
    MessageUnsendable,
    NotReached,
    PerhapsDelivered,
    RateLimited,
    Target,
)
from bot.learning.broadcast.delivery_time import opens
from bot.storage.broadcast import audience, broadcasts, deliveries
from bot.storage.database import Database, Tx
from bot.storage.group import groups
from bot.views.broadcast.delivery_message import DeliveryMessage, delivery_message
from bot.views.words import Words, words_for
from bot.wire.pace import Lane, Pace

log = logging.getLogger(__name__)

IN_FLIGHT = 32
"""Deliveries under way at once: enough for 30 a second where each takes one."""

PAGE = 100
"""Deliveries looked up at once. In between, the broadcast is looked at anew: paused, or quiet by now?"""

LITTLE = 1.0
"""Seconds that all wait when Telegram has one group wait."""


@dataclass(frozen=True)
class DeliveryTools:
    """What a run needs. `deliver` makes one attempt, and never fails; `bot_name`: the @username;
    `language_of`: of a course, by its id."""

    database: Database
    pace: Pace
    deliver: Callable[[DeliveryMessage], Awaitable[DeliveryResult]]
    bot_name: str
    now: Callable[[], datetime]
    language_of: Callable[[str], str | None] = lambda _: None

    def words(self, target: Target) -> Words:
        """Those of whoever reads there."""
        course = self.language_of(target.course_id) if target.course_id else None
        return words_for(*target.languages, course)


class DeliveryRun:
    """`counts` are kept up to date while it runs; `broken` tells whether it paused by itself. `end` lets what
    is under way finish, and no more begin."""

    def __init__(self, tools: DeliveryTools, broadcast: Broadcast, counts: Counts, backoff: Backoff) -> None:
        self._tools = tools
        self._broadcast = broadcast
        self.counts = counts
        self.broken = False
        self._backoff = backoff
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._under_way: set[asyncio.Task[None]] = set()
        self._in_line: set[asyncio.Task[None] | None] = set()
        """Those that wait for their turn and have claimed nothing."""
        self._ending = False

    async def send(self) -> datetime | None:
        """Sends what may be sent now. None: there is nothing left to do. A time: nothing before that."""
        content = self._broadcast.content
        if content is None:
            gone = "the message to send is not there any more"
            await self._tools.database.transaction(lambda tx: self._break(tx, gone))
            return None
        while not self._ending:
            state, zones = await self._tools.database.transaction(self._look)
            if state is not BroadcastState.SENDING or not zones:
                break
            now = self._tools.now()
            times = {zone: opens(self._broadcast.timing, zone, now) for zone in zones}
            ready = [zone for zone, time in times.items() if time <= now]
            if not ready:
                return min(times.values())
            for zone in ready:
                await self._send_in(zone, content)
        return None

    def end(self) -> None:
        self._ending = True
        for task in self._in_line:
            if task:
                task.cancel()

    def give_up(self) -> None:
        """What is under way for too long is left: it stays claimed, and will be unknown."""
        for task in self._under_way:
            task.cancel()

    async def _send_in(self, zone: str, content: Content) -> None:
        """Once through all that wait in a zone, until it gets quiet there."""
        after = deliveries.FIRST
        while targets := await self._page(zone, after):
            for target in targets:
                await self._begin(target, content)
            after = targets[-1].chat_id
        while self._under_way:
            await asyncio.wait(self._under_way)

    async def _page(self, zone: str, after: int) -> tuple[Target, ...]:
        now = self._tools.now()
        if self._ending or opens(self._broadcast.timing, zone, now) > now:
            return ()

        def work(tx: Tx) -> tuple[Target, ...]:
            found = broadcasts.find(tx, self._broadcast.id)
            if found is None or found.state is not BroadcastState.SENDING:
                return ()
            return deliveries.waiting(tx, found.id, zone, after, PAGE)

        return await self._tools.database.transaction(work)

    async def _begin(self, target: Target, content: Content) -> None:
        await self._slots.acquire()
        if self._backoff.short:  # one at a time, until one has come through
            await self._backoff.taken()
            while self._under_way:
                await asyncio.wait(self._under_way)
        if self._ending:
            self._slots.release()
            return
        task = asyncio.create_task(self._attempt(target, content))
        self._under_way.add(task)
        self._in_line.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        self._in_line.discard(task)
        self._slots.release()
        if not task.cancelled() and (error := task.exception()):
            # It stays claimed, and so will be unknown: better than to say what nobody knows.
            log.error("broadcast %s: a delivery failed: %s", self._broadcast.id, type(error).__name__)

    async def _attempt(self, target: Target, content: Content) -> None:
        await self._tools.pace.turn(target.chat_id, Lane.BROADCAST)
        self._in_line.discard(asyncio.current_task())
        if self._ending or self._backoff.held:  # it still waits, and is found again
            return
        claimed = await self._tools.database.transaction(lambda tx: self._claim(tx, target))
        if claimed is False:
            self.counts = replace(self.counts, waiting=self.counts.waiting - 1, failed=self.counts.failed + 1)
        if not claimed:
            return
        words = self._tools.words(target)
        message = delivery_message(words, self._broadcast, content, target, self._tools.bot_name)
        result = await self._tools.deliver(message)
        self._breathe(target, result)
        await self._tools.database.transaction(lambda tx: self._mark(tx, target, result))
        self.counts = count(self.counts, result)

    def _look(self, tx: Tx) -> tuple[BroadcastState | None, tuple[str, ...]]:
        found = broadcasts.find(tx, self._broadcast.id)
        return (found.state if found else None), deliveries.zones(tx, self._broadcast.id)

    def _claim(self, tx: Tx, target: Target) -> bool | None:
        return deliveries.claim(tx, self._broadcast.id, target.chat_id, self._tools.now())

    def _breathe(self, target: Target, result: DeliveryResult) -> None:
        match result:
            case RateLimited(seconds) if target.chat_id < 0:  # its own 20 a minute, most likely
                self._tools.pace.hold(target.chat_id, seconds)
                self._backoff.hold(min(seconds, LITTLE))
            case RateLimited(seconds):
                self._backoff.hold(seconds)
            case NotReached() | PerhapsDelivered():
                self._backoff.lose()
            case _:
                self._backoff.catch()

    def _mark(self, tx: Tx, target: Target, result: DeliveryResult) -> None:
        now, here = self._tools.now(), (self._broadcast.id, target.chat_id)
        match result:
            case Delivered(message_id):
                deliveries.sent(tx, *here, message_id, now)
            case Failed(reason):
                deliveries.failed(tx, *here, reason, now)
                if reason in LEFT:
                    audience.leave(tx, target.chat_id, now)
            case ChatMoved(chat_id):
                groups.move(tx, target.chat_id, chat_id)
                deliveries.moved(tx, *here, chat_id, now)
            case PerhapsDelivered():
                deliveries.unknown(tx, *here, now)
            case RateLimited() | NotReached():
                deliveries.back(tx, *here, now)
            case MessageUnsendable(words):
                deliveries.back(tx, *here, now)
                self._break(tx, words)
            case _:
                assert_never(result)

    def _break(self, tx: Tx, words: str) -> None:
        """It would fail in every chat: paused, until an admin looks."""
        if broadcasts.broken(tx, self._broadcast.id, words):
            self.broken = True
            log.warning("broadcast %s paused by itself: %s", self._broadcast.id, words)


def count(counts: Counts, result: DeliveryResult) -> Counts:
    """The counts after one more result."""
    match result:
        case Delivered():
            return replace(counts, waiting=counts.waiting - 1, sent=counts.sent + 1)
        case Failed():
            return replace(counts, waiting=counts.waiting - 1, failed=counts.failed + 1)
        case PerhapsDelivered():
            return replace(counts, waiting=counts.waiting - 1, unknown=counts.unknown + 1)
        case _:
            return counts
