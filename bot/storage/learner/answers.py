"""What learners answered. The primary key makes a second insert of one attempt impossible."""

from __future__ import annotations

from datetime import datetime

from bot.learning.kinds.base import Given
from bot.learning.learner.attempts import Answer, AttemptResult
from bot.storage.changes import LearnerChanged
from bot.storage.database import Rows, Tx
from bot.storage.times import to_ms

_RESULTS = {result.value: result for result in AttemptResult}


def of_run(tx: Tx, learner_id: int, course_id: str, run: int) -> tuple[Answer, ...]:
    return read(rows_of_run(tx, learner_id, course_id, run))


def rows_of_run(tx: Tx, learner_id: int, course_id: str, run: int) -> Rows:
    """To be read later: a server answers what is asked meanwhile along with it."""
    return tx.execute(
        "SELECT step_id, attempt, chosen, result FROM answers"
        " WHERE learner_id = ? AND course_id = ? AND run = ? ORDER BY step_id, attempt",
        (learner_id, course_id, run),
    )


def read(rows: Rows) -> tuple[Answer, ...]:
    """The answers that were asked for."""
    return tuple(
        Answer(step_id, attempt, Given(chosen), _RESULTS[result]) for step_id, attempt, chosen, result in rows
    )


def add(tx: Tx, learner_id: int, course_id: str, run: int, answer: Answer, now: datetime) -> None:
    """Raises ConflictError where this attempt is recorded already."""
    tx.execute(
        "INSERT INTO answers (learner_id, course_id, run, step_id, attempt, chosen, result, answered_at,"
        " hinted, seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            learner_id,
            course_id,
            run,
            answer.step_id,
            answer.attempt,
            answer.given,
            answer.result.value,
            to_ms(now),
            int(answer.hinted),
            answer.seconds,
        ),
    )
    if answer.attempt == 1:
        tx.changed(LearnerChanged(learner_id))
