"""What was due long ago is put on hold instead of being sent, and an admin is asked whether to send it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from bot.chat.show import Show
from bot.learning.broadcast.broadcast import Broadcast, BroadcastReport, BroadcastState, HoldReason
from bot.learning.broadcast.delivery_time import late, opens
from bot.storage import admins
from bot.storage.broadcast import broadcasts, deliveries, holds
from bot.storage.database import Database, Tx
from bot.storage.learner import learners
from bot.views.broadcast import cards as views
from bot.views.broadcast.words import Titles
from bot.views.languages import ENGLISH
from bot.views.words import words_for, words_of
from bot.wire.failures import may_have_arrived

log = logging.getLogger(__name__)

LOOK_KEPT = timedelta(minutes=5)
"""How exactly it is remembered when the sender was last at work."""


class Holds:
    """`admin_ids`: all who are admins."""

    def __init__(
        self,
        database: Database,
        show: Show,
        admin_ids: Callable[[], frozenset[int]],
        titles: Callable[[], Titles],
        now: Callable[[], datetime],
    ) -> None:
        self._database = database
        self._show = show
        self._admin_ids = admin_ids
        self._titles = titles
        self._now = now
        self._kept: datetime | None = None

    def at_start(self, tx: Tx) -> None:
        """What was under way, and could have gone on long ago if somebody had been at work."""
        if last := holds.last_look(tx):
            for broadcast in broadcasts.in_state(tx, BroadcastState.SENDING):
                self.hold_where_late(tx, broadcast, last)

    def looked(self, tx: Tx, now: datetime) -> None:
        """The sender is at work: kept every few minutes, also where the clock was put back."""
        if self._kept is None or abs(now - self._kept) >= LOOK_KEPT:
            holds.look(tx, now)
            self._kept = now

    def hold_where_late(self, tx: Tx, broadcast: Broadcast, since: datetime) -> None:
        """Where some of those who wait could have been written to long ago, but later than `since`."""
        zones, now = deliveries.zones(tx, broadcast.id), self._now()
        due = min((opens(broadcast.timing, zone, since) for zone in zones), default=now)
        if late(due, now) and holds.hold(tx, broadcast.id, BroadcastState.SENDING, HoldReason.LATE, due):
            _say(broadcast, now - due)

    def held(self, tx: Tx, broadcast: Broadcast, now: datetime) -> bool:
        """Whether one that is to begin is put on hold instead: its time is long past. What has a time in each
        zone is looked at when it is known which there are."""
        due = broadcast.begins
        if broadcast.timing.local or due is None or not late(due, now):
            return False
        if holds.hold(tx, broadcast.id, BroadcastState.SCHEDULED, HoldReason.LATE, due):
            _say(broadcast, now - due)
        return True

    async def ask(self, broadcast: Broadcast) -> bool:
        """Asks who made it, or, where they are none of the admins any more or cannot be reached, all admins;
        whether anybody was asked."""

        def look(tx: Tx) -> tuple[BroadcastReport, tuple[int, ...]]:
            report = deliveries.report(tx, broadcast, self._now())
            return report, admins.reachable(tx, self._admin_ids())

        report, everyone = await self._database.transaction(look)
        own = [one for one in everyone if one == broadcast.admin_id]
        others = [one for one in everyone if one != broadcast.admin_id]
        asked = await self._ask(own, report) or await self._ask(others, report)
        if asked:
            await self._database.transaction(
                lambda tx: holds.asked(tx, broadcast.id, broadcast.holds, self._now())
            )
        return asked

    async def _ask(self, people: Iterable[int], report: BroadcastReport) -> bool:
        return any([await self._ask_one(admin_id, report) for admin_id in people])

    async def _ask_one(self, admin_id: int, report: BroadcastReport) -> bool:
        """By a message of its own, which is the broadcast's card from then on for who made it."""
        broadcast = report.broadcast
        try:
            admin = await self._database.transaction(lambda tx: learners.find(tx, admin_id))
            card_id = await self._show.send(admin_id, views.card(words_of(admin), report, self._titles()))
        except Exception as error:
            if may_have_arrived(error):  # better not asked twice: the list of broadcasts asks as well
                return True
            log.warning("broadcast %s: an admin could not be asked: %s", broadcast.id, type(error).__name__)
            return False
        if admin_id == broadcast.admin_id:
            await self._database.transaction(lambda tx: broadcasts.put_card(tx, broadcast.id, card_id))
        return True


def _say(broadcast: Broadcast, late_by: timedelta) -> None:
    log.warning(
        "broadcast %s is on hold: it was due %s ago", broadcast.id, words_for(ENGLISH).formats.about(late_by)
    )
