"""What learners wish of their reminders: each verb is one transaction, and done twice it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from bot.course.library import Library
from bot.learning.learner.learner import Learner
from bot.learning.learner.place import Mark
from bot.learning.review.reminder import (
    AwaitedWish,
    Reminder,
    ReminderState,
    is_allowed,
    next_look,
)
from bot.learning.review.reminder_outcome import (
    OfferOver,
    QuietTime,
    ReminderOutcome,
    ReminderShown,
    TimeAsked,
    ZoneAsked,
)
from bot.learning.review.reminder_words import NotUnderstood, ReminderWish, read_wish
from bot.storage.database import Tx
from bot.storage.learner import learners
from bot.storage.review import reminders, sessions
from bot.tutor import use_cases
from bot.tutor.tap import Tap
from bot.tutor.use_cases import LearnerResult, UseCases

Change = Callable[[Reminder], Reminder]


class ReminderWishes:
    """`open` it. `changed` is told when the next reminder may come sooner than it was."""

    def __init__(self, use_cases: UseCases, awaiting: Iterable[int], changed: Callable[[], None]) -> None:
        self._use_cases = use_cases
        self._awaiting = set(awaiting)
        """Whose next words may be a wish: spares all others a look into the database."""
        self._changed = changed

    @classmethod
    async def open(cls, use_cases: UseCases, changed: Callable[[], None]) -> ReminderWishes:
        awaiting = await use_cases.database.transaction(reminders.awaiting)
        return cls(use_cases, awaiting, changed)

    async def look(self, tap: Tap) -> LearnerResult[ReminderOutcome]:
        def work(tx: Tx, learner: Learner) -> ReminderOutcome:
            return _shown(tx, learner, self._use_cases.library_of(learner))

        return await self._serve(tap, work)

    async def ask_time(self, tap: Tap) -> LearnerResult[ReminderOutcome]:
        """They want another time; what they write next may be one."""
        return await self._serve(tap, lambda tx, learner: _ask(tx, learner, AwaitedWish.TIME, tap.at))

    async def ask_zone(self, tap: Tap) -> LearnerResult[ReminderOutcome]:
        return await self._serve(tap, lambda tx, learner: _ask(tx, learner, AwaitedWish.ZONE, tap.at))

    async def wish(self, tap: Tap, wish: ReminderWish | NotUnderstood) -> LearnerResult[ReminderOutcome]:
        """A time, a time zone, both, or no reminder any more."""

        def work(tx: Tx, learner: Learner) -> ReminderOutcome:
            return wish if isinstance(wish, NotUnderstood) else self._wished(tx, learner, wish, tap.at)

        return await self._serve(tap, work)

    async def choose_course(self, tap: Tap, on: bool) -> LearnerResult[ReminderOutcome]:
        """Whether they want one, too, when only the course waits."""
        return await self._change(tap, lambda reminder: replace(reminder, course=on))

    async def resume(self, tap: Tap) -> LearnerResult[ReminderOutcome]:
        """As it was before it became quiet, or was ended."""

        def resumed(reminder: Reminder) -> Reminder:
            state = reminder.state if reminder.minute is None else ReminderState.ON
            return replace(reminder, state=state, unanswered=0)

        return await self._change(tap, resumed)

    async def answer_offer(self, tap: Tap, mark: Mark, wish: ReminderWish | None) -> LearnerResult[OfferOver]:
        """`mark`: of the lesson's end with the offer; `wish` None: another time than those that were offered.
        The first one comes tomorrow."""

        def work(tx: Tx, learner: Learner) -> OfferOver:
            library = self._use_cases.library_of(learner)
            answered = replace(learner, reminder_offer="")
            reminder = reminders.find(tx, learner.id) or Reminder(learner.id)
            reminders.save(tx, replace(reminder, accepted_at=tap.at))
            learners.answer_reminder_offer(tx, learner.id)
            standing = use_cases.last_standing(tx, learner, library)
            here = standing if standing and standing.mark == mark else None
            if wish is None:
                return OfferOver(here, _ask(tx, answered, AwaitedWish.TIME, tap.at))
            outcome = self._wished(tx, answered, wish, tap.at)
            return OfferOver(here, None if wish.off else outcome)

        learner, over = await self._serve(tap, work)
        return LearnerResult(replace(learner, reminder_offer=""), over)

    def awaits(self, tap: Tap) -> bool:
        """Whether what this learner writes may be a wish."""
        return tap.person.id in self._awaiting

    async def words(
        self, tap: Tap, text: str, names: Mapping[str, str]
    ) -> LearnerResult[ReminderOutcome] | None:
        """What somebody wrote; None where it is for somebody else. `names`: of time zones."""
        wish = read_wish(text, names)

        def work(tx: Tx, learner: Learner) -> ReminderOutcome | None:
            library = self._use_cases.library_of(learner)
            reminder = reminders.find(tx, learner.id)
            if reminder is None or reminder.awaited is AwaitedWish.NOTHING:
                return None
            if _went_on(tx, learner, library, reminder.asked_at or tap.at):
                reminders.save(tx, replace(reminder, awaited=AwaitedWish.NOTHING))
                return None
            return wish if isinstance(wish, NotUnderstood) else self._wished(tx, learner, wish, tap.at)

        learner, outcome = await self._serve(tap, work)
        return LearnerResult(learner, outcome) if outcome else None

    async def _change(self, tap: Tap, change: Change) -> LearnerResult[ReminderOutcome]:
        def work(tx: Tx, learner: Learner) -> ReminderOutcome:
            library = self._use_cases.library_of(learner)
            reminder = reminders.find(tx, learner.id)
            if reminder:
                changed = change(replace(reminder, awaited=AwaitedWish.NOTHING))
                _save(tx, learner, changed, tap.at)
            return _shown(tx, learner, library)

        return await self._serve(tap, work)

    def _wished(self, tx: Tx, learner: Learner, wish: ReminderWish, now: datetime) -> ReminderOutcome:
        if wish.minute is not None and not is_allowed(wish.minute):
            return QuietTime(wish.minute)
        if wish.zone:
            learners.choose_time_zone(tx, learner.id, wish.zone)
            learner = replace(learner, time_zone=wish.zone)
        reminder = reminders.find(tx, learner.id) or Reminder(learner.id)
        changed = replace(_with(reminder, wish), awaited=AwaitedWish.NOTHING)
        if changed.minute is None and not wish.off:
            return _ask(tx, learner, AwaitedWish.TIME, now)
        if changed.wants_zone and learner.time_zone is None:
            reminders.save(tx, changed)
            return _ask(tx, learner, AwaitedWish.ZONE, now)
        saved = _save(tx, learner, changed, now)
        return ReminderShown(saved, self._use_cases.library_of(learner).course(learner.course_id or ""))

    async def _serve(
        self, tap: Tap, work: Callable[[Tx, Learner], use_cases.T]
    ) -> LearnerResult[use_cases.T]:
        """With a look afterwards whose words are awaited now."""

        language_of = self._use_cases.library().language_of

        def served(tx: Tx, learner: Learner) -> tuple[use_cases.T, Learner, bool]:
            outcome = work(tx, learner)
            reminder = reminders.find(tx, learner.id)
            awaited = reminder is not None and reminder.awaited is not AwaitedWish.NOTHING
            return outcome, learners.find(tx, learner.id, language_of) or learner, awaited

        _, (outcome, learner, awaited) = await self._use_cases.serve(tap, served)
        (self._awaiting.add if awaited else self._awaiting.discard)(learner.id)
        self._changed()
        return LearnerResult(learner, outcome)


def follow_clocks(tx: Tx, learner_id: int, zone: str, now: datetime) -> None:
    """The learner's clocks go otherwise from now on: the reminder comes at the same hour as they show."""
    if reminder := reminders.find(tx, learner_id):
        reminders.save(tx, replace(reminder, next_at=next_look(reminder, zone, now)))


def _with(reminder: Reminder, wish: ReminderWish) -> Reminder:
    if wish.off:
        return replace(reminder, state=ReminderState.OFF)
    if wish.minute is None:
        return reminder
    return replace(reminder, state=ReminderState.ON, minute=wish.minute, unanswered=0)


def _ask(tx: Tx, learner: Learner, what: AwaitedWish, now: datetime) -> TimeAsked | ZoneAsked:
    reminder = reminders.find(tx, learner.id) or Reminder(learner.id)
    asked = replace(reminder, awaited=what, asked_at=now)
    reminders.save(tx, asked)
    learners.answer_reminder_offer(tx, learner.id)
    match what:
        case AwaitedWish.ZONE:
            return ZoneAsked(asked)
        case AwaitedWish.TIME | AwaitedWish.NOTHING:
            return TimeAsked(asked)
        case _:
            assert_never(what)


def _save(tx: Tx, learner: Learner, reminder: Reminder, now: datetime) -> Reminder:
    saved = replace(reminder, next_at=next_look(reminder, learner.time_zone, now))
    reminders.save(tx, saved)
    learners.answer_reminder_offer(tx, learner.id)
    return saved


def _shown(tx: Tx, learner: Learner, library: Library) -> ReminderShown:
    reminder = reminders.find(tx, learner.id) or Reminder(learner.id)
    return ReminderShown(reminder, library.course(learner.course_id or ""))


def _went_on(tx: Tx, learner: Learner, library: Library, asked_at: datetime) -> bool:
    """Whether the learner was shown a place, or a card, since they were asked: words are for that."""
    standing, session = use_cases.last_standing(tx, learner, library), sessions.load(tx, learner.id)
    in_lesson = bool(standing and standing.sent and standing.sent.at > asked_at)
    return in_lesson or bool(session and session.asked_at > asked_at)
