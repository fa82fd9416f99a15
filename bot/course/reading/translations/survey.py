"""All files of a translation beside those of the course: which texts are translated, and which are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.course.reading import yaml_source
from bot.course.reading.course_reading import CourseReading
from bot.course.reading.mistakes import Source
from bot.course.reading.translations import localized
from bot.course.reading.translations.originals import ORIGINALS_FILE, Known, read_originals
from bot.course.reading.translations.overlay import Overlay
from bot.course.reading.translations.reader import Original, bytes_of, node_of
from bot.course.reading.translations.shapes import COURSE, LESSON, GroupShape
from bot.course.shelf.folder import Folder
from bot.course.shelf.names import COURSE_FILE


@dataclass(frozen=True)
class SurveyedFile:
    """A file of the course, and over it that of the translation; `data` None where there is none. `path`: to
    what it is about; `ids` as an Overlay's."""

    name: str
    own: yaml.Node
    shape: GroupShape
    path: str
    ids: Mapping[str, tuple[str, ...]]
    data: bytes | None
    overlay: Overlay

    @property
    def is_broken(self) -> bool:
        """Whether nothing can be told of it before its mistakes are put right."""
        return bool(self.overlay.source.mistakes)


def original_in(folder: Path, shown_in: Path = Path()) -> Original | None:
    """The course in this folder, to be translated; None where something is wrong with it."""
    reading = CourseReading(Folder(folder), shown_in)
    course = reading.alone()
    return reading.original(course) if course else None


def survey(original: Original, language: str) -> tuple[SurveyedFile, ...]:
    """Those of the course and of its lessons, in this order."""
    return tuple(_files(original, language))


def known_originals(original: Original, language: str) -> Known:
    return read_originals(bytes_of(original.folder, f"{language}/{ORIGINALS_FILE}"))


def _files(original: Original, language: str) -> Iterator[SurveyedFile]:
    course = original.course
    about = [(COURSE_FILE, COURSE, "course", localized.ids_in_course(course))]
    about += (
        (file, LESSON, f"lesson/{lesson.id}", localized.ids_in_lesson(lesson))
        for lesson, file in zip(course.lessons, original.lesson_files, strict=True)
    )
    for name, shape, path, ids in about:
        own = node_of(bytes_of(original.folder, name))
        data = bytes_of(original.folder, f"{language}/{name}")
        source = Source(original.shown_in / language / name)
        given = yaml_source.compose(data, source) if data is not None else None
        if own is not None:
            overlay = Overlay(source, ids)
            overlay.merged(shape, own, given, path)
            yield SurveyedFile(name, own, shape, path, ids, data, overlay)
