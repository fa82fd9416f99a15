"""What becomes reviews and cards: first tries in lessons and groups, and lessons that were finished.

An answer is not a review at once: it is found here, by its time, when the learner opens the review or when a
sweep comes by. So answering costs no statement more than it did.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from bot.learning.kinds.base import Given
from bot.learning.learner.attempts import AttemptResult
from bot.learning.review.card import CardId
from bot.learning.review.review import AskedIn, Tried
from bot.storage.database import Tx
from bot.storage.times import from_ms, to_ms


class FinishedLesson(NamedTuple):
    course_id: str
    lesson_id: str
    at: datetime


def since(tx: Tx, learner_id: int, moment: datetime) -> list[tuple[CardId, Tried]]:
    """The learner's first tries from then on, the earliest first. A try after a wrong one, of the same
    sitting, is none."""
    found = [*_in_lessons(tx, learner_id, moment), *_in_groups(tx, learner_id, moment)]
    return sorted(found, key=lambda each: each[1].at)


def finished(tx: Tx, learner_id: int) -> list[FinishedLesson]:
    """The lessons whose end the learner reached, each with the first time."""
    rows = tx.execute(
        "SELECT course_id, lesson_id, MIN(finished_at) FROM lesson_visits"
        " WHERE learner_id = ? AND finished_at IS NOT NULL GROUP BY course_id, lesson_id",
        (learner_id,),
    )
    return [FinishedLesson(course_id, lesson_id, from_ms(at)) for course_id, lesson_id, at in rows]


def _in_lessons(tx: Tx, learner_id: int, moment: datetime) -> Iterator[tuple[CardId, Tried]]:
    rows = tx.execute(
        "SELECT answers.* FROM answers LEFT JOIN answers AS before ON before.learner_id = answers.learner_id"
        " AND before.course_id = answers.course_id AND before.run = answers.run"
        " AND before.step_id = answers.step_id AND before.attempt = answers.attempt - 1"
        " WHERE answers.learner_id = ? AND answers.answered_at >= ?"
        " AND (before.result IS NULL OR before.result <> ?)",
        (learner_id, to_ms(moment), AttemptResult.WRONG.value),
    )
    for row in rows:
        yield (
            CardId(row["course_id"], row["step_id"]),
            Tried(
                AttemptResult(row["result"]),
                Given(row["chosen"]),
                from_ms(row["answered_at"]),
                AskedIn.LESSON,
                bool(row["hinted"]),
                row["seconds"],
            ),
        )


def _in_groups(tx: Tx, learner_id: int, moment: datetime) -> Iterator[tuple[CardId, Tried]]:
    rows = tx.execute(
        "SELECT course_id, step_id, chosen, correct, answered_at FROM round_answers"
        " JOIN rounds ON rounds.group_key = round_answers.group_key AND rounds.number = round_answers.number"
        " WHERE learner_id = ? AND answered_at >= ?",
        (learner_id, to_ms(moment)),
    )
    for course_id, step_id, chosen, correct, at in rows:
        result = AttemptResult.RIGHT if correct else AttemptResult.WRONG
        yield CardId(course_id, step_id), Tried(result, Given(chosen), from_ms(at), AskedIn.GROUP)
