"""Which lessons a learner has finished, and where they left the others."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.storage.database import Tx
from bot.storage.times import to_ms


class Visits(NamedTuple):
    """The ids of the finished lessons, and (lesson id, step id) where others were left."""

    finished: frozenset[str]
    bookmarks: tuple[tuple[str, str], ...]


_NONE = Visits(frozenset(), ())


def of_run(tx: Tx, learner_id: int, course_id: str, run: int) -> Visits:
    rows = tx.execute(
        "SELECT lesson_id, bookmark, finished_at FROM lesson_visits"
        " WHERE learner_id = ? AND course_id = ? AND run = ?",
        (learner_id, course_id, run),
    ).fetchall()
    if not rows:
        return _NONE
    finished = frozenset(lesson_id for lesson_id, _, finished_at in rows if finished_at is not None)
    bookmarks = tuple((lesson_id, bookmark) for lesson_id, bookmark, _ in rows if bookmark)
    return Visits(finished, bookmarks)


def finish(tx: Tx, learner_id: int, course_id: str, run: int, lesson_id: str, now: datetime) -> None:
    """Keeps the first time that a lesson's end was reached."""
    tx.execute(
        "INSERT INTO lesson_visits (learner_id, course_id, run, lesson_id, finished_at)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (learner_id, course_id, run, lesson_id)"
        " DO UPDATE SET finished_at = COALESCE(lesson_visits.finished_at, excluded.finished_at)",
        (learner_id, course_id, run, lesson_id, to_ms(now)),
    )


def bookmark(tx: Tx, learner_id: int, course_id: str, run: int, lesson_id: str, step_id: str) -> None:
    """Keeps where a lesson was left."""
    tx.execute(
        "INSERT INTO lesson_visits (learner_id, course_id, run, lesson_id, bookmark)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (learner_id, course_id, run, lesson_id)"
        " DO UPDATE SET bookmark = excluded.bookmark",
        (learner_id, course_id, run, lesson_id, step_id),
    )
