"""How far what learners answered was taken up into their reviews: of each, and of all."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.storage.database import Tx
from bot.storage.times import from_ms, to_ms

SOURCES = {"answers": "answered_at", "round_answers": "answered_at", "lesson_visits": "finished_at"}
"""Table -> the column by whose index its rows are found."""


class Seen(NamedTuple):
    """A row of a source: whose, and when."""

    learner_id: int
    at: datetime


def taken_until(tx: Tx, learner_id: int) -> datetime | None:
    """The last moment of what was taken up; None where nothing was yet."""
    row = tx.execute("SELECT taken_until FROM reviewers WHERE learner_id = ?", (learner_id,)).fetchone()
    return from_ms(row[0]) if row else None


def take_until(tx: Tx, learner_id: int, moment: datetime) -> None:
    tx.execute(
        "INSERT INTO reviewers (learner_id, taken_until) VALUES (?, ?)"
        " ON CONFLICT (learner_id) DO UPDATE SET taken_until = excluded.taken_until",
        (learner_id, to_ms(moment)),
    )


def next_rows(tx: Tx, source: str, until: datetime, most: int) -> list[Seen]:
    """The next rows of a source that were not looked at, none later than `until`."""
    column = SOURCES[source]
    mark = tx.execute("SELECT until, last_learner FROM sweeps WHERE name = ?", (source,)).fetchone()
    rows = tx.execute(
        f"SELECT learner_id, {column} FROM {source} WHERE ({column}, learner_id) > (?, ?) AND {column} <= ?"  # noqa: S608
        f" ORDER BY {column}, learner_id LIMIT ?",
        (*(mark or (0, 0)), to_ms(until), most),
    )
    return [Seen(learner_id, from_ms(at)) for learner_id, at in rows]


def looked_at(tx: Tx, source: str, last: Seen) -> None:
    """All up to this row, and it."""
    tx.execute(
        "INSERT INTO sweeps (name, until, last_learner) VALUES (?, ?, ?) ON CONFLICT (name)"
        " DO UPDATE SET until = excluded.until, last_learner = excluded.last_learner",
        (source, to_ms(last.at), last.learner_id),
    )
