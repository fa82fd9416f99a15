"""Who counts in a group: its members. What Telegram tells of them is noted here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.learning.group.group import Group
from bot.learning.group.leaderboard import LINES
from bot.learning.learner.learner import Person
from bot.storage.database import Tx
from bot.storage.group import groups, members
from bot.storage.learner import learners
from bot.tutor.group.rankings import Rankings
from bot.tutor.use_cases import UseCases

KNOWN = timedelta(days=1)
"""How long somebody is taken for a member after Telegram said so: not of everyone who leaves it tells."""

UNSURE = timedelta(minutes=3)
"""The same where it does not say: nobody loses an answer by that."""


class KnownMembers:
    def __init__(self, use_cases: UseCases, rankings: Rankings) -> None:
        self._database = use_cases.database
        self._rankings = rankings

    async def noted(self, group_key: str, person: Person, is_member: bool | None, now: datetime) -> None:
        """What Telegram says of somebody who answers; None: it does not say."""

        def work(tx: Tx) -> None:
            if is_member is False:
                members.left(tx, group_key, person.id)
                return
            learners.meet(tx, person, now, private=False)
            members.here(tx, group_key, person.id, now + (KNOWN if is_member else UNSURE))

        await self._database.transaction(work)

    async def changed(self, chat_id: int, came: Iterable[int], left: Iterable[int], now: datetime) -> None:
        """These people came into a chat, and those left it."""

        def work(tx: Tx) -> None:
            group = groups.of_chat(tx, chat_id)
            if group is None:
                return
            for person_id in came:
                members.came_back(tx, group.key, person_id, now + KNOWN)
            for person_id in left:
                members.left(tx, group.key, person_id)

        await self._database.transaction(work)

    async def to_ask(self, group: Group, now: datetime) -> tuple[int, ...]:
        """Those on the group's leaderboard of whom it is not known whether they are there still."""
        best = (await self._rankings.of(group, now)).best[: 2 * LINES]
        return await self._database.transaction(lambda tx: members.unsure(tx, group.key, best, now))

    async def told(self, group: Group, found: dict[int, bool | None], now: datetime) -> None:
        """What Telegram says of those."""

        def work(tx: Tx) -> None:
            for person_id, is_member in found.items():
                if is_member is False:
                    members.left(tx, group.key, person_id)
                else:
                    members.here(tx, group.key, person_id, now + (KNOWN if is_member else UNSURE))

        await self._database.transaction(work)
