"""When a learner practised."""

from __future__ import annotations

from datetime import datetime

from bot.storage.database import Tx
from bot.storage.times import from_ms, to_ms


def answered(tx: Tx, learner_id: int, since: datetime) -> tuple[datetime, ...]:
    """The moments of their answers in courses."""
    rows = tx.execute(
        "SELECT answered_at FROM answers WHERE learner_id = ? AND answered_at >= ?",
        (learner_id, to_ms(since)),
    )
    return tuple(from_ms(row["answered_at"]) for row in rows)
