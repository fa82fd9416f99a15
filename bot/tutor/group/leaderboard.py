"""The leaderboard, the way from a group into private and back, and the name a learner goes by."""

from __future__ import annotations

from datetime import datetime

from bot.course.model import Course, Question, Step
from bot.learning import kinds
from bot.learning.group.group import Group
from bot.learning.group.leaderboard import DisplayName
from bot.learning.group.round import Scored
from bot.storage.database import Tx
from bot.storage.group import answers, groups, memberships
from bot.storage.group import members as group_members
from bot.storage.learner import learners
from bot.tutor.group.rankings import Ranking, Rankings
from bot.tutor.tap import Tap
from bot.tutor.use_cases import UseCases

Visit = Scored | Step | None
"""What somebody who came from a group is shown: the verdict on their answer there, or the step; None where
the link leads to nothing."""


class Leaderboard:
    def __init__(self, use_cases: UseCases, rankings: Rankings) -> None:
        self._use_cases = use_cases
        self._database = use_cases.database
        self._rankings = rankings

    async def ranking(self, group: Group, now: datetime) -> Ranking:
        """The points of all time, and of this week."""
        return await self._rankings.of(group, now)

    async def group_of_link(self, group_key: str) -> Group | None:
        """The group whose key a link carries, as long as the bot is in it."""
        group = await self._database.transaction(lambda tx: groups.find(tx, group_key))
        return group if group and group.removed_at is None else None

    async def visit(self, tap: Tap, group: Group | None, step_key: str) -> Visit:
        """Somebody followed a link to a step. `group`: where they came from, if they are a member of it: from
        now on what they answer in private counts there."""

        def work(tx: Tx) -> Visit:
            learner = learners.meet(tx, tap.person, tap.at)
            found = self._use_cases.library_of(learner).step_by_key(step_key)
            if found is None:
                return None
            course, step = found
            if group is None:
                return step
            memberships.came(tx, group.key, tap.person.id, course.id, tap.at)
            group_members.here(tx, group.key, tap.person.id, tap.at)
            return _verdict(tx, group, course, step, tap.person.id) or step

        return await self._database.transaction(work)

    async def name(self, tap: Tap) -> DisplayName:
        def work(tx: Tx) -> DisplayName:
            learner = learners.meet(tx, tap.person, tap.at)
            return memberships.name(tx, learner.id, learner.first_name)

        return await self._database.transaction(work)

    async def rename(self, tap: Tap, alias: str | None, hidden: bool) -> DisplayName:
        """An alias, the first name (no alias), or not to be named."""

        def work(tx: Tx) -> DisplayName:
            learner = learners.meet(tx, tap.person, tap.at)
            memberships.rename(tx, learner.id, alias, hidden)
            return DisplayName(learner.first_name, alias, hidden)

        return await self._database.transaction(work)


def _verdict(tx: Tx, group: Group, course: Course, step: Step, learner_id: int) -> Scored | None:
    if not isinstance(step, Question):
        return None
    found = answers.last(tx, group.key, learner_id, course.id, step.id)
    if found is None or not found.round.asks(step):  # it would be judged by what they have not seen
        return None
    return Scored(found.round, step, found.answer, kinds.grade(step, found.answer.given), again=True)
