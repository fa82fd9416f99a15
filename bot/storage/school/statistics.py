"""Numbers about all learners together, counted where the rows are. For a Reader: some take a second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bot.learning.kinds.base import Given
from bot.learning.learner.attempts import AttemptResult
from bot.learning.school.statistics import BroadcastNumbers, CourseNumbers, FirstTries, Numbers
from bot.storage.database import Tx
from bot.storage.learner import active_days
from bot.storage.times import to_ms

DAYS = 30
BROADCASTS = 5


def numbers(tx: Tx, now: datetime) -> Numbers:
    week = to_ms(now - timedelta(days=7))
    return Numbers(
        learners=_count(tx, "learners WHERE started_at IS NOT NULL"),
        new=_count(tx, "learners WHERE started_at > ?", week),
        active=_count(tx, "learners WHERE started_at IS NOT NULL AND seen_at > ?", week),
        gone=_count(tx, "learners WHERE gone_at IS NOT NULL"),
        days=active_days.last(tx, DAYS, now),
        courses=tuple(_courses(tx)),
        questions=tuple(_questions(tx)),
        groups=_count(tx, "groups WHERE removed_at IS NULL AND kind <> 'channel'"),
        channels=_count(tx, "groups WHERE removed_at IS NULL AND kind = 'channel'"),
        group_learners=_count(tx, "(SELECT DISTINCT learner_id FROM round_answers) AS people"),
        rounds=_count(tx, "rounds"),
        broadcasts=tuple(_broadcasts(tx)),
    )


def people(tx: Tx, now: datetime) -> tuple[int, int, int]:
    """Learners, those of them here within a week, and those who are gone."""
    week = to_ms(now - timedelta(days=7))
    return (
        _count(tx, "learners WHERE started_at IS NOT NULL"),
        _count(tx, "learners WHERE started_at IS NOT NULL AND seen_at > ?", week),
        _count(tx, "learners WHERE gone_at IS NOT NULL"),
    )


def under_way(tx: Tx, course_id: str) -> dict[str, int]:
    """Step id -> learners who stand there; "" for those between two lessons. The finished are not counted."""
    rows = tx.execute(
        "SELECT place, place_id, COUNT(*) AS learners FROM progress AS p"
        " WHERE course_id = ? AND finished_at IS NULL AND run = (SELECT MAX(run) FROM progress AS other"
        " WHERE other.learner_id = p.learner_id AND other.course_id = p.course_id) GROUP BY place, place_id",
        (course_id,),
    )
    found: Counter[str] = Counter()
    for row in rows:
        found["" if row["place"] == "lesson done" else row["place_id"]] += row["learners"]
    return dict(found)


def studying(tx: Tx, course_id: str) -> int:
    """Groups and channels that are set up for this course."""
    return _count(tx, "groups WHERE removed_at IS NULL AND course_id = ?", course_id)


ExportRow = tuple[Any, ...]


def answers(tx: Tx) -> Iterator[ExportRow]:
    """A row an attempt; learners are numbers in the order in which they came, and nothing else."""
    yield from _numbered(
        tx,
        "SELECT learner_id, course_id, run, step_id, attempt, chosen, result, answered_at FROM answers"
        " ORDER BY learner_id, course_id, run, step_id, attempt",
    )


def progress(tx: Tx) -> Iterator[ExportRow]:
    """A row a run through a course."""
    yield from _numbered(
        tx,
        "SELECT learner_id, course_id, run, place, place_id, lesson_id, begun_at, moved_at, finished_at"
        " FROM progress ORDER BY learner_id, course_id, run",
    )


def learners(tx: Tx) -> Iterator[ExportRow]:
    """A row a learner."""
    yield from _numbered(
        tx,
        "SELECT id, COALESCE(language, language_code), created_at, seen_at, started_at, gone_at"
        " FROM learners ORDER BY id",
    )


def _numbered(tx: Tx, query: str) -> Iterator[ExportRow]:
    """The rows with a number in place of the id that each begins with."""
    ids = tx.execute("SELECT id FROM learners ORDER BY created_at, id")
    numbers = {learner_id: number for number, (learner_id,) in enumerate(ids, 1)}
    for learner_id, *values in tx.execute(query):
        yield numbers[learner_id], *values


def _count(tx: Tx, rows: str, *values: object) -> int:
    found: int = tx.execute(f"SELECT COUNT(*) FROM {rows}", values).fetchone()[0]  # noqa: S608
    return found


def _courses(tx: Tx) -> Iterator[CourseNumbers]:
    lessons: dict[str, dict[str, int]] = {}
    for row in tx.execute(
        "SELECT course_id, lesson_id, COUNT(DISTINCT learner_id) AS learners FROM lesson_visits"
        " WHERE finished_at IS NOT NULL GROUP BY course_id, lesson_id"
    ):
        lessons.setdefault(row["course_id"], {})[row["lesson_id"]] = row["learners"]
    for row in tx.execute(
        "SELECT course_id, COUNT(DISTINCT learner_id) AS begun,"
        " COUNT(DISTINCT CASE WHEN finished_at IS NOT NULL THEN learner_id END) AS finished"
        " FROM progress GROUP BY course_id ORDER BY course_id"
    ):
        course_id = row["course_id"]
        yield CourseNumbers(course_id, row["begun"], row["finished"], lessons.get(course_id, {}))


def _questions(tx: Tx) -> Iterator[FirstTries]:
    """First tries of first runs. Answers are counted alike by alike, so that few rows come out."""
    tries: dict[tuple[str, str], Counter[str]] = {}
    wrong: dict[tuple[str, str], Counter[Given]] = {}
    for row in tx.execute(
        "SELECT course_id, step_id, result, chosen, COUNT(*) AS times FROM answers"
        " WHERE attempt = 1 AND run = 1 GROUP BY course_id, step_id, result, chosen"
    ):
        key = (row["course_id"], row["step_id"])
        tries.setdefault(key, Counter())[row["result"]] += row["times"]
        if row["result"] == AttemptResult.WRONG:
            wrong.setdefault(key, Counter())[Given(row["chosen"])] += row["times"]
    for key, results in sorted(tries.items()):
        yield FirstTries(*key, results.total(), results[AttemptResult.RIGHT], wrong.get(key, Counter()))


def _broadcasts(tx: Tx) -> Iterator[BroadcastNumbers]:
    rows = tx.execute(
        "SELECT id FROM broadcasts WHERE queued_at IS NOT NULL ORDER BY id DESC LIMIT ?", (BROADCASTS,)
    )
    for (number,) in rows.fetchall():
        states = dict(
            tx.execute(
                "SELECT state, COUNT(*) FROM deliveries WHERE broadcast_id = ? GROUP BY state", (number,)
            ).fetchall()
        )
        waiting = states.get("waiting", 0) + states.get("claimed", 0)
        yield BroadcastNumbers(
            number, states.get("sent", 0), states.get("failed", 0), states.get("unknown", 0), waiting
        )
