"""Files that admins sent and nobody has published yet."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.learning.school.publication import Upload
from bot.storage.counters import next_id
from bot.storage.database import Row, Tx
from bot.storage.times import to_ms

KEPT = timedelta(days=14)


def add(tx: Tx, learner_id: int, now: datetime) -> Upload:
    """A new one, of which nothing is known yet. Those that nobody cared about for long go."""
    tx.execute("DELETE FROM uploads WHERE created_at < ?", (to_ms(now - KEPT),))
    (row,) = tx.execute(
        "INSERT INTO uploads (id, learner_id, folder, base, name, created_at)"
        " VALUES (?, ?, '', '', '', ?) RETURNING *",
        (next_id(tx, "uploads"), learner_id, to_ms(now)),
    ).fetchall()
    return _upload(row)


def save(tx: Tx, upload: Upload) -> None:
    tx.execute(
        "UPDATE uploads SET folder = ?, base = ?, name = ? WHERE id = ?",
        (upload.folder, upload.base, upload.name, upload.id),
    )


def find(tx: Tx, upload_id: int) -> Upload | None:
    row = tx.execute("SELECT * FROM uploads WHERE id = ?", (upload_id,)).fetchone()
    return _upload(row) if row else None


def drop(tx: Tx, upload_id: int) -> bool:
    """Whether it was there."""
    return bool(tx.execute("DELETE FROM uploads WHERE id = ?", (upload_id,)).rowcount)


def has_any(tx: Tx, learner_id: int) -> bool:
    return tx.execute("SELECT 1 FROM uploads WHERE learner_id = ?", (learner_id,)).fetchone() is not None


def ids(tx: Tx) -> frozenset[int]:
    return frozenset(row["id"] for row in tx.execute("SELECT id FROM uploads"))


def _upload(row: Row) -> Upload:
    return Upload(row["id"], row["learner_id"], row["folder"], row["base"], row["name"])
