"""Broadcasts on hold: put there, asked about, and what was decided. Doing any of it twice changes nothing."""

from __future__ import annotations

from datetime import datetime

from bot.learning.broadcast.broadcast import BroadcastState, HoldReason
from bot.storage.broadcast import broadcasts, deliveries
from bot.storage.database import Tx
from bot.storage.times import from_ms, to_ms


def hold(tx: Tx, broadcast_id: int, was: BroadcastState, why: HoldReason, due: datetime | None) -> bool:
    """Nothing more of it is sent until somebody says so; whether it was in this state. `due`: when it was to
    be sent, or sent on, as far as that is known."""
    held = tx.execute(
        "UPDATE broadcasts SET state = 'on hold', hold = ?, holds = holds + 1, due_at = ?, asked_at = NULL"
        " WHERE id = ? AND state = ?",
        (why, to_ms(due) if due else None, broadcast_id, was),
    )
    return bool(held.rowcount)


def asked(tx: Tx, broadcast_id: int, holds: int, now: datetime) -> None:
    """Somebody was asked, the `holds`th time that it was put on hold."""
    tx.execute(
        "UPDATE broadcasts SET asked_at = ? WHERE id = ? AND holds = ?", (to_ms(now), broadcast_id, holds)
    )


def release(tx: Tx, broadcast_id: int, holds: int, now: datetime) -> bool:
    """Sent after all, or sent on; False where that was decided before. `holds`: what the asker knows of."""
    found = broadcasts.find(tx, broadcast_id)
    released = tx.execute(
        "UPDATE broadcasts SET state = CASE WHEN queued_at IS NULL THEN 'scheduled' ELSE 'sending' END,"
        " hold = NULL, confirmed_at = ? WHERE id = ? AND holds = ? AND state = 'on hold'",
        (to_ms(now), broadcast_id, holds),
    )
    if released.rowcount and found and found.hold is HoldReason.RESTORED:
        deliveries.resend(tx, broadcast_id, now)
    return bool(released.rowcount)


def let_be(tx: Tx, broadcast_id: int, holds: int, now: datetime) -> bool:
    """It is not sent (any further); False where that was decided before."""
    left = tx.execute(
        "UPDATE broadcasts SET state = 'cancelled', ended_at = ?"
        " WHERE id = ? AND holds = ? AND state = 'on hold'",
        (to_ms(now), broadcast_id, holds),
    )
    return bool(left.rowcount)


def after_restore(tx: Tx, now: datetime) -> int:
    """What may have gone out since the backup was made is put on hold; how many broadcasts. Of each chat that
    was still to get one, nobody knows whether it has."""
    held = 0
    for state in (BroadcastState.SENDING, BroadcastState.PAUSED, BroadcastState.ON_HOLD):
        for broadcast in broadcasts.in_state(tx, state):
            deliveries.strand(tx, broadcast.id, now)
            doubtful = deliveries.doubt(tx, broadcast.id, now) or broadcast.queued_at is None
            if doubtful and broadcast.problem is None:
                held += hold(tx, broadcast.id, state, HoldReason.RESTORED, broadcast.due_at)
    for broadcast in broadcasts.to_begin(tx, now):
        held += hold(tx, broadcast.id, BroadcastState.SCHEDULED, HoldReason.RESTORED, broadcast.begins)
    return held


_LOOK = "broadcasts"


def last_look(tx: Tx) -> datetime | None:
    """When somebody was last at work sending broadcasts; None where nobody ever was."""
    row = tx.execute("SELECT looked_at FROM last_looks WHERE name = ?", (_LOOK,)).fetchone()
    return from_ms(row["looked_at"]) if row else None


def look(tx: Tx, now: datetime) -> None:
    """Somebody is at work now."""
    tx.execute(
        "INSERT INTO last_looks (name, looked_at) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET looked_at = excluded.looked_at",
        (_LOOK, to_ms(now)),
    )
