"""A group's life: the bot is added, set up, moved with its chat, taken out, and in the end forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.course.model import Course
from bot.learning.group.group import KEPT, Chat, Group, GroupState
from bot.learning.group.schedule import next_post
from bot.learning.group.settling import retried
from bot.learning.learner.learner import NOBODY, Person
from bot.storage.database import Tx
from bot.storage.group import groups, rounds
from bot.storage.learner import learners
from bot.tutor.use_cases import UseCases

GroupEdit = Callable[[Group], Group]


@dataclass(frozen=True)
class BotAdded:
    """The bot was added. `back`: it was here before, and all is as it was left; `known`: it has never been
    away, but was promoted, say. `hosts`: who added it and may be written to in private."""

    group: Group
    back: bool
    known: bool
    hosts: tuple[int, ...]


class Groups:
    """All of a group's settings change through `change`, so that its next post is always reckoned anew."""

    def __init__(self, use_cases: UseCases) -> None:
        self._use_cases = use_cases
        self._database = use_cases.database
        self.library = use_cases.library
        self.reader = use_cases.reader

    async def added(self, chat: Chat, by: Person, now: datetime) -> BotAdded:
        only = self._only_course()

        def work(tx: Tx) -> BotAdded:
            found = groups.of_chat(tx, chat.id)
            group = found or replace(groups.add(tx, chat, now), course_id=only)
            group = _replanned(replace(group, chat=chat, removed_at=None), now)
            groups.save(tx, group)
            if by.id not in NOBODY:
                learners.meet(tx, by, now, private=False)
                groups.add_host(tx, group.key, by.id)
            back, known = bool(found and found.removed_at), bool(found and not found.removed_at)
            return BotAdded(group, back, known, groups.hosts_to_write_to(tx, group.key))

        return await self._database.transaction(work)

    async def removed(self, chat_id: int, now: datetime) -> None:
        """The bot was taken out: nothing is sent there, and its data waits for a while."""

        def work(tx: Tx) -> None:
            group = groups.of_chat(tx, chat_id)
            if group and group.removed_at is None:
                groups.save(tx, replace(group, removed_at=now))

        await self._database.transaction(work)

    async def moved(self, old_id: int, new_id: int) -> None:
        """Telegram gave the chat another id. Told twice or late, it is all the same."""
        await self._database.transaction(lambda tx: groups.move(tx, old_id, new_id))

    async def meet(self, chat: Chat, now: datetime) -> Group:
        """The group of this chat, as it is called now; new where it is not known."""
        only = self._only_course()

        def work(tx: Tx) -> Group:
            group = groups.of_chat(tx, chat.id)
            if group is None:
                group = replace(groups.add(tx, chat, now), course_id=only)
                groups.save(tx, group)
            elif group.chat != chat or group.removed_at:
                group = _replanned(replace(group, chat=chat, removed_at=None), now)
                groups.save(tx, group)
            return group

        return await self._database.transaction(work)

    def courses(self, group: Group) -> tuple[Course, ...]:
        """Those that the group may choose, and the one that it studies, as they are read there."""
        library = self.library().read_by(group.reads)
        return tuple(
            one for one in library.courses if one.id == group.course_id or one.id not in library.hidden
        )

    async def find(self, group_key: str) -> Group | None:
        return await self._database.transaction(lambda tx: groups.find(tx, group_key))

    async def hosts(self, group: Group) -> tuple[int, ...]:
        return await self._database.transaction(lambda tx: groups.hosts_to_write_to(tx, group.key))

    async def change(self, group_key: str, change: GroupEdit, now: datetime) -> Group | None:
        """The group after the change; None where there is none of this key."""

        def work(tx: Tx) -> Group | None:
            group = groups.find(tx, group_key)
            if group is None or group.removed_at:
                return None
            after = change(group)
            if after == group:
                return group
            if (after.plan, after.state) != (group.plan, group.state):
                after = _replanned(after, now)
            if replace(after, menu_id=group.menu_id) != group:
                after = retried(after, now)
            groups.save(tx, after)
            if after.state is GroupState.STOPPED:
                _close_all(tx, after, now)
            return after

        return await self._database.transaction(work)

    async def reopened(self, chat_id: int, now: datetime) -> None:
        """What kept the chat from taking anything may be over."""

        def work(tx: Tx) -> None:
            group = groups.of_chat(tx, chat_id)
            if group and group.hold:
                groups.save(tx, retried(group, now))

        await self._database.transaction(work)

    async def set_up_by(self, group: Group, person: Person, now: datetime) -> None:
        """Who is told when something does not work in the group."""

        def work(tx: Tx) -> None:
            if groups.find(tx, group.key):
                learners.meet(tx, person, now, private=False)
                groups.add_host(tx, group.key, person.id)

        await self._database.transaction(work)

    async def sweep(self, now: datetime) -> int:
        """Deletes the groups that the bot was taken out of long ago; how many."""

        def work(tx: Tx) -> int:
            old = groups.removed_before(tx, now - KEPT)
            for group in old:
                groups.delete(tx, group.key)
            return len(old)

        return await self._database.transaction(work)

    def _only_course(self) -> str | None:
        courses = self.library().offered
        return courses[0].id if len(courses) == 1 else None


def _replanned(group: Group, now: datetime) -> Group:
    if group.state is not GroupState.ACTIVE:
        return replace(group, next_post_at=None)
    due = group.next_post_at
    overdue = due is not None and due <= now
    return group if overdue else replace(group, next_post_at=next_post(now, group.plan))


def _close_all(tx: Tx, group: Group, now: datetime) -> None:
    for round_ in rounds.open_ones(tx, group.key):
        rounds.close(tx, round_, now)
