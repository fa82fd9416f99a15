"""Broadcasts: rows <-> Broadcast. A change of state is conditional: doing it twice changes nothing."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.learning.broadcast import audience as audiences
from bot.learning.broadcast.audience import Everyone
from bot.learning.broadcast.broadcast import (
    AwaitedInput,
    Broadcast,
    BroadcastState,
    Content,
)
from bot.learning.broadcast.delivery_time import Timing
from bot.storage.broadcast.rows import broadcast_of, content_columns, timing_columns
from bot.storage.counters import next_id
from bot.storage.database import Tx
from bot.storage.times import to_ms

ENDED = (BroadcastState.DONE, BroadcastState.CANCELLED)

_ALL = (
    "SELECT broadcasts.*, learner_id, asked, card_id, excerpt FROM broadcasts"
    " LEFT JOIN composers ON composers.broadcast_id = broadcasts.id"
)


def draft(tx: Tx, admin_id: int | None, content: Content | None, timing: Timing, now: datetime) -> Broadcast:
    """A new draft; without content, the admin's next message will be it. The admin must be known."""
    broadcast_id = next_id(tx, "broadcasts")
    columns = {
        "id": broadcast_id,
        "state": BroadcastState.DRAFT,
        "audience": audiences.write(Everyone()),
        "resends": 0,
        "created_at": to_ms(now),
        **content_columns(content),
        **timing_columns(timing),
    }
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    tx.execute(
        f"INSERT INTO broadcasts ({names}) VALUES ({marks})",  # noqa: S608
        tuple(columns.values()),
    )
    if admin_id is not None:
        tx.execute(
            "INSERT INTO composers (broadcast_id, learner_id, asked) VALUES (?, ?, ?)",
            (broadcast_id, admin_id, AwaitedInput.NOTHING if content else AwaitedInput.MESSAGE),
        )
    made = find(tx, broadcast_id)
    assert made is not None  # noqa: S101 - it was made a moment ago
    return made


def find(tx: Tx, broadcast_id: int) -> Broadcast | None:
    row = tx.execute(f"{_ALL} WHERE broadcasts.id = ?", (broadcast_id,)).fetchone()
    return broadcast_of(row) if row else None


def draft_of(tx: Tx, admin_id: int) -> Broadcast | None:
    """The draft the admin is composing."""
    row = tx.execute(
        f"{_ALL} WHERE composers.learner_id = ? AND state = 'draft' ORDER BY id DESC LIMIT 1", (admin_id,)
    ).fetchone()
    return broadcast_of(row) if row else None


def is_left(tx: Tx, broadcast_id: int, admin_id: int) -> bool:
    """Whether the admin has gone on in a course since they began this draft."""
    row = tx.execute(
        "SELECT 1 FROM progress JOIN broadcasts ON moved_at > created_at WHERE learner_id = ? AND id = ?",
        (admin_id, broadcast_id),
    ).fetchone()
    return row is not None


def newest(tx: Tx, most: int) -> tuple[Broadcast, ...]:
    """The newest that are more than a draft."""
    rows = tx.execute(f"{_ALL} WHERE state <> 'draft' ORDER BY id DESC LIMIT ?", (most,))
    return tuple(map(broadcast_of, rows))


def save_draft(tx: Tx, broadcast: Broadcast) -> bool:
    """Writes what an admin may choose, if it still is a draft; whether it is."""
    columns = {
        "audience": audiences.write(broadcast.audience),
        **content_columns(broadcast.content),
        **timing_columns(broadcast.timing),
    }
    pairs = ", ".join(f"{name} = ?" for name in columns)
    saved = tx.execute(
        f"UPDATE broadcasts SET {pairs} WHERE id = ? AND state = 'draft'",  # noqa: S608
        (*columns.values(), broadcast.id),
    )
    tx.execute(
        "UPDATE composers SET asked = ?, excerpt = ? WHERE broadcast_id = ?",
        (broadcast.asked, broadcast.excerpt, broadcast.id),
    )
    return bool(saved.rowcount)


def discard(tx: Tx, broadcast_id: int) -> bool:
    """Deletes a draft; whether it was one."""
    draft = "SELECT id FROM broadcasts WHERE id = ? AND state = 'draft'"
    tx.execute(f"DELETE FROM composers WHERE broadcast_id IN ({draft})", (broadcast_id,))  # noqa: S608
    return bool(tx.execute(f"DELETE FROM broadcasts WHERE id IN ({draft})", (broadcast_id,)).rowcount)  # noqa: S608


def tidy(tx: Tx) -> None:
    """Deletes drafts whose composer has been forgotten: nobody can see them."""
    tx.execute(
        "DELETE FROM broadcasts WHERE state = 'draft'"
        " AND NOT EXISTS (SELECT 1 FROM composers WHERE broadcast_id = broadcasts.id)"
    )


def put_card(tx: Tx, broadcast_id: int, card_id: int) -> None:
    """The message that shows the broadcast to its admin from now on."""
    tx.execute("UPDATE composers SET card_id = ? WHERE broadcast_id = ?", (card_id, broadcast_id))


def confirm(tx: Tx, broadcast_id: int, now: datetime) -> bool:
    """A draft is to be sent, at its time; whether it was one."""
    done = tx.execute(
        "UPDATE broadcasts SET state = 'scheduled', confirmed_at = ? WHERE id = ? AND state = 'draft'",
        (to_ms(now), broadcast_id),
    )
    return bool(done.rowcount)


def change(
    tx: Tx, broadcast_id: int, was: Collection[BroadcastState], state: BroadcastState, now: datetime
) -> bool:
    """To another state, if it is in one of those now; whether it was."""
    marks = ", ".join("?" * len(was))
    ended_at = to_ms(now) if state in ENDED else None
    done = tx.execute(
        "UPDATE broadcasts SET state = ?, problem = NULL, ended_at = ?"  # noqa: S608
        f" WHERE id = ? AND state IN ({marks})",
        (state, ended_at, broadcast_id, *was),
    )
    return bool(done.rowcount)


def queued(tx: Tx, broadcast_id: int, now: datetime) -> bool:
    """The deliveries are being made out, in this very transaction; False where somebody else has done it."""
    done = tx.execute(
        "UPDATE broadcasts SET state = 'sending', queued_at = ? WHERE id = ? AND state = 'scheduled'",
        (to_ms(now), broadcast_id),
    )
    return bool(done.rowcount)


def broken(tx: Tx, broadcast_id: int, problem: str) -> bool:
    """It cannot be sent as it is: paused, until an admin looks. False where it is on its way no more."""
    done = tx.execute(
        "UPDATE broadcasts SET state = 'paused', problem = ? WHERE id = ? AND state = 'sending'",
        (problem, broadcast_id),
    )
    return bool(done.rowcount)


def resend(tx: Tx, broadcast_id: int, resends: int) -> bool:
    """Opens a broadcast once more; `resends` is the number of times that the asker knows of."""
    done = tx.execute(
        "UPDATE broadcasts SET state = 'sending', resends = resends + 1, ended_at = NULL, reported_at = NULL"
        " WHERE id = ? AND resends = ? AND state = 'done'",
        (broadcast_id, resends),
    )
    return bool(done.rowcount)


def reported(tx: Tx, broadcast_id: int, now: datetime) -> None:
    tx.execute("UPDATE broadcasts SET reported_at = ? WHERE id = ?", (to_ms(now), broadcast_id))


def to_begin(tx: Tx, now: datetime) -> tuple[Broadcast, ...]:
    """Scheduled ones whose time has come."""
    rows = tx.execute(
        f"{_ALL} WHERE state = 'scheduled' AND (starts_at IS NULL OR starts_at <= ?)",
        (to_ms(now),),
    )
    return tuple(map(broadcast_of, rows))


def in_state(tx: Tx, state: BroadcastState) -> tuple[Broadcast, ...]:
    rows = tx.execute(f"{_ALL} WHERE state = ? ORDER BY id", (state,))
    return tuple(map(broadcast_of, rows))


def to_ask(tx: Tx) -> tuple[Broadcast, ...]:
    """On hold, and nobody has been asked yet."""
    rows = tx.execute(f"{_ALL} WHERE state = 'on hold' AND asked_at IS NULL ORDER BY id")
    return tuple(map(broadcast_of, rows))


def to_report(tx: Tx) -> tuple[Broadcast, ...]:
    """Ended ones whose admin has not been told yet."""
    rows = tx.execute(
        f"{_ALL} WHERE state IN ('done', 'cancelled') AND reported_at IS NULL AND queued_at IS NOT NULL"
    )
    return tuple(map(broadcast_of, rows))
