"""Numbers for rows that buttons name: each is given once, also when the row that had it is gone."""

from __future__ import annotations

from bot.storage.database import Tx


def next_id(tx: Tx, table: str) -> int:
    """The number of a new row in this table, which must be one of those that are counted."""
    found: int = tx.execute(
        "UPDATE counters SET last = last + 1 WHERE name = ? RETURNING last", (table,)
    ).fetchall()[0][0]
    return found
