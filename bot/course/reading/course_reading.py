"""One course while it is read: its own file, its lessons, pictures and programs, and its translations."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.course.kinds.program import Program
from bot.course.message import Message, say
from bot.course.model import Course, Lesson, Picture
from bot.course.reading import picture_decoding, pictures, yaml_source
from bot.course.reading.certificate import check_questions
from bot.course.reading.course_context import CourseContext
from bot.course.reading.course_file import CourseFile, LessonName, read_course
from bot.course.reading.lesson_cache import LessonCache, read_file
from bot.course.reading.mistakes import START, Mistake, Source
from bot.course.reading.program_file import program_file, read_program
from bot.course.reading.translations.answers import sharing_answers
from bot.course.reading.translations.reader import Original, languages_in, read_translation
from bot.course.shelf.folder import Folder
from bot.course.shelf.names import COURSE_FILE, composed


@dataclass
class CourseReading:
    """One course while it is read. `shown_in` is the folder's path as mistakes name it."""

    folder: Folder
    shown_in: Path = Path()
    called: Mapping[str, str] = field(default_factory=dict)
    thorough: bool = False
    cache: LessonCache | None = None
    lessons: tuple[Lesson, ...] = ()
    _loaded: CourseFile | None = None
    _sources: list[Source] = field(default_factory=list)
    _pictures: dict[Path, Picture | Message] = field(default_factory=dict)
    _programs: dict[str, Program | Message | None] = field(default_factory=dict)

    def whole(self) -> Course | None:
        """The course with its translations, which are read once nothing is wrong with itself."""
        self._loaded = loaded = self._course()
        if loaded is None:
            return None
        course = loaded.with_lessons(self.lessons)
        return course if self.mistakes() else self._translated(loaded, course)

    def alone(self) -> Course | None:
        """The course in its own language; None where something is wrong with it."""
        self._loaded = self._course()
        return self._loaded.with_lessons(self.lessons) if self._loaded and not self.mistakes() else None

    def original(self, course: Course) -> Original:
        """What its translations are read by."""
        files = tuple(name.name for name in self._loaded.lessons) if self._loaded else ()
        context = CourseContext(self._picture, self._program)
        return Original(course, self.folder, self.shown_in, files, context)

    def _translated(self, loaded: CourseFile, course: Course) -> Course:
        original, own = self.original(course), loaded.course.language
        found = [read_translation(original, language, self.cache) for language in languages_in(self.folder)]
        for one in found:
            self._sources += one.sources
            if one.language == own:
                one.sources[0].mistake(START, say("translations.own_language", language=own))
        languages = (own, *(one.language for one in found))
        translations = tuple(replace(one.course, languages=languages) for one in found)
        whole = replace(course, translations=translations, languages=languages)
        return sharing_answers(whole) if found else course

    def _course(self) -> CourseFile | None:
        source = self._source(COURSE_FILE)
        found = self.folder.find(COURSE_FILE)
        data = found if isinstance(found, Message) else self.folder.read(found, yaml_source.MAX_BYTES)
        if isinstance(data, Message):
            source.mistake(START, say("files.course_file", name=COURSE_FILE, problem=data))
            return None
        context = CourseContext(self._picture, self._program)
        node = yaml_source.compose(data, source)
        if node is None:
            mentioned = self._mentioned(composed(data.decode("utf-8", "replace")))
            self._read_lessons(source, mentioned, context)
            return None
        loaded = read_course(source, node, self.folder.name, context)
        self._read_lessons(source, loaded.lessons, replace(context, language=loaded.course.language))
        if len(self.lessons) == len(loaded.lessons):
            check_questions(source, loaded.with_lessons(self.lessons), loaded.certificate_mark)
        return loaded

    def mistakes(self) -> tuple[Mistake, ...]:
        return tuple(mistake for source in self._sources for mistake in source.in_order())

    def check_id(self, course: Course, ids: dict[str, str]) -> None:
        """Notes a mistake when a course before this one has its id."""
        source, mark = self._sources[0], self._loaded.id_mark if self._loaded else START
        here = source.where(mark)
        first = ids.setdefault(course.id, here)
        if first != here:
            source.mistake(mark, say("files.course_id_taken", id=course.id, first=first))

    def _mentioned(self, text: str) -> tuple[LessonName, ...]:
        """The files that are named somewhere in a course.yaml that cannot be read, in this order: what is
        wrong in them is not to come to light one mistake later."""
        names = {name: text.find(composed(Path(name).name)) for name in self.folder.files()}
        lessons = (name for name, at in names.items() if at >= 0 and name.endswith((".yaml", ".yml")))
        return tuple(LessonName(name, START) for name in sorted(lessons, key=names.__getitem__))

    def _source(self, name: str) -> Source:
        source = Source(self.shown_in / self.called.get(name, name))
        self._sources.append(source)
        return source

    def _read_lessons(self, source: Source, names: tuple[LessonName, ...], context: CourseContext) -> None:
        self.lessons = tuple(self._lessons(source, names, context))
        context.settle()

    def _lessons(
        self, source: Source, names: tuple[LessonName, ...], context: CourseContext
    ) -> Iterator[Lesson]:
        first: dict[Path, str] = {}
        for name in names:
            found = self.folder.find(name.name)
            if isinstance(found, Message):
                if name.whole and isinstance(self.folder.find(name.whole), Path):
                    found = say("files.comment", whole=name.whole)
                source.mistake(name.mark, say("files.named", name=name.name, problem=found))
                continue
            here = source.where(name.mark)
            if first.setdefault(found, here) != here:
                problem = say("files.listed_already", first=first[found])
                source.mistake(name.mark, say("files.named", name=name.name, problem=problem))
                continue
            data = self.folder.read(found, yaml_source.MAX_BYTES)
            if isinstance(data, Message):
                source.mistake(name.mark, say("files.named", name=name.name, problem=data))
                continue
            lesson_source = self._source(name.name)
            read = self.cache.read if self.cache else read_file
            if lesson := read(lesson_source, data, context):
                yield lesson

    def _picture(self, name: str) -> Picture | Message:
        found = self.folder.find(name)
        if isinstance(found, Message):
            return say("files.named", name=name, problem=found)
        if found not in self._pictures:
            self._pictures[found] = self._read_picture(found)
        picture = self._pictures[found]
        return picture if isinstance(picture, Picture) else say("files.named", name=name, problem=picture)

    def _program(self, name: str) -> Program | Message | None:
        if name not in self._programs:
            self._programs[name] = self._read_program(name)
        return self._programs[name]

    def _read_program(self, name: str) -> Program | Message | None:
        file = program_file(name)
        found = self.folder.find(file)
        if isinstance(found, Message):
            return say("kinds.no_program", name=name, file=file)
        data = self.folder.read(found, yaml_source.MAX_BYTES)
        if isinstance(data, Message):
            return say("files.named", name=file, problem=data)
        source = self._source(file)
        node = yaml_source.compose(data, source)
        program = read_program(source, node) if node else None
        if program and program.name and program.name != name:
            source.mistake(START, say("kinds.other_program_file", name=name))
        return None if source.mistakes else program

    def _read_picture(self, path: Path) -> Picture | Message:
        data = self.folder.read(path, pictures.MAX_BYTES)
        if isinstance(data, Message):
            return data
        digest = hashlib.sha256(data).hexdigest()
        if self.cache and (known := self.cache.pictures.get((path, digest))):
            return known
        problem = pictures.problem(data) or (picture_decoding.problem(data) if self.thorough else None)
        found = problem or Picture(path, "", digest)
        if self.cache:
            self.cache.pictures[path, digest] = found
        return found
