"""Who was appointed as an admin in the chat."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.storage.database import Tx
from bot.storage.times import to_ms


def appointed(tx: Tx) -> frozenset[int]:
    return frozenset(row["learner_id"] for row in tx.execute("SELECT learner_id FROM admins"))


def is_appointed(tx: Tx, learner_id: int) -> bool:
    return tx.execute("SELECT 1 FROM admins WHERE learner_id = ?", (learner_id,)).fetchone() is not None


def appoint(tx: Tx, learner_id: int, now: datetime) -> None:
    tx.execute(
        "INSERT INTO admins (learner_id, appointed_at) VALUES (?, ?) ON CONFLICT (learner_id) DO NOTHING",
        (learner_id, to_ms(now)),
    )


def dismiss(tx: Tx, learner_id: int) -> bool:
    """Whether they had been appointed. What they were about to publish goes with it."""
    tx.execute("DELETE FROM uploads WHERE learner_id = ?", (learner_id,))
    return bool(tx.execute("DELETE FROM admins WHERE learner_id = ?", (learner_id,)).rowcount)


def first_name(tx: Tx, learner_id: int) -> str | None:
    """Of someone who has written to the bot in private; None for anybody else."""
    row = tx.execute(
        "SELECT first_name FROM learners WHERE id = ? AND started_at IS NOT NULL", (learner_id,)
    ).fetchone()
    return row["first_name"] if row else None


def reachable(tx: Tx, admin_ids: Iterable[int]) -> tuple[int, ...]:
    """Those of them who may be written to."""
    return tuple(
        admin_id
        for admin_id in sorted(admin_ids)
        if tx.execute(
            "SELECT 1 FROM learners WHERE id = ? AND started_at IS NOT NULL AND gone_at IS NULL", (admin_id,)
        ).fetchone()
    )
