"""Which courses are hidden from whoever has not begun them."""

from __future__ import annotations

from datetime import datetime

from bot.storage.database import Tx
from bot.storage.times import to_ms


def ids(tx: Tx) -> frozenset[str]:
    return frozenset(row[0] for row in tx.execute("SELECT course_id FROM hidden_courses"))


def hide(tx: Tx, course_id: str, now: datetime) -> None:
    tx.execute(
        "INSERT INTO hidden_courses (course_id, hidden_at) VALUES (?, ?) ON CONFLICT (course_id) DO NOTHING",
        (course_id, to_ms(now)),
    )


def show(tx: Tx, course_id: str) -> None:
    tx.execute("DELETE FROM hidden_courses WHERE course_id = ?", (course_id,))
