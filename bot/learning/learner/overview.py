"""All courses at a glance, as one learner sees them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.model import Course
from bot.learning.learner.standing import Standing


@dataclass(frozen=True)
class Overview:
    """The courses that the learner may see, and where they stand in each that they began; `earlier` are the
    runs they ended. `current` is the course to speak of: the one they were last in, or the only one."""

    courses: tuple[Course, ...]
    standings: tuple[Standing, ...]
    earlier: tuple[Standing, ...]
    current: Course | None

    def standing(self, course: Course) -> Standing | None:
        return next((standing for standing in self.standings if standing.course is course), None)
