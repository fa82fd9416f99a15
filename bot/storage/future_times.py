"""Repairs timestamps in the future, which a clock wrote that was ahead."""

from __future__ import annotations

from datetime import datetime

from bot.storage.database import Tx
from bot.storage.times import to_ms

HAPPENED = (("groups", "begun_at"), ("groups", "removed_at"), ("wishes", "asked_at"), ("reports", "made_at"))
"""Tables and columns that tell when something was done, and by which something is decided."""


def take_back(tx: Tx, now: datetime) -> None:
    """What is said to have happened after now happened now, and takes as long from there as it would have."""
    moment = to_ms(now)
    tx.execute(
        "UPDATE rounds SET closes_at = ? + closes_at - opened_at, opened_at = ?"
        " WHERE closed_at IS NULL AND opened_at > ?",
        (moment, moment, moment),
    )
    for table, column in HAPPENED:
        tx.execute(f"UPDATE {table} SET {column} = ? WHERE {column} > ?", (moment, moment))  # noqa: S608
