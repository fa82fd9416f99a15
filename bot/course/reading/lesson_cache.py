"""What was read of a course before: of many lessons, only those are read again that have changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from bot.course.kinds.program import Program
from bot.course.message import Message
from bot.course.model import Lesson, Picture
from bot.course.reading import yaml_source
from bot.course.reading.course_context import CourseContext
from bot.course.reading.lesson_file import read_lesson
from bot.course.reading.mistakes import Mistake, Source
from bot.course.reading.slugs import IdUse

T = TypeVar("T")
PictureFound = Picture | Message
ProgramFound = Program | Message | None
ReadLesson = Callable[[Source, bytes, CourseContext], Lesson | None]


@dataclass(frozen=True)
class _LessonRead:
    """A lesson as it was read, with all that it was read from."""

    data: bytes
    lesson: Lesson | None
    lines: list[str]
    mistakes: tuple[Mistake, ...]
    lesson_ids: tuple[IdUse, ...]
    step_ids: tuple[IdUse, ...]
    pictures: Mapping[str, PictureFound]
    programs: Mapping[str, ProgramFound]

    def holds(self, data: bytes, context: CourseContext) -> bool:
        """Whether nothing that it was read from has changed."""
        return (
            self.data == data
            and all(context.picture(name) == found for name, found in self.pictures.items())
            and all(context.program(name) == found for name, found in self.programs.items())
        )


@dataclass
class LessonCache:
    """`pictures`: what was found out about a picture, by its path and SHA-256."""

    pictures: dict[tuple[Path, str], PictureFound] = field(default_factory=dict)
    _lessons: dict[Path, _LessonRead] = field(default_factory=dict)

    def read(
        self, source: Source, data: bytes, context: CourseContext, read: ReadLesson | None = None
    ) -> Lesson | None:
        """As `read`, or `read_file`, gives it, with the same mistakes. `data`: all that it is read from."""
        known = self._lessons.get(source.file)
        if known is None or not known.holds(data, context):
            known = _read_anew(source.file, data, context, read or read_file)
            self._lessons[source.file] = known
        source.lines = known.lines
        source.mistakes += known.mistakes
        context.lessons.take_over(known.lesson_ids, source)
        context.steps.take_over(known.step_ids, source)
        return known.lesson


def read_file(source: Source, data: bytes, context: CourseContext) -> Lesson | None:
    """A lesson's file; None where it is no YAML, which is among the mistakes then."""
    node = yaml_source.compose(data, source)
    return read_lesson(source, node, context) if node else None


def _read_anew(file: Path, data: bytes, context: CourseContext, read: ReadLesson) -> _LessonRead:
    source = Source(file)
    pictures: dict[str, PictureFound] = {}
    programs: dict[str, ProgramFound] = {}
    watched = replace(
        context,
        picture=_noting(context.picture, pictures),
        program=_noting(context.program, programs),
        lessons=context.lessons.empty(),
        steps=context.steps.empty(),
    )
    lesson = read(source, data, watched)
    uses = (watched.lessons.uses, watched.steps.uses)
    return _LessonRead(data, lesson, source.lines, tuple(source.mistakes), *uses, pictures, programs)


def _noting(find: Callable[[str], T], found: dict[str, T]) -> Callable[[str], T]:
    def noting(name: str) -> T:
        found[name] = find(name)
        return found[name]

    return noting
