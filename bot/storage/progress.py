"""Where learners stand: rows <-> Standing."""

from __future__ import annotations

from datetime import datetime
from sqlite3 import Row
from typing import assert_never

from bot.course.model import Course, Spot
from bot.learning.navigate import settle
from bot.learning.place import Answered, Answering, CourseDone, LessonDone, Place, Reading
from bot.learning.standing import Sent, Standing
from bot.storage import answers, lesson_visits
from bot.storage.database import Tx
from bot.storage.times import from_ms, to_ms


def load(tx: Tx, learner_id: int, course: Course) -> Standing | None:
    """Where the learner stands in the course as it is now; None where they have not begun it."""
    row = tx.execute(f"{_RUNS} LIMIT 1", (learner_id, course.id)).fetchone()
    return _standing(tx, row, course) if row else None


def runs(tx: Tx, learner_id: int, course: Course) -> tuple[Standing, ...]:
    """All the learner's runs through the course, the present one first."""
    rows = tx.execute(_RUNS, (learner_id, course.id)).fetchall()
    return tuple(_standing(tx, row, course) for row in rows)


_RUNS = "SELECT * FROM progress WHERE learner_id = ? AND course_id = ? ORDER BY run DESC"


def _standing(tx: Tx, row: Row, course: Course) -> Standing:
    learner_id = row["learner_id"]
    given = answers.of_run(tx, learner_id, course.id, row["run"])
    finished, bookmarks = lesson_visits.of_run(tx, learner_id, course.id, row["run"])
    spot = Spot(row["lesson_number"], row["step_number"])
    return Standing(
        learner_id=learner_id,
        course=course,
        run=row["run"],
        visit=row["visit"],
        place=settle(course, _place(row), spot, row["lesson_id"], given),
        answers=given,
        finished=finished,
        bookmarks=bookmarks,
        sent=_sent(row),
    )


def begin(tx: Tx, standing: Standing, now: datetime) -> None:
    """Writes the first place of a new run."""
    columns = _columns(standing) | {
        "learner_id": standing.learner_id,
        "course_id": standing.course.id,
        "run": standing.run,
        "begun_at": to_ms(now),
        "moved_at": to_ms(now),
    }
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    tx.execute(f"INSERT INTO progress ({names}) VALUES ({marks})", tuple(columns.values()))  # noqa: S608


def save(tx: Tx, standing: Standing, now: datetime) -> None:
    """Writes where the learner stands now."""
    columns = _columns(standing) | {"moved_at": to_ms(now)}
    if isinstance(standing.place, CourseDone):
        columns["finished_at"] = to_ms(now)
    pairs = ", ".join(f"{name} = ?" for name in columns)
    tx.execute(
        f"UPDATE progress SET {pairs} WHERE learner_id = ? AND course_id = ? AND run = ?",  # noqa: S608
        (*columns.values(), standing.learner_id, standing.course.id, standing.run),
    )


def mark_sent(tx: Tx, standing: Standing, message_id: int, now: datetime) -> None:
    """The message that shows this place went out."""
    tx.execute(
        "UPDATE progress SET message_id = ?, message_visit = ?, message_at = ?"
        " WHERE learner_id = ? AND course_id = ? AND run = ?",
        (
            message_id,
            standing.visit,
            to_ms(now),
            standing.learner_id,
            standing.course.id,
            standing.run,
        ),
    )


def _columns(standing: Standing) -> dict[str, object]:
    place, lesson = standing.place, standing.lesson
    kind, place_id = _name(place)
    ticking = place if isinstance(place, Answering) else Answering(place_id, attempt=0)
    return {
        "visit": standing.visit,
        "place": kind,
        "place_id": place_id,
        "attempt": ticking.attempt,
        "chosen": " ".join(sorted(ticking.chosen)),
        "hinted": int(ticking.hinted),
        "lesson_id": lesson.id,
        "lesson_number": standing.course.lessons.index(lesson),
        "step_number": standing.step_number - 1,
    }


def _name(place: Place) -> tuple[str, str]:
    match place:
        case Reading(step_id):
            return "reading", step_id
        case Answering(step_id):
            return "answering", step_id
        case Answered(step_id):
            return "answered", step_id
        case LessonDone(lesson_id):
            return "lesson done", lesson_id
        case CourseDone():
            return "course done", ""
        case _:
            assert_never(place)


def _place(row: Row) -> Place:
    match row["place"]:
        case "reading":
            return Reading(row["place_id"])
        case "answering":
            chosen = frozenset(row["chosen"].split())
            return Answering(row["place_id"], row["attempt"], chosen, bool(row["hinted"]))
        case "answered":
            return Answered(row["place_id"])
        case "lesson done":
            return LessonDone(row["place_id"])
        case _:
            return CourseDone()


def _sent(row: Row) -> Sent | None:
    if row["message_id"] is None:
        return None
    return Sent(row["message_id"], row["message_visit"], from_ms(row["message_at"]))
