"""Whose turn it is to write: whoever comes to work begins a term, and ends all terms before it.

A process that was taken for dead, and is not, belongs to an earlier one: nothing that it does is kept."""

from __future__ import annotations

from bot.storage.counters import next_id
from bot.storage.database import Tx
from bot.storage.errors import LostLockError


def begin(tx: Tx) -> int:
    """The number of the term that begins; all before it are over."""
    return next_id(tx, "terms")


def look(tx: Tx, term: int) -> None:
    """Raises LostLockError where the term is over."""
    last = tx.execute("SELECT last FROM counters WHERE name = 'terms'").fetchone()
    if last is None or last[0] != term:
        raise LostLockError("another process is at work on the database now")
