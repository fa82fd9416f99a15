"""How fast a broadcast goes, and what it leaves to taps: in a world where waiting costs nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from bot.app.connection import pace_of
from bot.broadcast.backoff import Backoff
from bot.broadcast.delivery_run import DeliveryRun, DeliveryTools
from bot.learning.broadcast.audience import Everyone
from bot.learning.broadcast.broadcast import (
    BroadcastState,
    Delivered,
    DeliveryResult,
    PerhapsDelivered,
    RateLimited,
    WrittenText,
)
from bot.learning.broadcast.delivery_time import Timing
from bot.learning.quiet_hours import NEVER
from bot.settings import Limits
from bot.storage.broadcast import broadcasts, deliveries
from bot.storage.database import Database
from bot.storage.sqlite.migrate import migrate
from bot.views.broadcast.delivery_message import DeliveryMessage
from bot.wire.pace import Lane
from tests.storage.rows import connect
from tests.wire.warp import now, run

T = TypeVar("T")
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHATS = 600


class Straight:
    """A database whose transactions are done where they are asked for: this world knows no threads."""

    def __init__(self, path: Path) -> None:
        self.tx = connect(path)
        self.tx.execute("PRAGMA synchronous = OFF")
        self.tx.execute("PRAGMA journal_mode = MEMORY")
        migrate(self.tx)
        rows = ((one,) for one in range(1, CHATS + 1))
        self.tx.executemany(
            "INSERT INTO learners (id, first_name, language_code, pictures, created_at, seen_at, started_at)"
            " VALUES (?, 'A', 'en', 'shown', 1, 1, 1)",
            rows,
        )
        made = broadcasts.draft(self.tx, None, WrittenText("Hi"), Timing(quiet=NEVER), NOW)
        deliveries.queue(self.tx, made.id, Everyone(), NOW)
        broadcasts.change(self.tx, made.id, (BroadcastState.DRAFT,), BroadcastState.SENDING, NOW)

    async def transaction(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return work(self.tx)

    def run(self, pace: Any, deliver: Callable[[DeliveryMessage], Awaitable[DeliveryResult]]) -> DeliveryRun:
        ways = DeliveryTools(cast("Database", self), pace, deliver, "bot", lambda: NOW)
        (broadcast,) = broadcasts.in_state(self.tx, BroadcastState.SENDING)
        return DeliveryRun(ways, broadcast, deliveries.counts(self.tx, broadcast.id), Backoff())


def test_a_broadcast_uses_95_percent_of_what_is_permitted_and_never_more_than_that(tmp_path: Path) -> None:
    database, sent = Straight(tmp_path / "rate.db"), []

    async def deliver(letter: DeliveryMessage) -> DeliveryResult:
        sent.append(now())
        await asyncio.sleep(0.2)
        return Delivered(1)

    async def main() -> None:
        await database.run(pace_of(Limits()), deliver).send()

    run(main())
    assert len(sent) == CHATS
    assert (CHATS - 1) / (sent[-1] - sent[0]) >= 0.95 * 30
    assert all(later - earlier >= 1 - 1e-9 for earlier, later in zip(sent, sent[30:], strict=False))


def test_a_tap_in_the_middle_of_a_broadcast_waits_no_longer_than_one_message_takes(tmp_path: Path) -> None:
    database, waits = Straight(tmp_path / "rate.db"), []

    async def deliver(_: DeliveryMessage) -> DeliveryResult:
        await asyncio.sleep(0.2)
        return Delivered(1)

    async def main() -> None:
        pace = pace_of(Limits())
        sending = asyncio.create_task(database.run(pace, deliver).send())
        for learner in range(10_000, 10_015):
            await asyncio.sleep(1.01)
            for _ in range(2):  # a tap takes the buttons off one message and sends another
                begun = now()
                await pace.turn(learner, Lane.TAP)
                waits.append(now() - begun)
        await sending

    run(main())
    assert max(waits) <= 1 / 29 + 1e-6


def test_a_429_pauses_the_broadcast_alone_and_nothing_is_sent_twice(tmp_path: Path) -> None:
    database, sent, held = Straight(tmp_path / "rate.db"), [], []

    async def deliver(letter: DeliveryMessage) -> DeliveryResult:
        await asyncio.sleep(0.1)
        if not held or now() - held[0] < 0.05:
            held.append(now())
            return RateLimited(7)
        sent.append((now(), letter.chat_id))
        return Delivered(1)

    async def main() -> None:
        pace = pace_of(Limits())
        sending = asyncio.create_task(database.run(pace, deliver).send())
        await asyncio.sleep(2)
        begun = now()
        await pace.turn(10_000, Lane.TAP)
        assert now() == begun
        await sending

    run(main())
    assert sorted(chat for _, chat in sent) == list(range(1, CHATS + 1))
    pause = [moment for moment, _ in sent if held[-1] + 0.2 < moment < held[0] + 6.9]
    assert not pause


def test_while_telegram_does_not_answer_few_become_unknown(tmp_path: Path) -> None:
    """An outage of half an hour costs a try a minute, not the whole list."""
    database = Straight(tmp_path / "rate.db")

    async def deliver(_: DeliveryMessage) -> DeliveryResult:
        await asyncio.sleep(0.1)
        return PerhapsDelivered() if 10 < now() < 1810 else Delivered(1)

    async def main() -> None:
        await database.run(pace_of(Limits()), deliver).send()

    run(main())
    counts = deliveries.counts(database.tx, 1)
    assert counts.sent + counts.unknown == CHATS
    assert counts.unknown < 80
