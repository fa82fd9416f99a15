"""What stays of each question, counted where the reviews are. For a Reader: it looks at all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bot.learning.learner.attempts import AttemptResult
from bot.learning.school.retention import INTERVALS, NO_REVIEWS, STUCK_FROM, QuestionRetention, Recalled
from bot.learning.school.statistics import HARD_FROM
from bot.storage.database import Row, Tx

_REMEMBERED = (
    f"CASE WHEN result = '{AttemptResult.RIGHT}' AND hinted = 0 THEN 1"
    f" WHEN result = '{AttemptResult.RECALLED}' THEN 1 ELSE 0 END"
)
"""What review takes for it: right by oneself."""

_APART = (
    f"SELECT course_id, question_id, answer_key, {_REMEMBERED} AS remembered,"  # noqa: S608
    " reviewed_at - LAG(reviewed_at) OVER card AS pause, LAG(answer_key) OVER card AS key_before FROM reviews"
    " WINDOW card AS (PARTITION BY learner_id, course_id, question_id ORDER BY number)"
)
_COUNTS = ", ".join(
    f"SUM(CASE WHEN pause >= ? AND pause < ? THEN 1 ELSE 0 END) AS reviews_{interval.days},"
    f" SUM(CASE WHEN pause >= ? AND pause < ? THEN remembered ELSE 0 END) AS right_{interval.days}"
    for interval in INTERVALS
)
_AFTER_PAUSES = (
    f"SELECT course_id, question_id, {_COUNTS} FROM ({_APART}) AS apart"  # noqa: S608
    " WHERE key_before = answer_key GROUP BY course_id, question_id"
)
"""Whoever learned another right answer before tells nothing of how long this one stays."""

_MISSED = (
    # A card's reviews are numbered without gaps: behind the last right one stand the others in a row.
    "SELECT cards.course_id, cards.question_id, MAX(number)"  # noqa: S608
    f" - COALESCE(MAX(CASE WHEN ({_REMEMBERED}) = 1 THEN number END), MIN(number) - 1) AS missed"
    " FROM cards JOIN reviews ON reviews.learner_id = cards.learner_id"
    " AND reviews.course_id = cards.course_id AND reviews.question_id = cards.question_id"
    " AND reviews.answer_key = cards.answer_key WHERE aside = 0 AND gone = 0 AND anew = 0"
    " GROUP BY cards.learner_id, cards.course_id, cards.question_id"
)
_STUCK = (
    "SELECT course_id, question_id, COUNT(*) AS learners,"  # noqa: S608
    f" SUM(CASE WHEN missed >= ? THEN 1 ELSE 0 END) AS stuck FROM ({_MISSED}) AS by_card"
    " GROUP BY course_id, question_id"
)
_MILLISECOND = timedelta(milliseconds=1)


def by_question(tx: Tx) -> tuple[QuestionRetention, ...]:
    """Of each question that somebody is asked and has reviewed as it is now, in the order of their ids."""
    limits = [
        limit
        for interval in INTERVALS
        for limit in (interval.least // _MILLISECOND, interval.most // _MILLISECOND) * 2
    ]
    after = {_id(row): _after(row) for row in tx.execute(_AFTER_PAUSES, limits)}
    stuck = {_id(row): (row["learners"], row["stuck"]) for row in tx.execute(_STUCK, (STUCK_FROM,))}
    return tuple(
        QuestionRetention(*question, after.get(question, NO_REVIEWS), *counts)
        for question, counts in sorted(stuck.items())
    )


def export(tx: Tx) -> Iterator[tuple[Any, ...]]:
    """A row a question: ids, learners, those who are stuck, and reviews and right ones after each interval.
    Those that too few learners review are left out, as they are elsewhere."""
    for one in by_question(tx):
        if one.learners >= HARD_FROM:
            counts = (count for after in one.after for count in (after.reviews, after.right))
            yield one.course_id, one.question_id, one.learners, one.stuck, *counts


def _id(row: Row) -> tuple[str, str]:
    return row["course_id"], row["question_id"]


def _after(row: Row) -> tuple[Recalled, ...]:
    return tuple(
        Recalled(row[f"reviews_{interval.days}"], row[f"right_{interval.days}"]) for interval in INTERVALS
    )
