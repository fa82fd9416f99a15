"""The published courses, found by their stable ids and by the short keys that buttons carry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from bot.course.languages import Codes
from bot.course.model import Course, Lesson, NextCourse, Step, Taught

_MOST_READERS = 1024
"""Combinations of languages that are remembered."""


class LessonFound(NamedTuple):
    course: Course
    lesson: Lesson


class StepFound(NamedTuple):
    course: Course
    step: Step


class Library:
    """All courses, in the order given, but each right behind the one whose `next` it is. A key that leads
    nowhere (an old button, say) gives None.

    `folders`: course id -> the name of the folder it was read from. `hidden`: the ids of courses that nobody
    finds who has not begun them; `offered` are the others."""

    def __init__(
        self,
        courses: Iterable[Course],
        folders: Mapping[str, str] | None = None,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        self.courses = tuple(_in_turn(tuple(courses), hidden))
        self.hidden = hidden
        self.offered = tuple(course for course in self.courses if course.id not in hidden)
        self.folders = MappingProxyType(dict(folders or {}))
        self._translated = any(course.translations for course in self.courses)
        self._read_by: dict[Codes, Library] = {}
        self._in: dict[tuple[str, ...], Library] = {}
        self._courses = MappingProxyType({course.id: course for course in self.courses})
        titles = {course.id: course.title for course in self.courses}
        self.titles: Mapping[str, str] = MappingProxyType(titles)
        """Of the courses, by id."""
        self._by_key = MappingProxyType({course.key: course for course in self.courses})
        self._lessons = MappingProxyType(dict(_lessons(self.courses)))
        self._steps = MappingProxyType(
            {
                course.step_key(step.id): StepFound(course, step)
                for course in self.courses
                for step in _steps(course)
            }
        )

        self._practice = MappingProxyType(
            {
                course.step_key(question.id): StepFound(course, question)
                for course in self.courses
                for lesson in course.lessons
                for question in lesson.practice
            }
        )

    def read_by(self, codes: Codes) -> Library:
        """The same courses, each as somebody reads it who reads these languages."""
        if not self._translated:
            return self
        found = self._read_by.get(codes)
        if found is None:
            if len(self._read_by) >= _MOST_READERS:  # anybody's Telegram may say anything
                self._read_by.clear()
            found = self._read_by[codes] = self._in_languages(codes)
        return found

    def _in_languages(self, codes: Codes) -> Library:
        courses = tuple(course.read_by(codes) for course in self.courses)
        if all(course is own for course, own in zip(courses, self.courses, strict=True)):
            return self
        languages = tuple(course.language for course in courses)
        if languages not in self._in:
            self._in[languages] = Library(courses, self.folders, self.hidden)
        return self._in[languages]

    def course(self, course_id: str) -> Course | None:
        return self._courses.get(course_id)

    def language_of(self, course_id: str) -> str | None:
        """The language of a course; None where it is not taught (any more)."""
        course = self._courses.get(course_id)
        return course.language if course else None

    def course_by_key(self, course_key: str) -> Course | None:
        return self._by_key.get(course_key)

    def lesson_by_key(self, lesson_key: str) -> LessonFound | None:
        return self._lessons.get(lesson_key)

    def step_by_key(self, step_key: str) -> StepFound | None:
        return self._steps.get(step_key)

    def step_or_practice(self, key: str) -> StepFound | None:
        """What has this key: a step, or a question for practice alone."""
        return self._steps.get(key) or self._practice.get(key)

    def taught(self, course_id: str, question_id: str) -> Taught | None:
        """The question with its lesson, also one for practice; None where it is not taught (any more)."""
        course = self._courses.get(course_id)
        return course.taught.get(question_id) if course else None

    def with_course(self, course: Course, folder: str) -> Library:
        """The library with this course in place of the one in that folder, or as a new one; in the order of
        the folders' names, as when all of it is read."""
        kept = {other.id: other for other in self.courses if self.folders.get(other.id) != folder}
        courses = kept | {course.id: course}
        folders = {course_id: self.folders.get(course_id, "") for course_id in kept} | {course.id: folder}
        return Library(sorted(courses.values(), key=lambda other: folders[other.id]), folders, self.hidden)

    def without(self, course_id: str) -> Library:
        folders = {other: folder for other, folder in self.folders.items() if other != course_id}
        return Library((one for one in self.courses if one.id != course_id), folders, self.hidden)

    def hiding(self, ids: frozenset[str]) -> Library:
        """The same courses, of which these, and no others, are hidden."""
        return self if ids == self.hidden else Library(self.courses, self.folders, ids)


def _in_turn(courses: tuple[Course, ...], hidden: frozenset[str]) -> Iterator[Course]:
    """Each course, and right behind it the one that is its next; with its title, if that may be seen."""
    by_id = {course.id: course for course in courses}
    follow = {course.next.id for course in courses if course.next and course.next.id != course.id}
    done: set[str] = set()
    # Where courses lead round in a ring, none of them is the first: they come last, as they were given.
    for first in sorted(courses, key=lambda course: course.id in follow):
        course: Course | None = first
        while course and course.id not in done:
            done.add(course.id)
            after = by_id.get(course.next.id) if course.next else None
            yield _leading_to(course, None if after and after.id in hidden else after)
            course = after


def _leading_to(course: Course, after: Course | None) -> Course:
    if course.next is None:
        return course
    known = NextCourse(course.next.id, *((after.title, after.summary) if after else ()))
    return course if course.next == known else replace(course, next=known)


def _lessons(courses: Iterable[Course]) -> Iterator[tuple[str, LessonFound]]:
    """The key of each lesson, and the lesson."""
    for course in courses:
        yield from ((course.lesson_key(one.id), LessonFound(course, one)) for one in course.lessons)


def _steps(course: Course) -> Iterable[Step]:
    return (step for lesson in course.lessons for step in lesson.steps)
