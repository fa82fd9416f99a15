"""Learners as members of groups: who came from where, and how they want to be named."""

from __future__ import annotations

from datetime import datetime

from bot.learning.group.leaderboard import DisplayName
from bot.learning.visible_names import shown_name
from bot.storage.changes import GroupChanged, LearnerChanged
from bot.storage.database import Tx
from bot.storage.times import to_ms


def came(tx: Tx, group_key: str, learner_id: int, course_id: str, now: datetime) -> None:
    """The learner came from the group to learn in private; the first time is kept."""
    tx.execute(
        "INSERT INTO visitors (group_key, learner_id, course_id, came_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (group_key, learner_id, course_id) DO NOTHING",
        (group_key, learner_id, course_id, to_ms(now)),
    )
    tx.changed(GroupChanged(group_key))


def name(tx: Tx, learner_id: int, first_name: str) -> DisplayName:
    row = tx.execute("SELECT * FROM public_names WHERE learner_id = ?", (learner_id,)).fetchone()
    shown = shown_name(first_name, learner_id)
    return DisplayName(shown, row["alias"], bool(row["hidden"])) if row else DisplayName(shown)


def rename(tx: Tx, learner_id: int, alias: str | None, hidden: bool) -> None:
    if alias or hidden:
        tx.execute(
            "INSERT INTO public_names (learner_id, alias, hidden) VALUES (?, ?, ?)"
            " ON CONFLICT (learner_id) DO UPDATE SET alias = excluded.alias, hidden = excluded.hidden",
            (learner_id, alias, int(hidden)),
        )
    else:
        _name_no_more(tx, learner_id)
    tx.changed(LearnerChanged(learner_id))


def _name_no_more(tx: Tx, learner_id: int) -> None:
    tx.execute("DELETE FROM public_names WHERE learner_id = ?", (learner_id,))
