"""Where learners stand: rows <-> Standing."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from bot.course.model import Course, Spot
from bot.learning.kinds.base import Given
from bot.learning.learner.navigate import settle
from bot.learning.learner.place import Answered, Answering, CourseDone, LessonDone, Place, Reading
from bot.learning.learner.standing import Sent, Standing
from bot.storage.database import Row, Tx
from bot.storage.learner import answers, lesson_visits
from bot.storage.times import from_ms, to_ms


def load(tx: Tx, learner_id: int, course: Course) -> Standing | None:
    """Where the learner stands in the course as it is now; None where they have not begun it."""
    row = tx.execute(f"{_RUNS} LIMIT 1", (learner_id, course.id)).fetchone()
    return _standing(tx, learner_id, row, course) if row else None


def runs(tx: Tx, learner_id: int, course: Course) -> tuple[Standing, ...]:
    """All the learner's runs through the course, the present one first."""
    rows = tx.execute(_RUNS, (learner_id, course.id)).fetchall()
    return tuple(_standing(tx, learner_id, row, course) for row in rows)


_RUNS = (
    "SELECT run, visit, lesson_id, lesson_number, step_number, message_id, message_visit, message_at,"
    " place, place_id, attempt, chosen, hinted"
    " FROM progress WHERE learner_id = ? AND course_id = ? ORDER BY run DESC"
)


def _standing(tx: Tx, learner_id: int, row: Row, course: Course) -> Standing:
    run, visit, lesson_id, lesson_number, step_number, message_id, message_visit, message_at, *place = row
    rows = answers.rows_of_run(tx, learner_id, course.id, run)
    visits = lesson_visits.of_run(tx, learner_id, course.id, run)
    given = answers.read(rows)
    spot = Spot(lesson_number, step_number)
    return Standing(
        learner_id=learner_id,
        course=course,
        run=run,
        visit=visit,
        place=settle(course, _place(*place), spot, lesson_id, given),
        answers=given,
        finished=visits.finished,
        bookmarks=visits.bookmarks,
        sent=None if message_id is None else Sent(message_id, message_visit, from_ms(message_at)),
    )


def begin(tx: Tx, standing: Standing, now: datetime) -> None:
    """Writes the first place of a new run."""
    here = (standing.learner_id, standing.course.id, standing.run)
    tx.execute(_BEGIN, (*_columns(standing), to_ms(now), *here, to_ms(now)))


def save(tx: Tx, standing: Standing, now: datetime) -> None:
    """Writes where the learner stands now."""
    here = (standing.learner_id, standing.course.id, standing.run)
    if isinstance(standing.place, CourseDone):
        tx.execute(_FINISH, (*_columns(standing), to_ms(now), to_ms(now), *here))
    else:
        tx.execute(_MOVE, (*_columns(standing), to_ms(now), *here))


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


_PLACE = (
    *("visit", "place", "place_id", "attempt", "chosen", "hinted"),
    *("lesson_id", "lesson_number", "step_number", "moved_at"),
)
"""The columns of a place: what `_columns` gives, and when the learner came there."""

_WHERE = ("learner_id", "course_id", "run")
_BEGIN = (
    f"INSERT INTO progress ({', '.join((*_PLACE, *_WHERE, 'begun_at'))})"  # noqa: S608
    f" VALUES ({', '.join('?' * (len(_PLACE) + len(_WHERE) + 1))})"
)
_SET = ", ".join(f"{name} = ?" for name in _PLACE)
_HERE = " AND ".join(f"{name} = ?" for name in _WHERE)
_MOVE = f"UPDATE progress SET {_SET} WHERE {_HERE}"  # noqa: S608
_FINISH = f"UPDATE progress SET {_SET}, finished_at = ? WHERE {_HERE}"  # noqa: S608


def _columns(standing: Standing) -> tuple[object, ...]:
    place, spot = standing.place, standing.spot
    kind, place_id = _name(place)
    ticking = place if isinstance(place, Answering) else Answering(place_id, attempt=0)
    return (
        standing.visit,
        kind,
        place_id,
        ticking.attempt,
        ticking.draft,
        int(ticking.hinted),
        standing.course.lessons[spot.lesson].id,
        spot.lesson,
        spot.step,
    )


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


def _place(kind: str, place_id: str, attempt: int, chosen: str, hinted: int) -> Place:
    match kind:
        case "reading":
            return Reading(place_id)
        case "answering":
            return Answering(place_id, attempt, Given(chosen), bool(hinted))
        case "answered":
            return Answered(place_id)
        case "lesson done":
            return LessonDone(place_id)
        case "course done":
            return CourseDone()
        case unknown:
            raise ValueError(f"no such kind of place: {unknown}")
