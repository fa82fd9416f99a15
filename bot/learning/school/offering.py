"""Values of what is offered: courses that are hidden, shown, taken out and brought back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.model import Course


@dataclass(frozen=True)
class CourseList:
    """All that is taught, the ids of those courses that are hidden, and how many can be brought back."""

    courses: tuple[Course, ...]
    hidden: frozenset[str]
    removed: int


@dataclass(frozen=True)
class RemovedCourse:
    """A course that is taught no more, as it was. `key` names it on buttons."""

    key: str
    course: Course


@dataclass(frozen=True)
class Withdrawal:
    """What it would mean to hide a course, or to take it out. `learners` are under way in it, `groups` study
    it. `present` stands for the version that it is about."""

    course: Course
    learners: int
    groups: int
    present: str


@dataclass(frozen=True)
class OfferChanged:
    """The course is hidden now, or shown again."""

    course: Course


@dataclass(frozen=True)
class LastCourse:
    """Without this course, there would be nothing left that anybody could begin."""

    course: Course


@dataclass(frozen=True)
class IdTaken:
    """Another course has the id of the one that was to be brought back."""

    course: Course


@dataclass(frozen=True)
class Removed:
    """It is taught no more. `key`: what brings it back."""

    course: Course
    key: str


@dataclass(frozen=True)
class CourseFiles:
    """All files of a course, by their paths in its folder."""

    name: str
    files: dict[str, bytes]
