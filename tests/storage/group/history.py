"""What a group's learners answered, row by row: slow, and easily seen to be right."""

from __future__ import annotations

from bot.learning.group.leaderboard import FirstAnswer
from bot.learning.learner.attempts import AttemptResult
from bot.storage.database import Tx
from bot.storage.times import from_ms


def answers(tx: Tx, group_key: str) -> tuple[FirstAnswer, ...]:
    """What learners answered in the group's rounds, and what those who came from it answered first in private
    since."""
    return (*_in_rounds(tx, group_key), *_in_private(tx, group_key))


def _in_rounds(tx: Tx, group_key: str) -> list[FirstAnswer]:
    rows = tx.execute(
        "SELECT learner_id, course_id, step_id, correct, answered_at FROM round_answers JOIN rounds"
        " ON rounds.group_key = round_answers.group_key AND rounds.number = round_answers.number"
        " WHERE rounds.group_key = ? ORDER BY rounds.number",
        (group_key,),
    )
    return [
        FirstAnswer(learner, course, step, bool(right), from_ms(at))
        for learner, course, step, right, at in rows
    ]


def _in_private(tx: Tx, group_key: str) -> list[FirstAnswer]:
    rows = tx.execute(
        "SELECT answers.learner_id, answers.course_id, step_id, result, answered_at, came_at FROM answers"
        " JOIN visitors ON visitors.learner_id = answers.learner_id"
        " AND visitors.course_id = answers.course_id"
        " WHERE group_key = ? AND attempt = 1 ORDER BY answered_at, run",
        (group_key,),
    )
    first: dict[tuple[int, str, str], FirstAnswer | None] = {}
    for learner, course, step, result, at, came_at in rows:
        answer = FirstAnswer(learner, course, step, result == AttemptResult.RIGHT.value, from_ms(at))
        # One from before they came is no answer for the group, and makes later ones no first answers.
        first.setdefault((learner, course, step), answer if at >= came_at else None)
    return [answer for answer in first.values() if answer]
