"""What stays of each question after days and weeks: about all who reviewed it together, and about nobody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from bot.course.model import Course, Question
from bot.learning.school.statistics import HARD_FROM

STUCK_FROM = 3
"""Who did not know a card in so many reviews in a row, the last ones, is stuck at it."""


@dataclass(frozen=True)
class RetentionInterval:
    """How long nobody asked: a review counts to the pause before it. `days` is what it is called; it is at
    least `least` and shorter than `most`."""

    days: int
    least: timedelta
    most: timedelta


INTERVALS = (
    RetentionInterval(1, timedelta(hours=12), timedelta(days=3.5)),
    RetentionInterval(7, timedelta(days=3.5), timedelta(days=15)),
    RetentionInterval(30, timedelta(days=15), timedelta(days=60)),
)
"""About a day (1 to 3), a week (4 to 14) and a month (15 to 59). Shorter and longer ones count nowhere."""


@dataclass(frozen=True)
class Recalled:
    """Reviews after one of the pauses, and how many of them were right."""

    reviews: int = 0
    right: int = 0

    @property
    def share(self) -> float | None:
        """None where there are too few to say anything."""
        return self.right / self.reviews if self.reviews >= HARD_FROM else None

    def and_(self, other: Recalled) -> Recalled:
        return Recalled(self.reviews + other.reviews, self.right + other.right)


NO_REVIEWS = tuple(Recalled() for _ in INTERVALS)


@dataclass(frozen=True)
class QuestionRetention:
    """`after`: one for each of INTERVALS. `learners`: those who are asked it and reviewed it as it is now;
    `stuck`: those of them who are stuck at it."""

    course_id: str
    question_id: str
    after: tuple[Recalled, ...] = NO_REVIEWS
    learners: int = 0
    stuck: int = 0


@dataclass(frozen=True)
class Retention:
    """Of a question that is taught."""

    course: Course
    question: Question
    found: QuestionRetention

    @property
    def shares(self) -> tuple[float | None, ...]:
        """Of right answers, one for each of INTERVALS."""
        return tuple(one.share for one in self.found.after)


def retention(found: Iterable[QuestionRetention], courses: Iterable[Course]) -> tuple[Retention, ...]:
    """Of the courses as they are now, the least firm first: by the share of those who are stuck, then by the
    smallest share of right answers. What fewer than HARD_FROM learners review is left out."""
    questions = {
        (course.id, question.id): (course, question)
        for course in courses
        for lesson in course.lessons
        for question in (*lesson.questions, *lesson.practice)
    }
    known = [
        Retention(*questions[one.course_id, one.question_id], one)
        for one in found
        if one.learners >= HARD_FROM and (one.course_id, one.question_id) in questions
    ]
    return tuple(sorted(known, key=_firmness))


def together(found: Iterable[Retention]) -> tuple[Recalled, ...]:
    """All these questions as one: what was right after each of INTERVALS."""
    after = NO_REVIEWS
    for one in found:
        after = tuple(mine.and_(theirs) for mine, theirs in zip(after, one.found.after, strict=True))
    return after


def _firmness(one: Retention) -> tuple[float, float, str, str]:
    shares = [share for share in one.shares if share is not None]
    stuck = one.found.stuck / one.found.learners
    return -stuck, min(shares, default=1.0), one.course.id, one.question.id
