"""Whom an audience holds just now: the one place that says who may be written to unasked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from bot.learning.broadcast.audience import (
    AllChannels,
    AllGroups,
    Audience,
    Everyone,
    Finished,
    Learning,
    Speaking,
    Unseen,
)
from bot.storage.database import Tx
from bot.storage.learner import learners
from bot.storage.times import to_ms

Query = tuple[str, tuple[object, ...]]
"""A query for chat_id and zone of each chat, and its values."""

REACHABLE = "started_at IS NOT NULL AND gone_at IS NULL AND announcements = 1"
"""Came to the private chat, has not gone, has not stopped announcements: as in the audience's indexes."""

_LANGUAGE = "COALESCE(language, language_code)"
"""What they chose, or else what Telegram tells: as in the audience's index."""

_LEARNERS = f"SELECT id AS chat_id, COALESCE(time_zone, '') AS zone FROM learners WHERE {REACHABLE}"  # noqa: S608


def count(tx: Tx, audience: Audience, now: datetime) -> int:
    query, values = members(audience, now)
    found: int = tx.execute(f"SELECT COUNT(*) FROM ({query}) AS members", values).fetchone()[0]  # noqa: S608
    return found


def members(audience: Audience, now: datetime) -> Query:
    match audience:
        case Everyone():
            return _LEARNERS, ()
        case Learning(course_id):
            return f"{_LEARNERS} AND id IN ({_ENROLLED})", (course_id,)
        case Finished(course_id):
            return f"{_LEARNERS} AND id IN ({_ENROLLED} AND finished_at IS NOT NULL)", (course_id,)
        case Unseen(days):
            return f"{_LEARNERS} AND seen_at < ?", (to_ms(now - timedelta(days=days)),)
        case Speaking(language):
            # "de" and "de-AT", but not "den": "." is the character after "-", and before any letter.
            same = f"{_LANGUAGE} >= ? AND {_LANGUAGE} < ?"
            return f"{_LEARNERS} AND {same}", (language, f"{language}.")
        case AllGroups():
            return _GROUPS, ()
        case AllChannels():
            return _CHANNELS, ()
        case _:
            assert_never(audience)


def languages(tx: Tx, most: int) -> tuple[str, ...]:
    """The languages most learners have, without their countries."""
    rows = tx.execute(
        f"SELECT {_LANGUAGE} AS spoken, COUNT(*) AS learners FROM learners"  # noqa: S608
        f" WHERE {REACHABLE} AND {_LANGUAGE} <> '' GROUP BY {_LANGUAGE} ORDER BY learners DESC"
    )
    return tuple(dict.fromkeys(row["spoken"].partition("-")[0] for row in rows))[:most]


_ENROLLED = "SELECT learner_id FROM progress WHERE course_id = ?"
_GROUPS = (
    "SELECT chat_id, COALESCE(time_zone, '') AS zone FROM groups"
    " WHERE removed_at IS NULL AND kind <> 'channel'"
)
_CHANNELS = (
    "SELECT chat_id, COALESCE(time_zone, '') AS zone FROM groups"
    " WHERE removed_at IS NULL AND kind = 'channel'"
)


def leave(tx: Tx, chat_id: int, now: datetime) -> None:
    """The chat is gone: it is in no audience until it comes back."""
    if chat_id > 0:
        learners.mark_gone(tx, chat_id, now)
    else:
        tx.execute(
            "UPDATE groups SET removed_at = ? WHERE chat_id = ? AND removed_at IS NULL", (to_ms(now), chat_id)
        )
