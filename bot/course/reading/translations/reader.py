"""The translations of a course: folders in its own -> courses with its ids, in other languages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from bot.course.languages import is_language
from bot.course.message import Message, say
from bot.course.model import Course, Lesson, Picture
from bot.course.reading import yaml_source
from bot.course.reading.course_context import CourseContext
from bot.course.reading.course_file import read_course
from bot.course.reading.lesson_cache import LessonCache
from bot.course.reading.lesson_file import read_lesson
from bot.course.reading.mistakes import START, Source
from bot.course.reading.translations import localized
from bot.course.reading.translations.nodes import entry
from bot.course.reading.translations.overlay import Overlay
from bot.course.reading.translations.shapes import COURSE, LESSON
from bot.course.shelf.folder import Folder
from bot.course.shelf.names import COURSE_FILE


@dataclass(frozen=True)
class Original:
    """A course that was read without a mistake: its folder, as mistakes name it, and its lessons' files."""

    course: Course
    folder: Folder
    shown_in: Path
    lesson_files: tuple[str, ...]
    context: CourseContext


@dataclass
class TranslationRead:
    """A course in a language, and its files with their mistakes."""

    language: str
    course: Course
    sources: list[Source] = field(default_factory=list)


def languages_in(folder: Folder) -> tuple[str, ...]:
    """Those of the translations that lie in a course's folder."""
    names = (name for name in folder.folders() if is_language(name))
    return tuple(name for name in names if folder.course_file(name) == COURSE_FILE)


def is_translation(content: Folder, name: str) -> bool:
    """Whether this folder in it is a translation, and no course that is called like a language."""
    found = content.find(f"{name}/{COURSE_FILE}") if is_language(name) else None
    data = content.read(found, yaml_source.MAX_BYTES) if isinstance(found, Path) else b""
    if isinstance(data, Message):
        return False
    return entry_in(data, "language") == name and entry_in(data, "lessons") is None


def read_translation(original: Original, language: str, cache: LessonCache | None = None) -> TranslationRead:
    """The course in this language, as far as it is translated."""
    return _Reading(original, TranslationRead(language, original.course), cache).whole()


def entry_in(data: bytes, name: str) -> str | None:
    """A value in a file's outermost group; "" where it is no text, None where there is none."""
    node = yaml_source.compose(data, Source(Path()))
    value = entry(node, name)
    return value.value.strip() if isinstance(value, yaml.ScalarNode) else "" if value else None


@dataclass
class _Reading:
    original: Original
    done: TranslationRead
    cache: LessonCache | None

    def whole(self) -> TranslationRead:
        context = self._context()
        course = self._course(context)
        own = zip(self.original.course.lessons, self.original.lesson_files, strict=True)
        lessons = tuple(self._lesson(lesson, file, context) for lesson, file in own)
        self.done.course = replace(course, lessons=lessons)
        return self.done

    def _context(self) -> CourseContext:
        """Pictures that have words lie in the translation's folder under the same names."""
        own = self.original.context

        def picture(name: str) -> Picture | Message:
            theirs = f"{self.done.language}/{name}"
            there = isinstance(self.original.folder.find(theirs), Path)
            return own.picture(theirs if there else name)

        return CourseContext(picture, own.program, language=self.done.language)

    def _course(self, context: CourseContext) -> Course:
        own, language = self.original.course, self.done.language
        source = self._source(COURSE_FILE)
        data, node = self._bytes(COURSE_FILE), self._own_node(COURSE_FILE)
        given = yaml_source.compose(data, source) if data is not None else None
        if given is None or node is None:
            return replace(own, language=language)
        written = entry(given, "language")
        if not isinstance(written, yaml.ScalarNode) or written.value.strip() != language:
            at = written.start_mark if written else START
            source.mistake(at, say("translations.language", language=language))
        overlay = Overlay(source, localized.ids_in_course(own))
        merged = overlay.merged(COURSE, node, given, "course")
        read = read_course(source, merged, self.original.folder.name, context)
        if source.mistakes:
            return replace(own, language=language)
        return localized.with_own_terms(replace(read.course, id=own.id, language=language), own)

    def _lesson(self, own: Lesson, file: str, context: CourseContext) -> Lesson:
        data, source = self._bytes(file), self._source(file)
        if data is None:
            return localized.untranslated(own)
        before = (self._own_bytes(file) or b"") + b"\0" + data

        def read(source: Source, _: bytes, context: CourseContext) -> Lesson | None:
            given, node = yaml_source.compose(data, source), self._own_node(file)
            if given is None or node is None:
                return None
            overlay = Overlay(source, localized.ids_in_lesson(own))
            merged = overlay.merged(LESSON, node, given, f"lesson/{own.id}")
            return localized.localized(own, read_lesson(source, merged, context), overlay.texts)

        lesson = self.cache.read(source, before, context, read) if self.cache else read(source, b"", context)
        return lesson or localized.untranslated(own)

    def _source(self, file: str) -> Source:
        source = Source(self.original.shown_in / self.done.language / file)
        self.done.sources.append(source)
        return source

    def _bytes(self, file: str) -> bytes | None:
        return bytes_of(self.original.folder, f"{self.done.language}/{file}")

    def _own_bytes(self, file: str) -> bytes | None:
        return bytes_of(self.original.folder, file)

    def _own_node(self, file: str) -> yaml.Node | None:
        return node_of(self._own_bytes(file))


def bytes_of(folder: Folder, file: str) -> bytes | None:
    """None where there is no such file, or it cannot be read."""
    found = folder.find(file)
    data = found if isinstance(found, Message) else folder.read(found, yaml_source.MAX_BYTES)
    return None if isinstance(data, Message) else data


def node_of(data: bytes | None) -> yaml.Node | None:
    """Of a file whose mistakes are told elsewhere."""
    return yaml_source.compose(data, Source(Path())) if data is not None else None
