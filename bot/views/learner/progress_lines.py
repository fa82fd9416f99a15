"""A course on the sheet of a learner's progress, as words and picture both have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.course.model import Lesson
from bot.learning.learner.attempts import Score
from bot.learning.learner.standing import Standing

LESSONS = 10
OF_OTHERS = 4
"""Of the course that leads, and of each other: more would be far longer than a phone is high."""


@dataclass(frozen=True)
class LessonLine:
    """A lesson on the sheet. `percent`: how firm it is; None where that is not known."""

    title: str
    finished: bool
    score: Score
    percent: int | None


@dataclass(frozen=True)
class CourseLines:
    """A course on the sheet. `before`, `after`: how many of its lessons are left out there."""

    standing: Standing
    lessons: tuple[LessonLine, ...]
    before: int
    after: int


def course_lines(
    standing: Standing, firmness: Mapping[tuple[str, str], float], most: int = LESSONS
) -> CourseLines:
    """With those of its lessons, at most so many, that are around the place."""
    course = standing.course
    here = course.lessons.index(standing.lesson)
    first = max(min(here - most // 2, len(course.lessons) - most), 0)
    shown = course.lessons[first : first + most]
    lines = tuple(_line(standing, lesson, firmness.get((course.id, lesson.id))) for lesson in shown)
    return CourseLines(standing, lines, first, len(course.lessons) - first - len(shown))


def _line(standing: Standing, lesson: Lesson, firm: float | None) -> LessonLine:
    percent = None if firm is None else round(100 * firm)
    return LessonLine(lesson.title, lesson.id in standing.finished, standing.score(lesson), percent)
