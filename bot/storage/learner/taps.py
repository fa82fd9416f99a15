"""Taps and commands that were acted upon, so that one delivered twice is recognised."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.storage.database import Tx
from bot.storage.times import to_ms

KEPT = timedelta(days=2)
"""Telegram delivers an update again for 24 hours at the most (getUpdates)."""


def known(tx: Tx, tap_id: str) -> bool:
    """Whether the tap was acted upon before."""
    return tx.execute("SELECT 1 FROM taps WHERE id = ?", (tap_id,)).fetchone() is not None


def is_new(tx: Tx, tap_id: str, learner_id: int, now: datetime) -> bool:
    """Remembers the tap; False where it was remembered before. The learner must be known."""
    made = tx.execute(
        "INSERT INTO taps (id, learner_id, tapped_at) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING",
        (tap_id, learner_id, to_ms(now)),
    )
    if not made.rowcount:
        return False
    tx.execute("DELETE FROM taps WHERE tapped_at < ?", (to_ms(now - KEPT),))
    return True
