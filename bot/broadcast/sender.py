"""The durable sender: sees to it that every broadcast that should be on its way is, and is told about.

All that matters is in the database; here is only what a restart may lose.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import datetime

from bot.broadcast.backoff import Backoff
from bot.broadcast.delivery_run import DeliveryRun, DeliveryTools
from bot.broadcast.holds import Holds
from bot.broadcast.progress_report import ProgressReport
from bot.learning.broadcast.broadcast import Broadcast, BroadcastState
from bot.storage.broadcast import broadcasts, deliveries
from bot.storage.database import Tx
from bot.views.formats import counted

log = logging.getLogger(__name__)

LOOK_EVERY = 2.0
"""Seconds after which the database is looked at, even if nobody says that something has changed: the command
line writes there too."""

AFTER_FAILURE = 5.0
"""Seconds to wait when a look failed."""

ASK_AGAIN = 60.0
"""Seconds after which it is tried again to ask about a broadcast that is on hold."""

DRAIN = 7.0
"""Seconds that deliveries under way may take when the bot stops."""

FAREWELL = 1.0
"""Seconds in which those that took longer are put down as unknown."""


class Sender:
    """`run` until `stop`; `wake` after anything was changed: a broadcast sent, resumed, cancelled.

    In memory are only timers: what is due, claimed or sent stands in the database."""

    def __init__(self, tools: DeliveryTools, progress_report: ProgressReport, holds: Holds) -> None:
        self._tools = tools
        self._progress_report = progress_report
        self._holds = holds
        self._ask_not_before: dict[int, float] = {}
        self._backoff = Backoff()
        self._runs: dict[int, DeliveryRun] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._reports: dict[int, asyncio.Task[None]] = {}
        """Reports and questions on their way to admins, by broadcast."""
        self._not_before: dict[int, datetime] = {}
        self._woken = asyncio.Event()
        self._stopping = False

    @property
    def waiting(self) -> int:
        """Deliveries that wait in the broadcasts under way."""
        return sum(run.counts.waiting for run in self._runs.values())

    def wake(self) -> None:
        self._woken.set()

    async def run(self) -> None:
        """Goes on until it is stopped, whatever fails."""
        with suppress(asyncio.CancelledError):
            await self._keep_looking()
        self._backoff.end()
        for run in self._runs.values():
            run.end()
        for report in self._reports.values():
            report.cancel()  # made again after the next start
        await self._drain()

    def stop(self) -> None:
        """What is under way gets finished; no more begins."""
        self._stopping = True
        self.wake()

    async def _drain(self) -> None:
        late = self._tasks | set(self._reports.values())
        if late:
            _, late = await asyncio.wait(late, timeout=DRAIN)
        for run in self._runs.values():
            run.give_up()
        if late:
            _, late = await asyncio.wait(late, timeout=FAREWELL)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _keep_looking(self) -> None:
        recovered = False
        while not self._stopping:
            wait = LOOK_EVERY
            try:
                if not recovered:
                    await self._tools.database.transaction(self._recover)
                    recovered = True
                await self._look()
            except Exception as error:  # the next look is as good as this one was
                log.error("broadcasts cannot be looked at: %s", type(error).__name__)
                wait = AFTER_FAILURE
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._woken.wait()
            self._woken.clear()

    async def _look(self) -> None:
        now = self._tools.now()
        await self._tools.database.transaction(lambda tx: self._make_out(tx, now))
        for broadcast in await self._tools.database.transaction(
            lambda tx: broadcasts.in_state(tx, BroadcastState.SENDING)
        ):
            if broadcast.id not in self._runs and self._not_before.get(broadcast.id, now) <= now:
                await self._start(broadcast)
        ended, unasked = await self._tools.database.transaction(
            lambda tx: (broadcasts.to_report(tx), broadcasts.to_ask(tx))
        )
        for broadcast in ended:
            if broadcast.id not in self._runs and broadcast.id not in self._reports:
                self._reports[broadcast.id] = asyncio.create_task(self._report(broadcast))
        clock = asyncio.get_running_loop().time()
        for broadcast in unasked:
            if broadcast.id not in self._reports and self._ask_not_before.get(broadcast.id, clock) <= clock:
                self._reports[broadcast.id] = asyncio.create_task(self._ask(broadcast))

    async def _report(self, broadcast: Broadcast) -> None:
        """Beside the looks: Telegram may hold one admin's chat for long."""
        try:
            await self._progress_report.ended(broadcast)
        except Exception as error:
            log.error("broadcast %s cannot be reported: %s", broadcast.id, type(error).__name__)
        finally:
            del self._reports[broadcast.id]

    async def _ask(self, broadcast: Broadcast) -> None:
        """Until somebody could be asked, it is tried again and again, and stays on hold."""
        asked = False
        try:
            asked = await self._holds.ask(broadcast)
        except Exception as error:
            log.error("broadcast %s cannot be asked about: %s", broadcast.id, type(error).__name__)
        finally:
            if not asked:
                self._ask_not_before[broadcast.id] = asyncio.get_running_loop().time() + ASK_AGAIN
            del self._reports[broadcast.id]

    def _recover(self, tx: Tx) -> None:
        """After a start nothing is under way: what was, at the end of the last run, is unknown."""
        broadcasts.tidy(tx)
        live = (
            *broadcasts.in_state(tx, BroadcastState.SENDING),
            *broadcasts.in_state(tx, BroadcastState.PAUSED),
        )
        for broadcast in (*live, *broadcasts.to_report(tx)):
            if unknown := deliveries.strand(tx, broadcast.id, self._tools.now()):
                log.warning(
                    "broadcast %s: %s unknown",
                    broadcast.id,
                    counted(unknown, "delivery is", "deliveries are"),
                )
        self._holds.at_start(tx)
        for broadcast in broadcasts.in_state(tx, BroadcastState.SENDING):
            left = deliveries.counts(tx, broadcast.id)
            log.info(
                "broadcast %s goes on: %s of %s left", broadcast.id, left.waiting, counted(left.total, "chat")
            )

    def _make_out(self, tx: Tx, now: datetime) -> None:
        """Deliveries for the broadcasts whose time has come: all of one, or none."""
        self._holds.looked(tx, now)
        for broadcast in broadcasts.to_begin(tx, now):
            if self._holds.held(tx, broadcast, now):
                continue
            if broadcasts.queued(tx, broadcast.id, now):
                chats = deliveries.queue(tx, broadcast.id, broadcast.audience, now)
                log.info("broadcast %s begins: %s", broadcast.id, counted(chats, "chat"))
                if broadcast.timing.local:
                    self._holds.hold_where_late(tx, broadcast, broadcast.begins or now)

    async def _start(self, broadcast: Broadcast) -> None:
        counts = await self._tools.database.transaction(lambda tx: deliveries.counts(tx, broadcast.id))
        run = DeliveryRun(self._tools, broadcast, counts, self._backoff)
        self._runs[broadcast.id] = run
        task = asyncio.create_task(self._send(broadcast, run))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _send(self, broadcast: Broadcast, run: DeliveryRun) -> None:
        told = asyncio.create_task(self._progress_report.follow(broadcast, lambda: run.counts))
        again = None
        try:
            again = await run.send()
            await self._tools.database.transaction(lambda tx: self._settle(tx, broadcast, again))
            if again:
                self._not_before[broadcast.id] = again
            self.wake()
        except Exception as error:
            log.error("broadcast %s stopped for now: %s", broadcast.id, type(error).__name__)
        finally:
            told.cancel()
            with suppress(asyncio.CancelledError):
                await told
            del self._runs[broadcast.id]
        if run.broken:
            await self._progress_report.broken(broadcast.id)
        elif not self._stopping:
            await self._progress_report.show(broadcast.id, again)

    def _settle(self, tx: Tx, broadcast: Broadcast, again: datetime | None) -> None:
        """Nothing is under way any more. Where nothing waits either, that was it."""
        now = self._tools.now()
        deliveries.strand(tx, broadcast.id, now)
        if again is None and not deliveries.zones(tx, broadcast.id):
            broadcasts.change(tx, broadcast.id, (BroadcastState.SENDING,), BroadcastState.DONE, now)
