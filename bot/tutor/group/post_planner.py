"""Decides what is posted in groups, and when: /lesson, /quiz and the timetable. It is saved here, and sent
afterwards out of the outbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.course.model import Course
from bot.learning.group import syllabus
from bot.learning.group.group import Group, GroupState
from bot.learning.group.outgoing import LONGEST_GAP, Item, ItemKind
from bot.learning.group.schedule import LONGEST_PERIOD, next_post
from bot.learning.group.settling import retried
from bot.learning.group.syllabus import Post
from bot.storage import future_times
from bot.storage.database import Tx
from bot.storage.group import closing_times, groups, rounds
from bot.tutor.group.opening import open_round
from bot.tutor.use_cases import UseCases


@dataclass(frozen=True)
class PostDecision:
    """What became of a wish to post: `post` is None where the group has no course (any more). `waits`: the
    chat took nothing of late, so what was due already is tried first, and nothing is added."""

    group: Group
    post: Post | None
    waits: bool = False


ChoosePost = Callable[[Course, Group, frozenset[str]], Post]


class PostPlanner:
    def __init__(self, use_cases: UseCases) -> None:
        self._database = use_cases.database
        self._library = use_cases.library

    async def lesson(self, group_key: str, command_id: int, now: datetime) -> PostDecision | None:
        """The next section, at once. `command_id`: the message that asked for it; once acted upon: None."""
        return await self._post(group_key, command_id, _next_section, now)

    async def first(self, group_key: str, now: datetime) -> PostDecision | None:
        """The course's first section, at once; None where the course has begun."""
        library = self._library()

        def work(tx: Tx) -> PostDecision | None:
            group = groups.find(tx, group_key)
            if group is None or group.posted or group.pending:
                return None
            course = library.course(group.course_id) if group.course_id else None
            if course is None:
                return PostDecision(group, None)
            group, post = _decide(tx, group, course, _next_section, now)
            groups.save(tx, group)
            return PostDecision(group, post)

        return await self._database.transaction(work)

    async def quiz(self, group_key: str, command_id: int, now: datetime) -> PostDecision | None:
        """The next question, at once, likewise."""
        return await self._post(
            group_key,
            command_id,
            lambda course, group, asked: syllabus.next_question(course, group.posted, asked),
            now,
        )

    async def scheduled(self, now: datetime) -> int:
        """Decides on the posts that are due: one for each group, however many were missed. How many."""
        library = self._library()

        def work(tx: Tx) -> int:
            due = groups.due(tx, now)
            for group in due:
                course = library.course(group.course_id) if group.course_id else None
                group = replace(group, next_post_at=next_post(now, group.plan))
                if course and not _waits(tx, group):  # or what was due would become a flood
                    group, post = _decide(tx, group, course, _on_schedule, now)
                    if post.empty:
                        pending = (*group.pending, Item(ItemKind.END))
                        group = replace(group, state=GroupState.FINISHED, next_post_at=None, pending=pending)
                groups.save(tx, group)
            return len(due)

        return await self._database.transaction(work)

    async def close_due(self, now: datetime) -> None:
        """Closes the rounds whose time is over."""

        def work(tx: Tx) -> None:
            for round_ in closing_times.to_close(tx, now):
                rounds.close(tx, round_, now)

        await self._database.transaction(work)

    async def next_due(self, now: datetime) -> datetime | None:
        """When a round closes, a post is due or something is tried again next."""

        def work(tx: Tx) -> tuple[datetime | None, datetime | None]:
            return groups.next_due(tx, now), closing_times.next_closing(tx)

        return min(filter(None, await self._database.transaction(work)), default=None)

    async def mend_times(self, now: datetime, everywhere: bool) -> None:
        """Brings back what a clock that was ahead has put far off. `everywhere`: also where that is hard to
        tell, as after a start, or when the clock was put back."""

        def work(tx: Tx) -> None:
            if everywhere:
                future_times.take_back(tx, now)
                groups.try_no_later(tx, now, now + LONGEST_GAP)
            for group in groups.planned_after(tx, now if everywhere else now + LONGEST_PERIOD):
                due = next_post(now, group.plan)
                if due is None or (group.next_post_at and group.next_post_at > due):
                    groups.save(tx, replace(group, next_post_at=due))

        await self._database.transaction(work)

    async def _post(
        self, group_key: str, command_id: int, choose: ChoosePost, now: datetime
    ) -> PostDecision | None:
        library = self._library()

        def work(tx: Tx) -> PostDecision | None:
            group = groups.find(tx, group_key)
            if group is None or (group.commanded_id or 0) >= command_id:
                return None
            group = retried(replace(group, commanded_id=command_id), now)
            if _waits(tx, group):
                groups.save(tx, group)
                return PostDecision(group, None, waits=True)
            course = library.course(group.course_id) if group.course_id else None
            if course is None:
                return PostDecision(group, None)
            group, post = _decide(tx, group, course, choose, now)
            groups.save(tx, group)
            return PostDecision(group, post)

        return await self._database.transaction(work)


def _next_section(course: Course, group: Group, _: frozenset[str]) -> Post:
    return syllabus.next_section(course, group.posted)


def _waits(tx: Tx, group: Group) -> bool:
    """Whether there is something that the chat did not take."""
    return bool(group.hold and (group.pending or rounds.to_show(tx, group.key).any))


def _on_schedule(course: Course, group: Group, asked: frozenset[str]) -> Post:
    return syllabus.next_post(course, group.posted, asked, group.plan.sections)


def _decide(tx: Tx, group: Group, course: Course, choose: ChoosePost, now: datetime) -> tuple[Group, Post]:
    """The group after the post was decided upon; its rounds are opened."""
    post = choose(course, group, frozenset(rounds.asked(tx, group.key, course.id, group.begun_at)))
    for question in post.questions:
        open_round(tx, group, course, question, now)
    pending = (*group.pending, *(Item(ItemKind.SECTION, section.id) for section in post.sections))
    return replace(group, posted=post.posted, pending=pending), post
