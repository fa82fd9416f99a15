"""When rounds close. The time of one runs from when it is out, or may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.learning.group.round import Round
from bot.storage.database import Tx
from bot.storage.group import rounds
from bot.storage.times import from_ms, to_ms

_RUNS = (
    "closed_at IS NULL AND (message_id IS NOT NULL OR EXISTS (SELECT 1 FROM round_answers AS a"
    " WHERE a.group_key = rounds.group_key AND a.number = rounds.number))"
)
"""Of a round that is or was in a chat: one with answers may have lost its message when the chat moved."""


def to_close(tx: Tx, now: datetime) -> tuple[Round, ...]:
    rows = tx.execute(f"SELECT * FROM rounds WHERE closes_at <= ? AND {_RUNS}", (to_ms(now),))  # noqa: S608
    return tuple(map(rounds.read, rows.fetchall()))


def next_closing(tx: Tx) -> datetime | None:
    row = tx.execute(f"SELECT MIN(closes_at) FROM rounds WHERE {_RUNS}").fetchone()  # noqa: S608
    return from_ms(row[0]) if row[0] is not None else None


def postponed(tx: Tx, round_: Round, now: datetime) -> Round:
    """It could not go out when it was decided upon: it opens now."""
    closes_at = now + (round_.closes_at - round_.opened_at)
    tx.execute(
        "UPDATE rounds SET opened_at = ?, closes_at = ? WHERE group_key = ? AND number = ?",
        (to_ms(now), to_ms(closes_at), round_.group_key, round_.number),
    )
    return replace(round_, opened_at=now, closes_at=closes_at)
