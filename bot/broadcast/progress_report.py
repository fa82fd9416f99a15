"""What the admin who sent a broadcast is told: one live message, and the report at the end."""

from __future__ import annotations

import asyncio
import csv
import io
import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot.chat.show import Show
from bot.learning.broadcast.broadcast import Broadcast, BroadcastReport, Counts
from bot.storage.broadcast import broadcasts, deliveries
from bot.storage.database import Database, Tx
from bot.storage.learner import learners
from bot.storage.times import from_ms
from bot.views.broadcast import cards as views
from bot.views.broadcast.words import Titles
from bot.views.words import Words, words_of

log = logging.getLogger(__name__)

EVERY = 3.0
"""Seconds between two edits of the live message."""

SPAN = 10
"""Edits over which the rate is measured."""

LINES = 5000
"""Lines of the file that are read from the database at once."""

MOST_LINES = 200_000
"""Of the file. Where there are more chats, those that simply got it are left out."""

TRIES = 3


class ProgressReport:
    """`is_admin`: who is none any more is told nothing, though what they confirmed is sent on."""

    def __init__(
        self,
        database: Database,
        show: Show,
        is_admin: Callable[[int], bool],
        titles: Callable[[], Titles],
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._show = show
        self._is_admin = is_admin
        self._titles = titles
        self._now = now
        self._failed: dict[int, int] = {}

    async def follow(self, broadcast: Broadcast, counts: Callable[[], Counts]) -> None:
        """Keeps the live message up to date until cancelled."""
        loop, shown = asyncio.get_running_loop(), None
        marks: deque[tuple[float, int]] = deque(maxlen=SPAN)
        while True:
            now = counts()
            marks.append((loop.time(), now.waiting))
            if now != shown:
                await self._show_card(broadcast.id, now, rate_of(marks))
                shown = now
            await asyncio.sleep(EVERY)

    async def show(self, broadcast_id: int, until: datetime | None = None) -> None:
        """The live message as it is when nothing is under way. `until`: what waits, waits for that time."""
        await self._show_card(broadcast_id, until=until)

    async def broken(self, broadcast_id: int) -> None:
        """It paused by itself: said by a message of its own, as nobody looks at one that changes silently."""
        await self._show_card(broadcast_id, aloud=True)

    async def ended(self, broadcast: Broadcast) -> None:
        """The report, with what became of each chat as a file; after a few tries it is on /broadcast only."""
        report = await self._database.transaction(lambda tx: deliveries.report(tx, broadcast, self._now()))
        try:
            if broadcast.admin_id is not None and self._is_admin(broadcast.admin_id):
                await self._show_card(broadcast.id)
                await self.send_file(broadcast.admin_id, report)
        except Exception as error:
            log.error("the report on broadcast %s was not sent: %s", broadcast.id, type(error).__name__)
            self._failed[broadcast.id] = self._failed.get(broadcast.id, 0) + 1
            if self._failed[broadcast.id] < TRIES:
                return
        await self._database.transaction(lambda tx: broadcasts.reported(tx, broadcast.id, self._now()))
        log.info("broadcast %s is %s: %s", broadcast.id, broadcast.state.value, said(report.counts))

    async def send_file(self, admin_id: int, report: BroadcastReport) -> None:
        """The report with the file, as a message of its own."""
        words = await self._words(admin_id)
        name = f"broadcast-{report.broadcast.id}.csv"
        file = (name, await self._file(report), "text/csv")
        await self._show.document(admin_id, file, views.summary(words, report, whole(report)))

    async def _words(self, admin_id: int) -> Words:
        return words_of(await self._database.transaction(lambda tx: learners.find(tx, admin_id)))

    async def _show_card(
        self,
        broadcast_id: int,
        counts: Counts | None = None,
        rate: float | None = None,
        until: datetime | None = None,
        aloud: bool = False,
    ) -> None:
        """A message that cannot be edited is replaced by a new one; `aloud`: also one that can be. Failures
        are no reason to stop."""
        try:
            report = await self._database.transaction(
                lambda tx: _report(tx, broadcast_id, counts, self._now())
            )
            if report is None or report.broadcast.admin_id is None:
                return
            admin_id, card_id = report.broadcast.admin_id, report.broadcast.card_id
            if not self._is_admin(admin_id):
                return
            screen = views.card(await self._words(admin_id), report, self._titles(), rate, until)
            shown_id = await self._show.edit(admin_id, card_id, screen) if card_id else None
            if shown_id is None or (aloud and shown_id == card_id):
                shown_id = await self._show.send(admin_id, screen)
            if shown_id != card_id:
                await self._database.transaction(lambda tx: broadcasts.put_card(tx, broadcast_id, shown_id))
        except Exception as error:
            log.warning("broadcast %s cannot be shown: %s", broadcast_id, type(error).__name__)

    async def _file(self, report: BroadcastReport) -> bytes:
        """A CSV file with a line a chat, read in pieces so that nobody waits for it."""
        pieces, after = [_csv([views.COLUMNS])], deliveries.FIRST
        while True:
            read = partial(
                deliveries.lines,
                broadcast_id=report.broadcast.id,
                after=after,
                most=LINES,
                sent=whole(report),
            )
            lines = await self._database.transaction(read)
            if not lines:
                return b"".join(pieces)
            pieces.append(_csv([(*line[:4], from_ms(line[4]).isoformat()) for line in lines]))
            after = lines[-1][0]


def said(counts: Counts) -> str:
    """The counts for the log: "118 sent, 2 failed, 0 unknown, 0 left"."""
    return f"{counts.sent} sent, {counts.failed} failed, {counts.unknown} unknown, {counts.waiting} left"


def whole(report: BroadcastReport) -> bool:
    """Whether the file has a line for each chat."""
    return report.counts.total <= MOST_LINES


def rate_of(marks: deque[tuple[float, int]]) -> float | None:
    """Deliveries a second between the first and the last mark; None where nothing moved."""
    (begun, before), (ended, after) = marks[0], marks[-1]
    return (before - after) / (ended - begun) if ended > begun and before > after else None


def _report(tx: Tx, broadcast_id: int, counts: Counts | None, now: datetime) -> BroadcastReport | None:
    found = broadcasts.find(tx, broadcast_id)
    if found is None:
        return None
    return (
        BroadcastReport(found, counts, counts.total, (), ()) if counts else deliveries.report(tx, found, now)
    )


def _csv(lines: list[tuple[object, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()
