"""Numbers for rows that buttons name: each is given once, also when the row that had it is gone."""

from __future__ import annotations

from bot.storage.database import Tx


def next_id(tx: Tx, table: str) -> int:
    """The number of a new row in this table, which must be one of those that are counted."""
    found: int = tx.execute(
        "UPDATE counters SET last = last + 1 WHERE name = ? RETURNING last", (table,)
    ).fetchall()[0][0]
    return found


MANY = 1000
"""More than are likely to have been given since a backup was made."""


def all_given(tx: Tx) -> dict[str, int]:
    """Table -> the last number that was given."""
    return dict(tuple(row) for row in tx.execute("SELECT name, last FROM counters"))


def go_on(tx: Tx, given: dict[str, int]) -> None:
    """In a database that was restored, numbers go on behind all that were given since the backup. `given`:
    the last ones that the database before it knows of, which may be a new one and know of few."""
    for name, last in all_given(tx).items():
        behind = given[name] if given.get(name, -1) >= last else last + MANY
        tx.execute("UPDATE counters SET last = ? WHERE name = ?", (behind, name))
