"""Deliveries: the outbox of a broadcast, one row a chat.

waiting -> claimed -> sent, failed or unknown. A claimed one may be under way; one that is still claimed when
nothing is under way any more is unknown, and stays so until an admin decides.
"""

from __future__ import annotations

from datetime import datetime

from bot.learning.broadcast.audience import Audience
from bot.learning.broadcast.broadcast import (
    Broadcast,
    BroadcastReport,
    BroadcastState,
    Counts,
    FailureReason,
    Target,
)
from bot.storage.broadcast import audience as audiences
from bot.storage.database import Tx
from bot.storage.times import to_ms

LISTED = 10

FIRST = -(2**62)
"""Below every chat id: where reading them in order begins."""


def queue(tx: Tx, broadcast_id: int, audience: Audience, now: datetime) -> int:
    """Makes out a delivery for each chat of the audience, in one statement; how many."""
    members, values = audiences.members(audience, now)
    made = tx.execute(
        "INSERT INTO deliveries (broadcast_id, chat_id, zone, state, changed_at)"  # noqa: S608
        f" SELECT ?, chat_id, zone, 'waiting', ? FROM ({members}) AS members",
        (broadcast_id, to_ms(now), *values),
    )
    return made.rowcount


def zones(tx: Tx, broadcast_id: int) -> tuple[str, ...]:
    """The time zones of those who wait: each found by one step in the index, however many learners it has."""
    rows = tx.execute(
        "WITH RECURSIVE found (zone) AS ("
        " SELECT MIN(zone) FROM deliveries WHERE broadcast_id = ? AND state = 'waiting'"
        " UNION ALL SELECT (SELECT MIN(zone) FROM deliveries WHERE broadcast_id = ? AND state = 'waiting'"
        " AND zone > found.zone) FROM found WHERE found.zone IS NOT NULL)"
        " SELECT zone FROM found WHERE zone IS NOT NULL",
        (broadcast_id, broadcast_id),
    )
    return tuple(row["zone"] for row in rows)


def waiting(tx: Tx, broadcast_id: int, zone: str, after: int, most: int) -> tuple[Target, ...]:
    """The next that wait in a zone, by chat id, from above `after` on."""
    rows = tx.execute(
        "SELECT deliveries.chat_id, groups.thread_id, learners.language_code,"
        " COALESCE(groups.language, learners.language) AS language,"
        " COALESCE(groups.course_id, learners.course_id) AS course_id"
        " FROM deliveries LEFT JOIN groups ON groups.chat_id = deliveries.chat_id"
        " LEFT JOIN learners ON learners.id = deliveries.chat_id"
        " WHERE broadcast_id = ? AND deliveries.state = 'waiting' AND zone = ? AND deliveries.chat_id > ?"
        " ORDER BY deliveries.chat_id LIMIT ?",
        (broadcast_id, zone, after, most),
    )
    return tuple(
        Target(
            row["chat_id"],
            zone,
            row["thread_id"],
            (row["language"], row["language_code"]),
            row["course_id"],
        )
        for row in rows
    )


def claim(tx: Tx, broadcast_id: int, chat_id: int, now: datetime) -> bool | None:
    """Takes one that waits, to be sent now: True. None where the broadcast was paused or ended meanwhile, or
    somebody else took it; False where the chat is not to be written to any more, and so it failed."""
    claimed = tx.execute(
        "UPDATE deliveries SET state = 'claimed', changed_at = ?"
        " WHERE broadcast_id = ? AND chat_id = ? AND state = 'waiting'"
        " AND EXISTS (SELECT 1 FROM broadcasts WHERE id = ? AND state = 'sending')",
        (to_ms(now), broadcast_id, chat_id, broadcast_id),
    )
    if not claimed.rowcount:
        return None
    if wanted(tx, chat_id):
        return True
    failed(tx, broadcast_id, chat_id, FailureReason.STOPPED, now)
    return False


def wanted(tx: Tx, chat_id: int) -> bool:
    """Whether this chat may still be written to."""
    if chat_id < 0:
        query = "SELECT 1 FROM groups WHERE chat_id = ? AND removed_at IS NULL"
        return tx.execute(query, (chat_id,)).fetchone() is not None
    found = tx.execute(f"SELECT 1 FROM learners WHERE id = ? AND {audiences.REACHABLE}", (chat_id,))  # noqa: S608
    return found.fetchone() is not None


def sent(tx: Tx, broadcast_id: int, chat_id: int, message_id: int, now: datetime) -> None:
    tx.execute(
        "UPDATE deliveries SET state = 'sent', message_id = ?, changed_at = ?"
        " WHERE broadcast_id = ? AND chat_id = ? AND state = 'claimed'",
        (message_id, to_ms(now), broadcast_id, chat_id),
    )


def failed(tx: Tx, broadcast_id: int, chat_id: int, reason: FailureReason, now: datetime) -> None:
    tx.execute(
        "UPDATE deliveries SET state = 'failed', reason = ?, changed_at = ?"
        " WHERE broadcast_id = ? AND chat_id = ? AND state = 'claimed'",
        (reason, to_ms(now), broadcast_id, chat_id),
    )


def unknown(tx: Tx, broadcast_id: int, chat_id: int, now: datetime) -> None:
    """It may have arrived."""
    tx.execute(
        "UPDATE deliveries SET state = 'unknown', changed_at = ?"
        " WHERE broadcast_id = ? AND chat_id = ? AND state = 'claimed'",
        (to_ms(now), broadcast_id, chat_id),
    )


def back(tx: Tx, broadcast_id: int, chat_id: int, now: datetime) -> None:
    """It was surely not sent: waits again."""
    tx.execute(
        "UPDATE deliveries SET state = 'waiting', changed_at = ?"
        " WHERE broadcast_id = ? AND chat_id = ? AND state = 'claimed'",
        (to_ms(now), broadcast_id, chat_id),
    )


def moved(tx: Tx, broadcast_id: int, chat_id: int, new_id: int, now: datetime) -> None:
    """The group has another id: its delivery waits there, unless there is one already."""
    moving = tx.execute(
        "UPDATE deliveries SET chat_id = ? WHERE broadcast_id = ? AND chat_id = ? AND NOT EXISTS"
        " (SELECT 1 FROM deliveries AS there WHERE there.broadcast_id = ? AND there.chat_id = ?)",
        (new_id, broadcast_id, chat_id, broadcast_id, new_id),
    )
    if moving.rowcount:
        back(tx, broadcast_id, new_id, now)
    else:
        failed(tx, broadcast_id, chat_id, FailureReason.NOT_FOUND, now)


def strand(tx: Tx, broadcast_id: int, now: datetime) -> int:
    """Nothing is under way: whatever was claimed is unknown. How many."""
    stranded = tx.execute(
        "UPDATE deliveries SET state = 'unknown', changed_at = ?"
        " WHERE broadcast_id = ? AND state = 'claimed'",
        (to_ms(now), broadcast_id),
    )
    return stranded.rowcount


def doubt(tx: Tx, broadcast_id: int, now: datetime) -> int:
    """Whoever waits may have got it all the same: unknown. How many."""
    doubted = tx.execute(
        "UPDATE deliveries SET state = 'unknown', changed_at = ?"
        " WHERE broadcast_id = ? AND state = 'waiting'",
        (to_ms(now), broadcast_id),
    )
    return doubted.rowcount


def resend(tx: Tx, broadcast_id: int, now: datetime) -> int:
    """Those that are unknown wait once more: somebody decided that twice is better than not at all."""
    again = tx.execute(
        "UPDATE deliveries SET state = 'waiting', changed_at = ?"
        " WHERE broadcast_id = ? AND state = 'unknown'",
        (to_ms(now), broadcast_id),
    )
    return again.rowcount


def counts(tx: Tx, broadcast_id: int) -> Counts:
    rows = tx.execute(
        "SELECT state, COUNT(*) AS chats FROM deliveries WHERE broadcast_id = ? GROUP BY state",
        (broadcast_id,),
    )
    found = {row["state"]: row["chats"] for row in rows}
    return Counts(
        found.get("waiting", 0) + found.get("claimed", 0),
        found.get("sent", 0),
        found.get("failed", 0),
        found.get("unknown", 0),
    )


def reasons(tx: Tx, broadcast_id: int) -> tuple[tuple[FailureReason, int], ...]:
    """Why deliveries failed, the most frequent first."""
    rows = tx.execute(
        "SELECT reason, COUNT(*) AS chats FROM deliveries WHERE broadcast_id = ? AND state = 'failed'"
        " GROUP BY reason ORDER BY chats DESC, reason",
        (broadcast_id,),
    )
    return tuple((FailureReason(row["reason"]), row["chats"]) for row in rows)


def report(tx: Tx, broadcast: Broadcast, now: datetime) -> BroadcastReport:
    """What became of a broadcast so far; `LISTED` of the chats that are unknown are named. Of one that is yet
    to begin, the chats are those of its audience just now."""
    found = counts(tx, broadcast.id) if broadcast.queued_at else Counts()
    chats = found.total if broadcast.queued_at else None
    on_hold = broadcast.state is BroadcastState.ON_HOLD
    if broadcast.state is BroadcastState.SCHEDULED or (on_hold and chats is None):
        chats = audiences.count(tx, broadcast.audience, now)
    return BroadcastReport(
        broadcast,
        found,
        chats,
        reasons(tx, broadcast.id) if found.failed else (),
        unknowns(tx, broadcast.id, LISTED) if found.unknown else (),
        now - broadcast.due_at if on_hold and broadcast.due_at else None,
    )


def unknowns(tx: Tx, broadcast_id: int, most: int) -> tuple[int, ...]:
    rows = tx.execute(
        "SELECT chat_id FROM deliveries WHERE broadcast_id = ? AND state = 'unknown' ORDER BY zone, chat_id"
        " LIMIT ?",
        (broadcast_id, most),
    )
    return tuple(row["chat_id"] for row in rows)


DeliveryLine = tuple[int, str, str, int | None, int]
"""chat id, state, reason or "", message id, when it changed (milliseconds since 1970, UTC)."""


def lines(tx: Tx, broadcast_id: int, after: int, most: int, sent: bool) -> list[DeliveryLine]:
    """The next deliveries by chat id, from above `after` on: what became of each. `sent`: of those, too."""
    rows = tx.execute(
        "SELECT chat_id, state, COALESCE(reason, '') AS reason, message_id, changed_at FROM deliveries"
        " WHERE broadcast_id = ? AND chat_id > ? AND (state <> 'sent' OR ? = 1) ORDER BY chat_id LIMIT ?",
        (broadcast_id, after, int(sent), most),
    )
    return [tuple(row) for row in rows]
