"""Where a learner stands in a course: exactly one of these, each carrying just its own data."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.model import Course
from bot.learning.kinds.base import NOTHING, Given


@dataclass(frozen=True)
class Reading:
    """At a section."""

    step_id: str


@dataclass(frozen=True)
class Answering:
    """At an open question. `attempt` counts all tries at it in this run, from 1; `draft` is the answer as far
    as it goes, for kinds that gather it bit by bit."""

    step_id: str
    attempt: int = 1
    draft: Given = NOTHING
    hinted: bool = False


@dataclass(frozen=True)
class Answered:
    """At a question that has been solved, or whose answer was shown."""

    step_id: str


@dataclass(frozen=True)
class LessonDone:
    """Past a lesson's last step."""

    lesson_id: str


@dataclass(frozen=True)
class CourseDone:
    """Past the last lesson."""


AtStep = Reading | Answering | Answered
Place = AtStep | LessonDone | CourseDone


@dataclass(frozen=True)
class Mark:
    """What a button remembers of the place it was drawn for: the place's key, and the learner's visit.

    The visit is counted up with every move, so a button from a place that was left never fits again."""

    key: str
    visit: int


def place_key(course: Course, place: Place) -> str:
    """The short stand-in for a place that buttons carry."""
    match place:
        case LessonDone(lesson_id):
            return course.lesson_key(lesson_id)
        case CourseDone():
            return course.key
        case _:
            return course.step_key(place.step_id)
