"""Reminders whose time has come are found in order and by an index; one that is claimed is found no more."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.learning.learner.learner import Person
from bot.learning.review.reminder import FURTHEST, AwaitedWish, Reminder, ReminderState
from bot.storage.database import Tx
from bot.storage.learner import learners
from bot.storage.review import reminders
from bot.storage.review.reminders import FIRST

NOW = datetime(2026, 3, 1, 18, tzinfo=UTC)
DAY = timedelta(days=1)


def wished(tx: Tx, learner_id: int, next_at: datetime | None = NOW) -> Reminder:
    learners.meet(tx, Person(learner_id, "Ada"), NOW - DAY)
    reminder = Reminder(learner_id, ReminderState.ON, 18 * 60, next_at=next_at)
    reminders.save(tx, reminder)
    return reminder


def test_a_wish_is_kept_as_it_is(tx: Tx) -> None:
    wished(tx, 7)
    whole = Reminder(
        7, ReminderState.QUIET, 485, True, NOW, NOW - DAY, 3, AwaitedWish.ZONE, NOW, NOW - 2 * DAY
    )
    reminders.save(tx, whole)
    assert reminders.find(tx, 7) == whole
    assert reminders.find(tx, 8) is None
    assert reminders.awaiting(tx) == {7}


def test_the_earliest_come_first_in_pages_of_any_size(tx: Tx) -> None:
    for learner_id in range(1, 8):
        wished(tx, learner_id, NOW - timedelta(minutes=learner_id // 3))
    wished(tx, 8, NOW + timedelta(milliseconds=1))
    wished(tx, 9, None)
    found, mark = list[int](), FIRST
    while page := reminders.due(tx, NOW, mark, 2):
        found += [one.reminder.learner_id for one in page]
        mark = page[-1].mark
    assert found == [6, 7, 3, 4, 5, 1, 2]
    assert reminders.backlog(tx, NOW, 100) == 7
    assert reminders.backlog(tx, NOW, 3) == 3
    assert reminders.first_look(tx) == NOW - timedelta(minutes=2)


def test_what_is_claimed_is_not_found_again_and_marked_once(tx: Tx) -> None:
    before = wished(tx, 7)
    reminders.claim(tx, replace(before, claimed_at=NOW, next_at=NOW + DAY))
    assert reminders.due(tx, NOW, FIRST, 10) == ()
    assert reminders.candidate(tx, 7, NOW) is None
    reminders.sent(tx, 7)
    reminders.unknown(tx, 7)
    reminders.back(tx, before)
    after = reminders.find(tx, 7)
    assert after
    assert (after.unanswered, after.next_at, after.claimed_at) == (1, NOW + DAY, NOW)


def test_what_was_surely_not_sent_waits_as_before_unless_the_wish_changed(tx: Tx) -> None:
    before = wished(tx, 7)
    claimed = replace(before, claimed_at=NOW, next_at=NOW + DAY)
    reminders.claim(tx, claimed)
    reminders.back(tx, before)
    assert reminders.find(tx, 7) == before
    reminders.claim(tx, claimed)
    ended = replace(claimed, state=ReminderState.OFF, next_at=None)
    reminders.save(tx, ended)
    reminders.back(tx, before)
    assert reminders.find(tx, 7) == ended


def test_what_is_still_claimed_after_a_start_is_unknown(tx: Tx) -> None:
    before = wished(tx, 7)
    reminders.claim(tx, replace(before, claimed_at=NOW, next_at=NOW + DAY))
    assert reminders.strand(tx) == 1
    assert reminders.strand(tx) == 0
    assert reminders.due(tx, NOW, FIRST, 10) == ()


def test_a_clock_that_was_far_ahead_keeps_nobody_waiting_for_long(tx: Tx) -> None:
    wished(tx, 7, NOW + timedelta(days=400))
    wished(tx, 8, NOW + FURTHEST)
    assert reminders.mend_times(tx, NOW) == 1
    found = reminders.find(tx, 7)
    assert found
    assert found.next_at == NOW


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "work",
    [
        lambda tx: reminders.due(tx, NOW, FIRST, 10),
        lambda tx: reminders.first_look(tx),
        lambda tx: reminders.backlog(tx, NOW, 10),
        lambda tx: reminders.candidate(tx, 7, NOW),
        lambda tx: reminders.strand(tx),
        lambda tx: reminders.mend_times(tx, NOW),
        lambda tx: reminders.awaiting(tx),
    ],
)
def test_nothing_is_found_by_a_scan(tx: Tx, connection: sqlite3.Connection, work: object) -> None:
    plans = Plans(connection)
    work(plans)  # type: ignore[operator]
    assert plans.steps
    scans = [step for step in plans.steps if step.startswith("SCAN") and "USING" not in step]
    assert not [step for step in scans if step != "SCAN waiting"]  # the rows that were found
    assert not [step for step in plans.steps if "TEMP B-TREE" in step]


class Plans:
    """Notes how SQLite would go about each statement."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.steps: list[str] = []

    def execute(self, sql: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        self.steps += [row[3] for row in self._connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
        return self._connection.execute(sql, values)
