"""The durable sender of reminders: claim, send, mark, many at once, behind taps and before broadcasts.

A reminder is claimed when its turn to be sent has come and not before, so that after a kill no more are
unknown than were under way. What was surely not sent waits again; what may have been sent never comes again.
All that matters is in the database; here is only what a restart may lose.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from telegram.error import RetryAfter, TelegramError

from bot.broadcast.backoff import Backoff
from bot.chat.errors import Failure, failure, said
from bot.chat.show import Call, File, Params, Show
from bot.learning.review.reminder_outcome import ReminderDue
from bot.storage.review.reminders import FIRST
from bot.tutor.review.reminding import Reminding
from bot.views.formats import counted
from bot.views.review.reminder_message import reminder_message
from bot.views.words import words_of
from bot.wire.failures import may_have_arrived, never_left, wait_of
from bot.wire.pace import Lane, Pace

log = logging.getLogger(__name__)

LOOK_EVERY = 15.0
"""Seconds between two looks at whose time has come, at the most: clocks may be set."""

SHORTEST = 0.25
"""Seconds, at the least, where something waits already."""

AFTER_FAILURE = 5.0
"""Seconds to wait when a look failed."""

IN_FLIGHT = 32
"""Reminders under way at once: enough for 30 a second where each takes one."""

DRAIN = 7.0
"""Seconds that those under way may take when the bot stops."""


@dataclass(frozen=True)
class ReminderTools:
    """`once` makes one attempt at a call; `show` makes what shows screens by a call."""

    reminding: Reminding
    pace: Pace
    once: Call
    show: Callable[[Call], Show]
    now: Callable[[], datetime]


class ReminderSender:
    """`run` until `stop`; `wake` after a wish was changed.

    In memory are only timers: what is due, claimed or sent stands in the database."""

    def __init__(self, tools: ReminderTools) -> None:
        self._tools = tools
        self._backoff = Backoff()
        self._slots = asyncio.Semaphore(IN_FLIGHT)
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._in_line: set[int] = set()
        """Those that wait for their turn and have claimed nothing."""
        self._woken = asyncio.Event()
        self._stopping = False
        self.waiting = 0
        """Reminders whose time has come, when it was looked last."""

    def wake(self) -> None:
        self._woken.set()

    def stop(self) -> None:
        """What is under way gets finished; no more begins."""
        self._stopping = True
        for learner_id in self._in_line:
            self._under_way[learner_id].cancel()
        self._backoff.end()
        self.wake()

    async def run(self) -> None:
        """Goes on until it is stopped, whatever fails."""
        begun = False
        while not self._stopping:
            wait = AFTER_FAILURE
            try:
                if not begun:
                    await self._begin()
                    begun = True
                await self._look()
                wait = await self._until_next()
            except Exception as error:  # the next look is as good as this one was
                log.error("reminders cannot be looked at: %s", type(error).__name__)
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._woken.wait()
            self._woken.clear()
        await self._drain()

    async def _begin(self) -> None:
        if unknown := await self._tools.reminding.begin(self._tools.now()):
            log.warning("reminders: %s unknown", counted(unknown, "delivery is", "deliveries are"))

    async def _look(self) -> None:
        """Once through all whose time has come, when Telegram may be asked for it."""
        await self._backoff.taken()
        mark = FIRST
        while not self._stopping and not self._backoff.held:
            sifted = await self._tools.reminding.sift(self._tools.now(), mark)
            for learner_id in sifted.learner_ids:
                await self._start(learner_id)
            if sifted.mark is None:
                return
            mark = sifted.mark

    async def _until_next(self) -> float:
        """Seconds until the next look."""
        now = self._tools.now()
        due, self.waiting = await self._tools.reminding.next_look(now)
        ahead = LOOK_EVERY if due is None else (due - now).total_seconds()
        return min(max(ahead, SHORTEST), LOOK_EVERY)

    async def _start(self, learner_id: int) -> None:
        if learner_id in self._under_way:
            return
        await self._slots.acquire()
        if self._backoff.short:  # one at a time, until one has come through
            await self._backoff.taken()
            while self._under_way:
                await asyncio.wait(self._under_way.values())
        if self._stopping:
            self._slots.release()
            return
        task = self._under_way[learner_id] = asyncio.create_task(self._attempt(learner_id))
        self._in_line.add(learner_id)
        task.add_done_callback(lambda done: self._ended(learner_id, done))

    def _ended(self, learner_id: int, task: asyncio.Task[None]) -> None:
        del self._under_way[learner_id]
        self._in_line.discard(learner_id)
        self._slots.release()
        if not task.cancelled() and (error := task.exception()):
            # It stays claimed, and so will be unknown: better than to say what nobody knows.
            log.error("a reminder failed: %s", type(error).__name__)

    async def _attempt(self, learner_id: int) -> None:
        await self._tools.pace.turn(learner_id, Lane.REMINDER)
        self._in_line.discard(learner_id)
        if self._stopping or self._backoff.held:  # it still waits, and is found again
            return
        due = await self._tools.reminding.claim(learner_id, self._tools.now())
        if due is None:
            return
        call = _CallOnce(self._tools.once)
        show = self._tools.show(call)
        try:
            message_id = await show.send(learner_id, reminder_message(words_of(due.learner), due))
        except TelegramError as error:
            await self._not_sent(due, error, call.arrived)
            return
        self._backoff.catch()
        await self._tools.reminding.sent(due, message_id)
        if due.behind:
            with suppress(TelegramError):  # its buttons lead to where the learner is in any case
                await show.strip(learner_id, due.behind)

    async def _not_sent(self, due: ReminderDue, error: TelegramError, arrived: bool) -> None:
        """`arrived`: a part of it did, as a picture above the words: it is not sent again either."""
        reminding = self._tools.reminding
        if isinstance(error, RetryAfter):
            self._backoff.hold(wait_of(error))
        elif never_left(error) or may_have_arrived(error):
            self._backoff.lose()
        if arrived or may_have_arrived(error):
            await reminding.unknown(due)
        elif isinstance(error, RetryAfter) or never_left(error):
            await reminding.back(due)
            self.wake()
        elif failure(error) is Failure.GONE:
            await reminding.gone(due, self._tools.now())
        else:
            log.warning("a reminder was refused: %s", said(error))
            await reminding.failed(due)

    async def _drain(self) -> None:
        tasks = list(self._under_way.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=DRAIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)


class _CallOnce:
    """Calls that are not repeated; `arrived`: one was answered."""

    def __init__(self, once: Call) -> None:
        self._once = once
        self.arrived = False

    async def __call__(self, method: str, params: Params, files: dict[str, File]) -> object:
        result = await self._once(method, params, files)
        self.arrived = True
        return result
