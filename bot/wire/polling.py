"""Long polling: getUpdates that confirms an update only after it was handled.

Asking with an offset confirms, for good, everything before it. So the offset is the earliest update still in
work; Telegram sends that one and all after it again with every answer, and they are recognised. The price:
an answer holds at most `limit` (100) updates, so when that many are in work, nothing new arrives until the
earliest is done. One that takes longer than a moment would hold everybody up: it is kept by whoever handles
it, and counts as done. So is one that waits for the limits of its chat.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.wire.batches import Fetch
from bot.wire.failures import backoff, wait_of
from bot.wire.handling import HOLD, Handled, Handling, RawUpdate, attend
from bot.wire.ledger import Ledger

T = TypeVar("T")

_READ_AGAIN = 0.001  # seconds; reading one again takes about a hundredth of that
_FAREWELL = 1.5  # seconds; with the grace of 8 it keeps an orderly end below 10
_log = logging.getLogger(__name__)


class Polling:
    """`run()` until `stop()`. Times are in seconds.

    `timeout` is how long Telegram may hold one question open. While updates are in work the next question
    would be answered at once, and with all of them again, so it waits until none is, and `breath` at most:
    longer where many would be read again, and twice as long each time when nothing new came, up to
    `longest_breath`. `grace` is how long an orderly end waits for those in work. One that is in work for
    `hold` is given to `keep`.
    """

    def __init__(
        self,
        fetch: Fetch,
        handling: Handling,
        *,
        hold: float = HOLD,
        timeout: int = 30,
        breath: float = 0.01,
        longest_breath: float = 0.1,
        grace: float = 8.0,
        told: Handled | None = None,
    ) -> None:
        self._fetch = fetch
        self._handling = handling
        self._hold = hold
        self._timeout = timeout
        self._breath = self._pause = breath
        self._longest_breath = longest_breath
        self._grace = grace
        self._told = told
        self._ledger = Ledger()
        self._tasks: set[asyncio.Task[None]] = set()
        self._unconfirmed: dict[int, tuple[RawUpdate, float]] = {}
        """Those in work that are not kept, and since when, the earliest first."""
        self._go_on = asyncio.Event()
        self._stopping = False
        self._waiting: asyncio.Timeout | None = None
        self._failures = 0
        self._troubled = self._conflict = False

    @property
    def in_work(self) -> int:
        """How many are in work and not kept."""
        return len(self._unconfirmed)

    def stop(self) -> None:
        """Ask for no more; `run()` returns when what is in work is done or the grace is over."""
        if self._waiting and not self._stopping:
            self._waiting.reschedule(asyncio.get_running_loop().time())
        self._stopping = True

    async def run(self) -> None:
        """Raises InvalidToken when Telegram does not know the bot. Cancelling it confirms nothing."""
        try:
            while not self._stopping:
                await self._round()
            await self._finish()
        finally:
            await self._abandon()

    async def _round(self) -> None:
        offset = self._ledger.ask()
        try:
            updates = await self._unless_stopped(self._fetch(offset, self._timeout))
        except InvalidToken as error:
            raise InvalidToken(f"Telegram does not accept the bot's token: {error}") from None
        except TelegramError as error:
            await self._unless_stopped(asyncio.sleep(self._wait_after(error)))
            return
        if updates is None:
            return
        self._well_again()
        self._ledger.answered(offset)
        fresh = [update for update in updates if self._ledger.take(update["update_id"])]
        now = asyncio.get_running_loop().time()
        for update in fresh:
            self._start(update, now)
        await asyncio.sleep(0)  # they begin first
        await self._breathe(bool(fresh))
        await self._keep_overdue()

    async def _unless_stopped(self, work: Coroutine[Any, Any, T]) -> T | None:
        """The work's result, or None when the end came first."""
        try:
            async with asyncio.timeout(None) as self._waiting:
                return await work
        except TimeoutError:
            if not self._stopping:
                raise
            return None
        finally:
            self._waiting = None

    def _start(self, update: RawUpdate, now: float) -> None:
        self._unconfirmed[update["update_id"]] = update, now
        task = asyncio.create_task(self._attend(update))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _attend(self, update: RawUpdate) -> None:
        await attend(self._handling.handle, update, self._told)
        # Not in a finally: one that was cut short is not done.
        self._confirm(update)

    def _confirm(self, update: RawUpdate) -> None:
        self._ledger.finish(update["update_id"])
        self._unconfirmed.pop(update["update_id"], None)
        if not self._unconfirmed:
            self._go_on.set()

    async def _keep_overdue(self) -> None:
        """Has those kept that have been in work for long, or are known to be; the others stay as they are,
        until the next time."""
        now = asyncio.get_running_loop().time()
        since, is_held_up = now - self._hold, self._handling.is_held_up
        overdue = [one for one, begun in self._unconfirmed.values() if begun <= since or is_held_up(one)]
        if not overdue:
            return
        kept = await asyncio.gather(*map(self._handling.keep, overdue))
        for update, is_kept in zip(overdue, kept, strict=True):
            if is_kept:
                self._confirm(update)
            elif self._unconfirmed.pop(update["update_id"], None):
                self._unconfirmed[update["update_id"]] = update, now

    async def _breathe(self, fresh: bool) -> None:
        self._pause = self._breath if fresh else min(self._pause * 2, self._longest_breath)
        if self._unconfirmed:
            self._go_on.clear()
            pause = max(self._pause, self.in_work * _READ_AGAIN)
            timer = asyncio.get_running_loop().call_later(pause, self._go_on.set)
            try:
                await self._go_on.wait()
            finally:
                timer.cancel()

    def _wait_after(self, error: TelegramError) -> float:
        if isinstance(error, RetryAfter):
            self._troubled = True
            wait = wait_of(error)
            _log.warning("Telegram does not let us ask for updates for %.0f s", wait)
            return wait
        self._failures += 1
        self._troubled = True
        wait = backoff(self._failures, 1.0, 30.0)
        if not isinstance(error, Conflict):
            _log.warning("No updates (%s: %s); next try in %.0f s", type(error).__name__, error, wait)
        elif not self._conflict:
            self._conflict = True
            _log.error("Another program asks for this bot's updates; waiting until it ends: %s", error)
        return wait

    def _well_again(self) -> None:
        if self._troubled:
            _log.info("Updates arrive again")
        self._failures = 0
        self._troubled = self._conflict = False

    async def _finish(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._grace)
        if self.in_work:
            _log.warning("%d updates were not done in time; Telegram will send them again", self.in_work)
        if not self._ledger.unconfirmed:
            return
        try:
            async with asyncio.timeout(_FAREWELL):
                await self._fetch(self._ledger.ask(), 0)
        except (TelegramError, TimeoutError) as error:
            _log.warning("The last updates could not be confirmed (%s) and will come again", error)

    async def _abandon(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._unconfirmed.clear()
