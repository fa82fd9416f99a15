"""Learners as members of groups: who came from where, what they answered first, how they want to be named."""

from __future__ import annotations

from datetime import datetime

from bot.learning.group.leaderboard import First, Name
from bot.learning.learner.grade import Result
from bot.learning.visible_names import shown_name
from bot.storage.database import Tx
from bot.storage.times import from_ms, to_ms


def came(tx: Tx, group_key: str, learner_id: int, course_id: str, now: datetime) -> None:
    """The learner came from the group to learn in private; the first time is kept."""
    here = (group_key, learner_id, course_id)
    known = "SELECT 1 FROM visitors WHERE group_key = ? AND learner_id = ? AND course_id = ?"
    if tx.execute(known, here).fetchone() is None:
        tx.execute(
            "INSERT INTO visitors (group_key, learner_id, course_id, came_at) VALUES (?, ?, ?, ?)",
            (*here, to_ms(now)),
        )


def answers(tx: Tx, group_key: str) -> tuple[First, ...]:
    """What learners answered in the group's rounds, and what those who came from it answered first in private
    since."""
    return (*_in_rounds(tx, group_key), *_in_private(tx, group_key))


def names(tx: Tx, learner_ids: set[int]) -> dict[int, Name]:
    found = {}
    for learner_id in learner_ids:
        row = tx.execute("SELECT first_name FROM learners WHERE id = ?", (learner_id,)).fetchone()
        if row:
            found[learner_id] = name(tx, learner_id, row[0])
    return found


def name(tx: Tx, learner_id: int, first_name: str) -> Name:
    row = tx.execute("SELECT * FROM public_names WHERE learner_id = ?", (learner_id,)).fetchone()
    shown = shown_name(first_name, learner_id)
    return Name(shown, row["alias"], bool(row["hidden"])) if row else Name(shown)


def rename(tx: Tx, learner_id: int, alias: str | None, hidden: bool) -> None:
    tx.execute("DELETE FROM public_names WHERE learner_id = ?", (learner_id,))
    if alias or hidden:
        tx.execute(
            "INSERT INTO public_names (learner_id, alias, hidden) VALUES (?, ?, ?)",
            (learner_id, alias, int(hidden)),
        )


def _in_rounds(tx: Tx, group_key: str) -> list[First]:
    rows = tx.execute(
        "SELECT learner_id, course_id, step_id, correct, answered_at FROM round_answers JOIN rounds"
        " ON rounds.group_key = round_answers.group_key AND rounds.number = round_answers.number"
        " WHERE rounds.group_key = ?",
        (group_key,),
    )
    return [
        First(learner, course, step, bool(right), from_ms(at)) for learner, course, step, right, at in rows
    ]


def _in_private(tx: Tx, group_key: str) -> list[First]:
    rows = tx.execute(
        "SELECT answers.learner_id, answers.course_id, step_id, result, answered_at, came_at FROM answers"
        " JOIN visitors ON visitors.learner_id = answers.learner_id"
        " AND visitors.course_id = answers.course_id"
        " WHERE group_key = ? AND attempt = 1 ORDER BY answered_at, run",
        (group_key,),
    )
    first: dict[tuple[int, str, str], First | None] = {}
    for learner, course, step, result, at, came_at in rows:
        answer = First(learner, course, step, result == Result.RIGHT.value, from_ms(at))
        # One from before they came is no answer for the group, and makes later ones no first answers.
        first.setdefault((learner, course, step), answer if at >= came_at else None)
    return [answer for answer in first.values() if answer]
