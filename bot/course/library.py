"""The published courses, found by their stable ids and by the short keys that buttons carry."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

from bot.course.model import Course, Lesson, Step


class Library:
    """All courses, in the order given. A key that leads nowhere (an old button, say) gives None."""

    def __init__(self, courses: Iterable[Course]) -> None:
        self.courses = tuple(courses)
        self._courses = MappingProxyType({course.id: course for course in self.courses})
        self._by_key = MappingProxyType({course.key: course for course in self.courses})
        self._lessons = MappingProxyType(
            {
                course.lesson_key(lesson.id): (course, lesson)
                for course in self.courses
                for lesson in course.lessons
            }
        )
        self._steps = MappingProxyType(
            {course.step_key(step.id): (course, step) for course in self.courses for step in _steps(course)}
        )

    def course(self, course_id: str) -> Course | None:
        return self._courses.get(course_id)

    def course_by_key(self, course_key: str) -> Course | None:
        return self._by_key.get(course_key)

    def lesson_by_key(self, lesson_key: str) -> tuple[Course, Lesson] | None:
        return self._lessons.get(lesson_key)

    def step_by_key(self, step_key: str) -> tuple[Course, Step] | None:
        return self._steps.get(step_key)


def _steps(course: Course) -> Iterable[Step]:
    return (step for lesson in course.lessons for step in lesson.steps)
