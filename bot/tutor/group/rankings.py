"""The leaderboards of groups: counted beside all that learners wait for, and remembered until something
changes that they are drawn from. A restart loses nothing by it: they are counted anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.learning.group.group import Group
from bot.learning.group.leaderboard import Board, MemberScore, board
from bot.learning.group.schedule import week_start
from bot.learning.learner.learner import NOBODY
from bot.storage.changes import GroupChanged, LearnerChanged, StoredChange
from bot.storage.database import Database, Tx
from bot.storage.group import leaderboard

MOST = 100
"""Groups that are remembered, the newest."""


@dataclass(frozen=True)
class Ranking:
    """A group's leaderboards of all time and since a moment. `best`: the ids of all who have points, the best
    first. `changes`: what makes it another."""

    since: datetime
    all_time: Board
    recent: Board
    best: tuple[int, ...]
    changes: frozenset[StoredChange]


@dataclass(eq=False)
class _Counting:
    """A look that is under way, and what has changed meanwhile."""

    changed: set[StoredChange] = field(default_factory=set)


class Rankings:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: dict[str, Ranking] = {}
        self._groups_by_change: dict[StoredChange, set[str]] = {}
        self._under_way: list[_Counting] = []
        database.listen(self._changed)

    async def of(self, group: Group, now: datetime) -> Ranking:
        """Of all time and of this week. Raises DatabaseError."""
        since = week_start(now, group.plan.zone)
        kept = self._kept.get(group.key)
        if kept is not None and kept.since == since:
            return kept
        counting = _Counting()
        self._under_way.append(counting)
        try:
            ranking = await self._database.read(lambda tx: count(tx, group, since))
        finally:
            self._under_way.remove(counting)
        if ranking.changes.isdisjoint(counting.changed):
            self._keep(group.key, ranking)
        return ranking

    def _keep(self, group_key: str, ranking: Ranking) -> None:
        self._forget(group_key)
        while len(self._kept) >= MOST:
            self._forget(next(iter(self._kept)))
        self._kept[group_key] = ranking
        for change in ranking.changes:
            self._groups_by_change.setdefault(change, set()).add(group_key)

    def _changed(self, changes: frozenset[StoredChange]) -> None:
        for counting in self._under_way:
            counting.changed |= changes
        for change in changes:
            for group_key in tuple(self._groups_by_change.get(change, ())):
                self._forget(group_key)

    def _forget(self, group_key: str) -> None:
        ranking = self._kept.pop(group_key, None)
        for change in ranking.changes if ranking else ():
            groups = self._groups_by_change[change]
            groups.discard(group_key)
            if not groups:
                del self._groups_by_change[change]


def count(tx: Tx, group: Group, since: datetime) -> Ranking:
    """Of those who are in the group: who left keeps their answers, and comes back with them."""
    found = [score for score in leaderboard.of_group(tx, group.key, since) if score.learner_id not in NOBODY]
    people = leaderboard.visitors(tx, group.key).union(score.learner_id for score in found)
    return Ranking(
        since,
        _board(found, [score.points for score in found]),
        _board(found, [score.recent for score in found]),
        tuple(score.learner_id for score in found),
        frozenset((GroupChanged(group.key), *map(LearnerChanged, people))),
    )


def _board(found: Sequence[MemberScore], points: Sequence[int]) -> Board:
    by_learner = {score.learner_id: number for score, number in zip(found, points, strict=True)}
    return board(by_learner, {score.learner_id: score.name for score in found})
