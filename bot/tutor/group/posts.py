"""What is posted in groups: decided and saved first, sent afterwards, marked as sent.

Whatever was decided upon and has not been marked is found by `waiting`, also after a crash.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from bot.course.model import Course, Question, Section
from bot.learning.group import syllabus
from bot.learning.group.group import DOUBTED, END, Group, State, Style
from bot.learning.group.leaderboard import Board
from bot.learning.group.round import Round, Tally
from bot.learning.group.schedule import next_post
from bot.learning.group.syllabus import Post
from bot.learning.learner.shuffle import shuffled
from bot.storage.database import Tx
from bot.storage.group import groups, rounds
from bot.tutor.group import leaderboard as board
from bot.tutor.group.rounds import tally
from bot.tutor.use_cases import UseCases


@dataclass(frozen=True)
class SectionDue:
    """A section that is to go out."""

    group: Group
    course: Course
    section: Section


@dataclass(frozen=True)
class DoubtDue:
    """A word about a section that may or may not have arrived."""

    group: Group
    course: Course
    section: Section


@dataclass(frozen=True)
class RoundDue:
    """A round that is to go out."""

    group: Group
    course: Course
    question: Question
    round: Round


@dataclass(frozen=True)
class ClosingDue:
    """A closed round whose result is to be shown; without a question where the course has it no more."""

    group: Group
    question: Question | None
    round: Round
    tally: Tally


@dataclass(frozen=True)
class EndDue:
    """The words at the end of the course."""

    group: Group
    course: Course
    board: Board


@dataclass(frozen=True)
class Lost:
    """Something whose section or question is not in the course any more: to be passed over."""

    group: Group
    section_id: str | None = None
    round: Round | None = None


Due = SectionDue | DoubtDue | RoundDue | ClosingDue | EndDue | Lost


@dataclass(frozen=True)
class Decided:
    """What became of a wish to post: `post` is None where the group has no course (any more)."""

    group: Group
    post: Post | None


Choose = Callable[[Course, Group, frozenset[str]], Post]


class Posts:
    def __init__(self, desk: UseCases) -> None:
        self._database = desk.database
        self._library = desk.library

    async def lesson(self, group_key: str, command_id: int, now: datetime) -> Decided | None:
        """The next section, at once. `command_id`: the message that asked for it; once acted upon: None."""
        return await self._post(group_key, command_id, _next_section, now)

    async def first(self, group_key: str, now: datetime) -> Decided | None:
        """The course's first section, at once; None where the course has begun."""
        library = self._library()

        def work(tx: Tx) -> Decided | None:
            group = groups.find(tx, group_key)
            if group is None or group.posted or group.pending:
                return None
            course = library.course(group.course_id) if group.course_id else None
            if course is None:
                return Decided(group, None)
            group, post = _decide(tx, group, course, _next_section, now)
            groups.save(tx, group)
            return Decided(group, post)

        return await self._database.transaction(work)

    async def quiz(self, group_key: str, command_id: int, now: datetime) -> Decided | None:
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
                if course:
                    group, post = _decide(tx, group, course, _on_schedule, now)
                    if post.empty:
                        pending = (*group.pending, END)
                        group = replace(group, state=State.FINISHED, next_post_at=None, pending=pending)
                groups.save(tx, group)
            return len(due)

        return await self._database.transaction(work)

    async def close_due(self, now: datetime) -> None:
        """Closes the rounds whose time is over."""

        def work(tx: Tx) -> None:
            for round_ in rounds.to_close(tx, now):
                rounds.close(tx, round_, now)

        await self._database.transaction(work)

    async def next_due(self) -> datetime | None:
        """When a round closes or a post is due next."""
        moments = await self._database.transaction(lambda tx: (groups.next_due(tx), rounds.next_closing(tx)))
        return min((moment for moment in moments if moment), default=None)

    async def waiting_groups(self) -> tuple[str, ...]:
        return await self._database.transaction(rounds.groups_with_something_to_show)

    async def waiting(self, group_key: str) -> Due | None:
        """What has to go out to the group next, if anything."""
        library = self._library()

        def work(tx: Tx) -> Due | None:
            group = groups.find(tx, group_key)
            if group is None or group.removed_at:
                return None
            closed, unsent = rounds.to_show(tx, group_key)
            if closed:
                course = library.course(closed[0].course_id)
                question = course.step(closed[0].question_id) if course else None
                asked = question if isinstance(question, Question) else None
                return ClosingDue(group, asked, closed[0], tally(tx, closed[0]))
            course = library.course(group.course_id) if group.course_id else None
            if group.pending:
                return _section_due(tx, group, course)
            return _round_due(group, library.course(unsent[0].course_id), unsent[0]) if unsent else None

        return await self._database.transaction(work)

    async def section_sent(self, group_key: str, section_id: str) -> None:
        """`section_id` is as it stands in the group's `pending`."""
        await self._database.transaction(lambda tx: _instead(tx, group_key, section_id))

    async def section_unheard(self, group_key: str, section_id: str) -> None:
        """It may have arrived: instead of it, a word about that is to go out."""
        word = f"{DOUBTED}{section_id}"
        await self._database.transaction(lambda tx: _instead(tx, group_key, section_id, word))

    async def round_sent(self, round_: Round, message_id: int, poll_id: str | None = None) -> None:
        style = Style.POLL if poll_id else Style.BUTTONS
        await self._database.transaction(lambda tx: rounds.sent(tx, round_, message_id, poll_id, style))

    async def round_unheard(self, round_: Round) -> None:
        """Its message may have arrived."""
        await self._database.transaction(lambda tx: rounds.unheard(tx, round_))

    async def closing_shown(self, round_: Round, now: datetime) -> None:
        await self._database.transaction(lambda tx: rounds.closing_shown(tx, round_, now))

    async def given_up(self, lost: Lost, now: datetime) -> None:
        """Passes over what cannot be sent."""
        if lost.section_id:
            await self.section_sent(lost.group.key, lost.section_id)
        if round_ := lost.round:
            await self._database.transaction(lambda tx: rounds.close(tx, round_, now))
            await self.closing_shown(round_, now)

    async def _post(self, group_key: str, command_id: int, choose: Choose, now: datetime) -> Decided | None:
        library = self._library()

        def work(tx: Tx) -> Decided | None:
            group = groups.find(tx, group_key)
            if group is None or (group.commanded_id or 0) >= command_id:
                return None
            group = replace(group, commanded_id=command_id)
            course = library.course(group.course_id) if group.course_id else None
            if course is None:
                return Decided(group, None)
            group, post = _decide(tx, group, course, choose, now)
            groups.save(tx, group)
            return Decided(group, post)

        return await self._database.transaction(work)


def _next_section(course: Course, group: Group, _: frozenset[str]) -> Post:
    return syllabus.next_section(course, group.posted)


def _on_schedule(course: Course, group: Group, asked: frozenset[str]) -> Post:
    return syllabus.next_post(course, group.posted, asked, group.plan.sections)


def _decide(tx: Tx, group: Group, course: Course, choose: Choose, now: datetime) -> tuple[Group, Post]:
    """The group after the post was decided upon; its rounds are opened."""
    post = choose(course, group, frozenset(rounds.asked(tx, group.key, course.id, group.begun_at)))
    closes_at = now + timedelta(minutes=group.plan.round_minutes)
    for question in post.questions:
        mixed = shuffled(question, f"{group.key}/{now.isoformat()}")
        options = tuple(option.id for option in mixed)
        rounds.open_(
            tx, group.key, course.id, question.id, options, group.plan.style, now, closes_at, question.wording
        )
    pending = (*group.pending, *(section.id for section in post.sections))
    return replace(group, posted=post.posted, pending=pending), post


def _instead(tx: Tx, group_key: str, section_id: str, *others: str) -> None:
    """Among what is to go out, others take the section's place."""
    if group := groups.find(tx, group_key):
        left = (others if id_ == section_id else (id_,) for id_ in group.pending)
        groups.save(tx, replace(group, pending=tuple(chain.from_iterable(left))))


def _section_due(tx: Tx, group: Group, course: Course | None) -> Due:
    section_id = group.pending[0]
    if course and section_id == END:
        return EndDue(group, course, board.of_group(tx, group))
    step = course.step(section_id.removeprefix(DOUBTED)) if course else None
    if course is None or not isinstance(step, Section):
        return Lost(group, section_id)
    kind = DoubtDue if section_id.startswith(DOUBTED) else SectionDue
    return kind(group, course, step)


def _round_due(group: Group, course: Course | None, round_: Round) -> Due:
    step = course.step(round_.question_id) if course else None
    if course and isinstance(step, Question):
        return RoundDue(group, course, step, round_)
    return Lost(group, round=round_)
