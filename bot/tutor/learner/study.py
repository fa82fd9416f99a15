"""The learner's way through a course. Each verb is one transaction: load, let `learning` decide, save.

A button that belongs to one place (next, back) carries that place's mark and counts only there. One that is
good for ever (a jump, begin) counts once a tap.
"""

from __future__ import annotations

from datetime import datetime

from bot.course.library import Library
from bot.course.model import Course, Lesson
from bot.learning.learner.learner import Learner
from bot.learning.learner.navigate import afresh, arrive, back, enter, onward, staying
from bot.learning.learner.outcome import Described, Explained, Gone, Outcome, Shown
from bot.learning.learner.place import CourseDone, Mark, Place
from bot.learning.learner.standing import Standing
from bot.storage.database import Tx
from bot.storage.learner import learners, progress, taps
from bot.storage.school import reports
from bot.tutor import use_cases
from bot.tutor.tap import Tap
from bot.tutor.use_cases import LearnerResult, UseCases


class Study:
    def __init__(self, use_cases: UseCases) -> None:
        self._use_cases = use_cases

    async def onward(self, tap: Tap, mark: Mark) -> LearnerResult[Outcome]:
        return await self._use_cases.serve_at(
            tap, mark, lambda tx, standing: _move(tx, tap, standing, onward(standing))
        )

    async def back(self, tap: Tap, mark: Mark) -> LearnerResult[Outcome]:
        return await self._use_cases.serve_at(
            tap, mark, lambda tx, standing: _move(tx, tap, standing, back(standing))
        )

    async def jump(self, tap: Tap, key: str, invited: bool = False) -> LearnerResult[Outcome]:
        """To the lesson or the step of this key. Where the course has not been begun, it begins with that.
        `invited`: also where it is hidden."""

        def work(tx: Tx, learner: Learner) -> Outcome:
            library = self._use_cases.library_of(learner)
            found = library.step_by_key(key) or library.lesson_by_key(key)
            if found is None:
                return Gone()
            course, target = found
            if not invited and _is_hidden(tx, learner, library, course):
                return Gone()
            standing = use_cases.enrol(tx, learner, course, tap.at)
            if isinstance(target, Lesson):
                place = enter(standing, target)
            else:
                place = arrive(course, target.id, standing.answers)
            return _once(tx, tap, standing, place)

        return await self._use_cases.serve(tap, work)

    async def again(self, tap: Tap, key: str) -> LearnerResult[Outcome]:
        """To the question of this key, open once more."""

        def work(tx: Tx, learner: Learner) -> Outcome:
            library = self._use_cases.library_of(learner)
            found = library.step_by_key(key)
            standing = progress.load(tx, learner.id, found[0]) if found else None
            if found is None or standing is None:
                return Gone()
            use_cases.turn_to(tx, learner, standing.course)
            return _once(tx, tap, standing, afresh(standing.course, found[1].id, standing.answers))

        return await self._use_cases.serve(tap, work)

    async def result(self, tap: Tap, course_key: str) -> LearnerResult[Outcome]:
        """To the result of a course whose end was reached; before that, the place."""

        def work(tx: Tx, learner: Learner) -> Outcome:
            library = self._use_cases.library_of(learner)
            course = library.course_by_key(course_key)
            standing = progress.load(tx, learner.id, course) if course else None
            if standing is None:
                return Gone()
            use_cases.turn_to(tx, learner, standing.course)
            return _once(tx, tap, standing, CourseDone() if standing.ended else standing.place)

        return await self._use_cases.serve(tap, work)

    async def begin(self, tap: Tap, course_key: str) -> LearnerResult[Outcome]:
        """Begins the course; where it was begun before, shows the place."""

        def work(tx: Tx, learner: Learner) -> Outcome:
            library = self._use_cases.library_of(learner)
            course = library.course_by_key(course_key)
            if course is None or _is_hidden(tx, learner, library, course):
                return Gone()
            return Shown(use_cases.enrol(tx, learner, course, tap.at))

        return await self._use_cases.serve(tap, work)

    async def restart(self, tap: Tap, course_key: str, run: int) -> LearnerResult[Outcome]:
        """From the first step again, as a new run; `run` is the one that the button ends."""

        def work(tx: Tx, learner: Learner) -> Outcome:
            library = self._use_cases.library_of(learner)
            course = library.course_by_key(course_key)
            standing = progress.load(tx, learner.id, course) if course else None
            if course is None or standing is None:
                return Gone()
            if standing.run != run:
                return use_cases.stale(standing, tap.at)
            use_cases.turn_to(tx, learner, course)
            return Shown(use_cases.begin_run(tx, learner.id, course, standing, tap.at))

        return await self._use_cases.serve(tap, work)

    async def resume(self, tap: Tap) -> LearnerResult[Outcome]:
        """The place where the learner stands in the course they were last in."""

        def work(tx: Tx, learner: Learner) -> Outcome:
            library = self._use_cases.library_of(learner)
            reports.ask_no_more(tx, learner.id)
            return use_cases.present(tx, learner, library)

        return await self._use_cases.serve(tap, work)

    def describe(self, learner: Learner, step_key: str) -> Outcome:
        """A step's picture in words: good for ever, and moves nobody."""
        found = self._use_cases.library_of(learner).step_or_practice(step_key)
        return Described(found.step) if found and found.step.picture else Gone()

    def explain(self, learner: Learner, step_key: str) -> Outcome:
        """A step's longer explanation: good for ever, and moves nobody."""
        found = self._use_cases.library_of(learner).step_or_practice(step_key)
        return Explained(found.step) if found and found.step.more else Gone()

    async def sent(self, standing: Standing, message_id: int, now: datetime) -> None:
        """Remembers the message that shows the learner's place."""
        await self._use_cases.database.transaction(
            lambda tx: progress.mark_sent(tx, standing, message_id, now)
        )


def _is_hidden(tx: Tx, learner: Learner, library: Library, course: Course) -> bool:
    """From this learner: who has begun a course keeps it."""
    return course.id in library.hidden and progress.load(tx, learner.id, course) is None


def _once(tx: Tx, tap: Tap, standing: Standing, place: Place) -> Outcome:
    """By a button that is good for ever: the same tap moves but once."""
    is_new = taps.is_new(tx, tap.id, standing.learner_id, tap.at)
    return _move(tx, tap, standing, staying(standing, place) if is_new else standing.place)


def _move(tx: Tx, tap: Tap, standing: Standing, place: Place) -> Outcome:
    if place == standing.place:
        return Shown(standing)
    after = use_cases.move(tx, standing, place, tap.at)
    if after.offers_reminders:
        learners.offer_reminders(tx, after.learner_id, after.mark.key)
    return Shown(after)
