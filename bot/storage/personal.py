"""All that is kept about one person, to hand out and to delete: the only list of the tables that hold it."""

from __future__ import annotations

from typing import Any

from bot.storage.changes import LanguageChosen, LearnerChanged
from bot.storage.database import Tx

_TABLES = (
    "inbox",
    "round_ticks",
    "round_answers",
    "visitors",
    "group_members",
    "hosts",
    "public_names",
    "composers",
    "deliveries",
    "wishes",
    "report_notices",
    "reports",
    "previews",
    "uploads",
    "admins",
    "drawings",
    "certificates",
    "taps",
    "reviews",
    "reviewers",
    "session_cards",
    "review_sessions",
    "reminders",
    "cards",
    "answers",
    "lesson_visits",
    "progress",
    "learners",
)
"""Every table with rows about a learner, those that refer to others first."""

COLUMNS = {"learners": "id", "deliveries": "chat_id", "inbox": "learner_id"}
"""Table -> the column with the learner's id, where it is not `learner_id` or refers to nothing."""


def everything_about(tx: Tx, learner_id: int) -> dict[str, list[dict[str, Any]]]:
    """All rows kept about a learner, by table: the copy a person may ask for."""
    return {
        table: [dict(row) for row in tx.execute(_about("SELECT *", table), (learner_id,))]
        for table in reversed(_TABLES)
    }


def forget(tx: Tx, learner_id: int) -> None:
    """Deletes all rows about a learner, for good."""
    for table in _TABLES:
        tx.execute(_about("DELETE", table), (learner_id,))
    tx.changed(LearnerChanged(learner_id))
    tx.changed(LanguageChosen(learner_id, None))


def _about(verb: str, table: str) -> str:
    return f"{verb} FROM {table} WHERE {COLUMNS.get(table, 'learner_id')} = ?"
