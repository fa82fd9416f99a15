"""What the use cases share: finding, opening and moving a learner's place inside one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

from bot.course.library import Library
from bot.course.model import Course
from bot.learning.learner.learner import Learner
from bot.learning.learner.navigate import first
from bot.learning.learner.outcome import NotBegun, Outcome, Shown, Stale
from bot.learning.learner.place import Mark, Place
from bot.learning.learner.standing import Standing
from bot.storage.database import Database, Tx
from bot.storage.learner import learners, lesson_visits, progress
from bot.tutor.tap import Tap

T = TypeVar("T")


class LearnerResult(NamedTuple, Generic[T]):
    """What a use case decided, and the learner it was for, as they are now."""

    learner: Learner
    outcome: T


class UseCases:
    """`library` is asked anew for each use case, so that a course can be published while the bot runs."""

    def __init__(self, database: Database, library: Callable[[], Library]) -> None:
        self.database = database
        self.library = library

    def library_of(self, learner: Learner) -> Library:
        """The courses as this learner reads them."""
        return self.library().read_by(learner.reads)

    def serve(self, tap: Tap, work: Callable[[Tx, Learner], T]) -> Awaitable[LearnerResult[T]]:
        """Runs `work` for the learner who tapped, in one transaction."""

        language_of = self.library().language_of

        def served(tx: Tx) -> LearnerResult[T]:
            learner = learners.meet(tx, tap.person, tap.at, language_of=language_of)
            return LearnerResult(learner, work(tx, learner))

        return self.database.transaction(served)

    async def reader(self, learner_id: int) -> Learner | None:
        """Somebody who did nothing just now, to be spoken to in their language; None: they are not known."""
        language_of = self.library().language_of
        return await self.database.transaction(lambda tx: learners.find(tx, learner_id, language_of))

    def serve_at(
        self, tap: Tap, mark: Mark, decide: Callable[[Tx, Standing], Outcome]
    ) -> Awaitable[LearnerResult[Outcome]]:
        """Decides where the learner still is at the place of the mark; otherwise the tap is stale."""

        def work(tx: Tx, learner: Learner) -> Outcome:
            library = self.library_of(learner)
            course = course_of(library, mark.key)
            standing = progress.load(tx, learner.id, course) if course else None
            if standing is None:
                return present(tx, learner, library)
            if standing.mark != mark:
                return stale(standing, tap.at)
            turn_to(tx, learner, standing.course)
            return decide(tx, standing)

        return self.serve(tap, work)


def course_of(library: Library, key: str) -> Course | None:
    """The course that a place's key belongs to; None where it is in no course (any more)."""
    found = library.step_by_key(key) or library.lesson_by_key(key)
    return found[0] if found else library.course_by_key(key)


def present(tx: Tx, learner: Learner, library: Library) -> Outcome:
    """The place in the course the learner was last in, or else the courses to choose from."""
    standing = last_standing(tx, learner, library)
    return Shown(standing) if standing else NotBegun()


def last_standing(tx: Tx, learner: Learner, library: Library) -> Standing | None:
    course = library.course(learner.course_id) if learner.course_id else None
    return progress.load(tx, learner.id, course) if course else None


def stale(standing: Standing, now: datetime) -> Stale:
    return Stale(standing, again=not standing.in_sight(now))


def enrol(tx: Tx, learner: Learner, course: Course, now: datetime) -> Standing:
    """The learner's place in the course, which begins now where it had not."""
    turn_to(tx, learner, course)
    return progress.load(tx, learner.id, course) or begin_run(tx, learner.id, course, None, now)


def begin_run(tx: Tx, learner_id: int, course: Course, before: Standing | None, now: datetime) -> Standing:
    """A run from the first step. Its visits go on from those of the run before, so old buttons stay old."""
    standing = Standing(
        learner_id=learner_id,
        course=course,
        run=before.run + 1 if before else 1,
        visit=before.visit + 1 if before else 1,
        place=first(course),
        sent=before.sent if before else None,
    )
    progress.begin(tx, standing, now)
    return standing


def turn_to(tx: Tx, learner: Learner, course: Course) -> None:
    if learner.course_id != course.id:
        learners.choose_course(tx, learner.id, course.id)


def move(tx: Tx, standing: Standing, place: Place, now: datetime) -> Standing:
    """Saves the new place, and what it means for the lessons."""
    after = standing.moved(place)
    here = (after.learner_id, after.course.id, after.run)
    for lesson_id in after.finished - standing.finished:
        lesson_visits.finish(tx, *here, lesson_id, now)
    for lesson_id, step_id in set(after.bookmarks) - set(standing.bookmarks):
        lesson_visits.bookmark(tx, *here, lesson_id, step_id)
    progress.save(tx, after, now)
    return after
