"""Reminders: what each learner wishes, and what became of the last one.

next_at -> claimed -> sent, failed or unknown. To claim one is to move `next_at` on: one that is still claimed
when nothing is under way any more may have arrived, and is not sent again.

Those whose time has come are found by the index `reminders_by_time`, which costs the same however many
learners there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from bot.learning.review.reminder import FURTHEST, AwaitedWish, Reminder, ReminderState
from bot.storage.database import Row, Tx
from bot.storage.times import from_ms, to_ms


class DueMark(NamedTuple):
    """How far those whose time has come were looked through."""

    at: int
    learner_id: int


FIRST = DueMark(-1, 0)


@dataclass(frozen=True)
class ReminderCandidate:
    """A reminder whose time may have come, and its learner as far as that matters. `reachable`: they came
    to the private chat, and have not blocked the bot."""

    reminder: Reminder
    zone: str | None
    seen_at: datetime
    course_id: str | None
    reachable: bool

    @property
    def mark(self) -> DueMark:
        at = self.reminder.next_at
        return DueMark(to_ms(at) if at else 0, self.reminder.learner_id)


def find(tx: Tx, learner_id: int) -> Reminder | None:
    row = tx.execute("SELECT * FROM reminders WHERE learner_id = ?", (learner_id,)).fetchone()
    return _reminder(row) if row else None


def save(tx: Tx, reminder: Reminder) -> None:
    """What the learner wishes now. One that is under way is marked no more."""
    tx.execute(
        "INSERT INTO reminders (learner_id, state, minute, course, next_at, claimed_at, unanswered, awaited,"
        " asked_at, accepted_at, delivery) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')"
        " ON CONFLICT (learner_id) DO UPDATE SET state = excluded.state,"
        " minute = excluded.minute, course = excluded.course,"
        " next_at = excluded.next_at, claimed_at = excluded.claimed_at, unanswered = excluded.unanswered,"
        " awaited = excluded.awaited, asked_at = excluded.asked_at, accepted_at = excluded.accepted_at,"
        " delivery = ''",
        _columns(reminder),
    )


def due(tx: Tx, now: datetime, after: DueMark, most: int) -> tuple[ReminderCandidate, ...]:
    """The next whose time has come, the earliest first, from behind `after` on."""
    rows = tx.execute(
        "SELECT reminders.*, time_zone, seen_at, course_id, started_at, gone_at FROM reminders"
        " JOIN learners ON learners.id = reminders.learner_id"
        " WHERE (next_at, learner_id) > (?, ?) AND next_at <= ? ORDER BY next_at, learner_id LIMIT ?",
        (*after, to_ms(now), most),
    )
    return tuple(map(_candidate, rows))


def candidate(tx: Tx, learner_id: int, now: datetime) -> ReminderCandidate | None:
    """One of these; None where its time has not come, or not any more."""
    row = tx.execute(
        "SELECT reminders.*, time_zone, seen_at, course_id, started_at, gone_at FROM reminders"
        " JOIN learners ON learners.id = reminders.learner_id WHERE learner_id = ? AND next_at <= ?",
        (learner_id, to_ms(now)),
    ).fetchone()
    return _candidate(row) if row else None


def first_look(tx: Tx) -> datetime | None:
    """When the next one's time comes; None where there is none."""
    row = tx.execute("SELECT MIN(next_at) FROM reminders WHERE next_at IS NOT NULL").fetchone()
    return from_ms(row[0]) if row[0] is not None else None


def look_again(tx: Tx, looks: Iterable[tuple[int, datetime | None]]) -> None:
    """(learner id, when it is looked again; None: never), of those for whom there is nothing to send now."""
    tx.executemany(
        "UPDATE reminders SET next_at = ? WHERE learner_id = ?",
        [(to_ms(at) if at else None, learner_id) for learner_id, at in looks],
    )


def give_up(tx: Tx, learner_ids: Iterable[int]) -> None:
    """They left long ago: quiet, until they want reminders again."""
    tx.executemany(
        "UPDATE reminders SET state = ?, next_at = NULL WHERE learner_id = ?",
        [(ReminderState.QUIET.value, learner_id) for learner_id in learner_ids],
    )


def backlog(tx: Tx, now: datetime, most: int) -> int:
    """How many are to be looked at, counted up to so many."""
    found: int = tx.execute(
        "SELECT COUNT(*) FROM (SELECT 1 FROM reminders WHERE next_at <= ? LIMIT ?) AS waiting",
        (to_ms(now), most),
    ).fetchone()[0]
    return found


def claim(tx: Tx, reminder: Reminder) -> None:
    """As the reminder is once it was taken to be sent: `next_at` has moved on."""
    tx.execute(
        "UPDATE reminders SET state = ?, next_at = ?, claimed_at = ?, unanswered = ?, delivery = 'claimed'"
        " WHERE learner_id = ?",
        (
            *(reminder.state.value, _ms(reminder.next_at), _ms(reminder.claimed_at), reminder.unanswered),
            reminder.learner_id,
        ),
    )


def sent(tx: Tx, learner_id: int) -> None:
    tx.execute(
        "UPDATE reminders SET delivery = 'sent', unanswered = unanswered + 1"
        " WHERE learner_id = ? AND delivery = 'claimed'",
        (learner_id,),
    )


def failed(tx: Tx, learner_id: int) -> None:
    """Telegram did not take it."""
    tx.execute(
        "UPDATE reminders SET delivery = 'failed' WHERE learner_id = ? AND delivery = 'claimed'",
        (learner_id,),
    )


def unknown(tx: Tx, learner_id: int) -> None:
    """It may have arrived."""
    tx.execute(
        "UPDATE reminders SET delivery = 'unknown' WHERE learner_id = ? AND delivery = 'claimed'",
        (learner_id,),
    )


def back(tx: Tx, before: Reminder) -> None:
    """It was surely not sent: as it was before it was claimed."""
    tx.execute(
        "UPDATE reminders SET state = ?, next_at = ?, claimed_at = ?, unanswered = ?, delivery = ''"
        " WHERE learner_id = ? AND delivery = 'claimed'",
        (
            *(before.state.value, _ms(before.next_at), _ms(before.claimed_at), before.unanswered),
            before.learner_id,
        ),
    )


def strand(tx: Tx) -> int:
    """Nothing is under way: what was claimed is unknown. How many."""
    stranded = tx.execute("UPDATE reminders SET delivery = 'unknown' WHERE delivery = 'claimed'")
    return stranded.rowcount


def mend_times(tx: Tx, now: datetime) -> int:
    """What a clock put far ahead that was wrong is looked at now. How many."""
    mended = tx.execute(
        "UPDATE reminders SET next_at = ? WHERE next_at > ?", (to_ms(now), to_ms(now + FURTHEST))
    )
    return mended.rowcount


def after_restore(tx: Tx, now: datetime) -> None:
    """What was due since the backup was made may have gone out: it does not go out again on that day."""
    tx.execute(
        "UPDATE reminders SET delivery = 'unknown', claimed_at = ? WHERE next_at <= ?",
        (to_ms(now), to_ms(now)),
    )


def awaiting(tx: Tx) -> frozenset[int]:
    """The learners whose next words may be a wish."""
    return frozenset(row[0] for row in tx.execute("SELECT learner_id FROM reminders WHERE awaited <> ''"))


def _columns(reminder: Reminder) -> tuple[Any, ...]:
    return (
        *(reminder.learner_id, reminder.state.value, reminder.minute, int(reminder.course)),
        *(_ms(reminder.next_at), _ms(reminder.claimed_at), reminder.unanswered),
        *(reminder.awaited.value, _ms(reminder.asked_at), _ms(reminder.accepted_at)),
    )


def _reminder(row: Row) -> Reminder:
    return Reminder(
        row["learner_id"],
        ReminderState(row["state"]),
        row["minute"],
        bool(row["course"]),
        _moment(row["next_at"]),
        _moment(row["claimed_at"]),
        row["unanswered"],
        AwaitedWish(row["awaited"]),
        _moment(row["asked_at"]),
        _moment(row["accepted_at"]),
    )


def _candidate(row: Row) -> ReminderCandidate:
    reachable = row["started_at"] is not None and row["gone_at"] is None
    return ReminderCandidate(
        _reminder(row), row["time_zone"], from_ms(row["seen_at"]), row["course_id"], reachable
    )


def _ms(moment: datetime | None) -> int | None:
    return to_ms(moment) if moment else None


def _moment(milliseconds: int | None) -> datetime | None:
    return from_ms(milliseconds) if milliseconds is not None else None
