"""Reminders on their way: who is to get one now, the claim before it is sent, and what became of it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.course.library import Library
from bot.learning.review.memory import asked_until
from bot.learning.review.reminder import (
    GIVEN_UP,
    UNANSWERED,
    ReminderState,
    is_time,
    left_unanswered,
    next_look,
    was_here_today,
)
from bot.learning.review.reminder_outcome import (
    CourseReminder,
    LastReminder,
    QuestionReminder,
    ReminderDue,
)
from bot.storage.database import Database, Tx
from bot.storage.learner import learners
from bot.storage.review import cards, reminders, sessions
from bot.storage.review.reminders import FIRST, DueMark, ReminderCandidate
from bot.tutor import use_cases
from bot.tutor.review.sessions import Desk
from bot.tutor.use_cases import UseCases

AT_ONCE = 100
"""Reminders that are looked at in one transaction: few enough that no tap waits for it."""

COUNTED = 10_000
"""Up to so many that wait are counted."""


@dataclass(frozen=True)
class Sifted:
    """Of some reminders whose time has come, the learners to send one to. `mark`: where to go on; None: that
    was all."""

    learner_ids: tuple[int, ...]
    mark: DueMark | None


class Reminding:
    def __init__(self, use_cases: UseCases) -> None:
        self._use_cases = use_cases

    @property
    def _database(self) -> Database:
        return self._use_cases.database

    async def begin(self, now: datetime) -> int:
        """After a start nothing is under way: how many of which nobody knows whether they arrived."""

        def work(tx: Tx) -> int:
            reminders.mend_times(tx, now)
            return reminders.strand(tx)

        return await self._database.transaction(work)

    async def next_look(self, now: datetime) -> tuple[datetime | None, int]:
        """When the next one's time comes, and how many wait by now."""

        def work(tx: Tx) -> tuple[datetime | None, int]:
            return reminders.first_look(tx), reminders.backlog(tx, now, COUNTED)

        return await self._database.transaction(work)

    async def sift(self, now: datetime, after: DueMark = FIRST) -> Sifted:
        """The next ones. Those to whom nothing is to be sent are looked at again on another day."""
        library = self._use_cases.library()
        return await self._database.transaction(lambda tx: _sift(tx, library, now, after))

    async def claim(self, learner_id: int, now: datetime) -> ReminderDue | None:
        """One to be sent now, that nobody sends again; None where it is not to be sent any more."""
        library = self._use_cases.library()
        return await self._database.transaction(lambda tx: _claim(tx, library, learner_id, now))

    async def sent(self, due: ReminderDue, message_id: int) -> None:
        def work(tx: Tx) -> None:
            reminders.sent(tx, due.learner.id)
            if isinstance(due.content, QuestionReminder):
                session = due.content.asked.session
                sessions.mark_sent(tx, session.learner_id, session.number, message_id)

        await self._database.transaction(work)

    def unknown(self, due: ReminderDue) -> Awaitable[None]:
        """It may have arrived."""
        return self._mark(lambda tx: reminders.unknown(tx, due.learner.id))

    def failed(self, due: ReminderDue) -> Awaitable[None]:
        """Telegram did not take it."""
        return self._mark(lambda tx: reminders.failed(tx, due.learner.id))

    def gone(self, due: ReminderDue, now: datetime) -> Awaitable[None]:
        """The learner has left."""

        def work(tx: Tx) -> None:
            reminders.failed(tx, due.learner.id)
            learners.mark_gone(tx, due.learner.id, now)

        return self._mark(work)

    def back(self, due: ReminderDue) -> Awaitable[None]:
        """It was surely not sent, and waits again."""
        return self._mark(lambda tx: reminders.back(tx, due.before))

    def _mark(self, work: Callable[[Tx], None]) -> Awaitable[None]:
        return self._database.transaction(work)


def _sift(tx: Tx, library: Library, now: datetime, after: DueMark) -> Sifted:
    found = reminders.due(tx, now, after, AT_ONCE)
    ready = [one for one in found if one.reachable and is_time(one.reminder, one.zone, now)]
    with_due = cards.with_due(tx, [one.reminder.learner_id for one in ready], asked_until(now))
    wanted = {
        one.reminder.learner_id
        for one in ready
        if one.reminder.learner_id in with_due or _waiting_course(tx, library, one, now)
    }
    left = [one for one in found if not one.reachable and one.seen_at + GIVEN_UP < now]
    reminders.give_up(tx, [one.reminder.learner_id for one in left])
    others = [one for one in found if one.reminder.learner_id not in wanted and one not in left]
    reminders.look_again(
        tx, [(one.reminder.learner_id, next_look(one.reminder, one.zone, now)) for one in others]
    )
    in_order = (one.reminder.learner_id for one in ready)
    return Sifted(tuple(one for one in in_order if one in wanted), found[-1].mark if found else None)


def _claim(tx: Tx, library: Library, learner_id: int, now: datetime) -> ReminderDue | None:
    found = reminders.candidate(tx, learner_id, now)
    learner = learners.find(tx, learner_id, library.language_of)
    if found is None or learner is None:
        return None
    if not found.reachable or not is_time(found.reminder, found.zone, now):
        return None  # it is looked at again
    unanswered = left_unanswered(found.reminder, found.seen_at)
    last = unanswered >= UNANSWERED
    due = _due(Desk(tx, learner, library.read_by(learner.reads), now), found, last)
    claimed = replace(found.reminder, claimed_at=now, unanswered=unanswered)
    following = next_look(claimed, found.zone, now)
    if due is None:
        reminders.look_again(tx, [(learner_id, following)])
    elif last:
        reminders.claim(tx, replace(claimed, state=ReminderState.QUIET, next_at=None))
    else:
        reminders.claim(tx, replace(claimed, next_at=following))
    return due


def _due(desk: Desk, found: ReminderCandidate, last: bool) -> ReminderDue | None:
    learner, before = desk.learner, found.reminder
    if last:
        return ReminderDue(learner, before, LastReminder())
    if content := _question(desk):
        return ReminderDue(learner, before, content, content.asked.session.message_id)
    standing = _waiting_course(desk.tx, desk.library, found, desk.now)
    return ReminderDue(learner, before, standing) if standing else None


def _question(desk: Desk) -> QuestionReminder | None:
    """The session's next question, or a new one's first; it is asked from now on."""
    session = desk.load()
    if session and session.present and not session.present.is_open:
        session = desk.passed_over(session.onward(desk.now))
    if session is None or not session.goes_on(desk.now):
        session = desk.begin(session)
    if session is None:
        return None
    session = replace(session, asked_at=desk.now, is_left=False)
    sessions.save(desk.tx, session)
    asked = desk.asked(session)
    return QuestionReminder(asked, desk.upcoming().more) if asked else None


def _waiting_course(
    tx: Tx, library: Library, found: ReminderCandidate, now: datetime
) -> CourseReminder | None:
    """The course that the learner is in, where they want to be reminded of it, and were not here today."""
    reminder, zone = found.reminder, found.zone
    if not reminder.course or zone is None or was_here_today(found.seen_at, zone, now):
        return None
    learner = learners.find(tx, reminder.learner_id)
    standing = use_cases.last_standing(tx, learner, library) if learner else None
    return CourseReminder(standing) if standing and not standing.ended else None
