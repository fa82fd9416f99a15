"""What it takes to find what is due: for one learner, and for the next thousand reminders."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from statistics import median

from bot.learning.review.card import Card
from bot.learning.review.memory import Memory, asked_until
from bot.learning.review.reminder import Reminder, ReminderState, next_look
from bot.storage.database import Tx
from bot.storage.learner import learners
from bot.storage.review import cards, reminders
from bot.storage.sqlite.database import CACHE_KIB
from bot.storage.sqlite.tx import SqliteTx
from tests.benchmarks.script import FIRST_ID

CARDS = 30
"""Of each learner."""

REMINDERS = 1_000
"""Looked up at once."""

LOOKS = 20
DAY_MS = 24 * 3600 * 1000

Milliseconds = dict[str, float]


def add_cards_and_reminder(tx: Tx, course_id: str, now: datetime) -> None:
    """The first learner's: a few cards are due by now, the others on a day to come."""
    known = []
    for number in range(CARDS):
        due = now + timedelta(days=number - 3)
        memory = Memory(5.0, 5.0, 2, due - timedelta(days=5), due)
        known.append(Card(course_id, f"card-{number}", "0" * 16, due, memory, reviews=1))
    cards.save(tx, FIRST_ID, known)
    learners.choose_time_zone(tx, FIRST_ID, "Europe/Berlin")
    wish = Reminder(FIRST_ID, ReminderState.ON, 18 * 60)
    reminders.save(
        tx, Reminder(FIRST_ID, ReminderState.ON, 18 * 60, False, next_look(wish, "Europe/Berlin", now))
    )


def spread(connection: sqlite3.Connection, now: datetime) -> None:
    """Everybody's reminder at an hour of their own, none within the next day."""
    begin = int(now.timestamp() * 1000) + DAY_MS
    connection.execute(f"UPDATE reminders SET next_at = {begin} + learner_id * 7919 % {DAY_MS}")


def milliseconds(path: Path, learner_ids: Sequence[int]) -> Milliseconds:
    """CPU time: of one learner's due cards, and of the next reminders with who has something due.

    `learner_ids`: those who come, as many at every size. As with taps, each was there once before, and
    as much is kept in memory as by the bot."""
    later, now = datetime.now(UTC) + timedelta(days=2), datetime.now(UTC)
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        tx, coming = SqliteTx(connection), cycle(learner_ids)

        def one() -> None:
            learner_id = next(coming)
            assert cards.first_due(tx, learner_id)
            assert cards.due(tx, learner_id, asked_until(now))

        def many() -> None:
            found = reminders.due(tx, later, reminders.FIRST, REMINDERS)
            ids = [one.reminder.learner_id for one in found]
            assert len(ids) == REMINDERS
            assert cards.with_due(tx, ids, asked_until(later))

        return {"one learner": _median(one, len(learner_ids)), "1,000 reminders": _median(many, LOOKS)}


def _median(look: Callable[[], None], times: int) -> float:
    for _ in range(times):
        look()
    found = []
    for _ in range(times):
        before = time.process_time()
        look()
        found.append(time.process_time() - before)
    return 1000 * median(found)
