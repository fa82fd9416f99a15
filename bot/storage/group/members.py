"""Who of those that learned in a group is in it still, as far as is known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.storage.changes import GroupChanged
from bot.storage.database import Tx
from bot.storage.times import to_ms


def is_here(tx: Tx, group_key: str, learner_id: int, now: datetime) -> bool:
    """Whether they are known to be a member; if not, Telegram has to be asked."""
    query = (
        "SELECT 1 FROM group_members WHERE group_key = ? AND learner_id = ? AND gone = 0 AND known_until > ?"
    )
    return tx.execute(query, (group_key, learner_id, to_ms(now))).fetchone() is not None


def unsure(tx: Tx, group_key: str, learner_ids: Iterable[int], now: datetime) -> tuple[int, ...]:
    """Those of them about whom Telegram has to be asked."""
    return tuple(one for one in learner_ids if not is_here(tx, group_key, one, now))


def gone(tx: Tx, group_key: str) -> frozenset[int]:
    rows = tx.execute("SELECT learner_id FROM group_members WHERE group_key = ? AND gone = 1", (group_key,))
    return frozenset(row["learner_id"] for row in rows)


def here(tx: Tx, group_key: str, learner_id: int, until: datetime) -> None:
    """They are a member, and are taken for one until then."""
    tx.execute(
        "INSERT INTO group_members (group_key, learner_id, known_until, gone) VALUES (?, ?, ?, 0)"
        " ON CONFLICT (group_key, learner_id) DO UPDATE SET known_until = excluded.known_until, gone = 0",
        (group_key, learner_id, to_ms(until)),
    )
    tx.changed(GroupChanged(group_key))


def came_back(tx: Tx, group_key: str, learner_id: int, until: datetime) -> None:
    """They joined. Of somebody who never learned there, nothing is kept."""
    _update(tx, group_key, learner_id, to_ms(until), 0)


def left(tx: Tx, group_key: str, learner_id: int) -> None:
    """They are no member; likewise."""
    _update(tx, group_key, learner_id, 0, 1)


def _update(tx: Tx, group_key: str, learner_id: int, until_ms: int, is_gone: int) -> None:
    tx.execute(
        "UPDATE group_members SET known_until = ?, gone = ? WHERE group_key = ? AND learner_id = ?",
        (until_ms, is_gone, group_key, learner_id),
    )
    tx.changed(GroupChanged(group_key))
