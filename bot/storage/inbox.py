"""Updates that were confirmed and have yet to be handled, line by line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.storage.database import Tx
from bot.storage.times import to_ms


@dataclass(frozen=True)
class Received:
    """One update. `line`: whose updates are handled one after the other. `learner_id`: who did it, None where
    nobody did. `body`: the update as JSON. `shows`: what it shows, where it does nothing else."""

    update_id: int
    line: int
    learner_id: int | None
    body: str
    shows: str | None
    received_at: datetime


@dataclass(frozen=True)
class Following:
    """The next update of a line as JSON, None where there is none; and how many its line has, with this
    one."""

    body: str | None
    left: int


def keep(tx: Tx, updates: Sequence[Received]) -> list[str]:
    """Puts updates at the end of their lines. Returns the JSON of those that were taken out for them: a later
    one shows the same, and none in between does anything."""
    passed_over = []
    for update in updates:
        if update.shows is not None:
            passed_over += _pass_over(tx, update)
        tx.execute(
            "INSERT INTO inbox (line, number, update_id, learner_id, body, shows, received_at)"
            " SELECT ?, COALESCE(MAX(number), 0) + 1, ?, ?, ?, ?, ? FROM inbox WHERE line = ?",
            (
                *(update.line, update.update_id, update.learner_id, update.body, update.shows),
                *(to_ms(update.received_at), update.line),
            ),
        )
    return passed_over


def following(tx: Tx, line: int, done: Iterable[int], not_yet: Collection[int]) -> Following:
    """Deletes those that are done, and finds the first of the line that may be handled."""
    remove(tx, done)
    rows = tx.execute(
        "SELECT update_id, number FROM inbox WHERE line = ? ORDER BY number", (line,)
    ).fetchall()
    number = next((row["number"] for row in rows if row["update_id"] not in not_yet), None)
    if number is None:
        return Following(None, len(rows))
    found = tx.execute("SELECT body FROM inbox WHERE line = ? AND number = ?", (line, number)).fetchone()
    return Following(found["body"], len(rows))


def remove(tx: Tx, update_ids: Iterable[int]) -> None:
    tx.executemany("DELETE FROM inbox WHERE update_id = ?", [(update_id,) for update_id in update_ids])


def waiting(tx: Tx) -> list[tuple[int, int]]:
    """(line, update id) of each."""
    rows = tx.execute("SELECT line, update_id FROM inbox ORDER BY line, number")
    return [(row["line"], row["update_id"]) for row in rows]


def _pass_over(tx: Tx, update: Received) -> list[str]:
    rows = tx.execute(
        "SELECT update_id, body FROM inbox WHERE line = ? AND shows = ? AND number >"
        " (SELECT COALESCE(MAX(number), 0) FROM inbox WHERE line = ? AND shows IS NULL)",
        (update.line, update.shows, update.line),
    ).fetchall()
    remove(tx, [row["update_id"] for row in rows])
    return [row["body"] for row in rows]
