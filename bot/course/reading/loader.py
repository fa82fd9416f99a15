"""Course folders -> courses, or every mistake in them at once. The one reader of course files.

A folder that is not right is an ordinary result, not an exception: a tuple of mistakes.

    match load_library(Path("content")):
        case Library() as library: ...
        case mistakes: print(*mistakes, sep="\\n")
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from bot.course.kinds.program import Program
from bot.course.library import Library
from bot.course.message import Message, say
from bot.course.model import Course, Lesson, Picture
from bot.course.reading import picture_decoding, pictures, yaml_source
from bot.course.reading.certificate import check_questions
from bot.course.reading.course_context import CourseContext
from bot.course.reading.course_file import CourseFile, LessonName, read_course
from bot.course.reading.lesson_cache import LessonCache, read_file
from bot.course.reading.mistakes import START, Mistake, Source
from bot.course.reading.program_file import program_file, read_program
from bot.course.shelf.folder import Folder
from bot.course.shelf.names import COURSE_FILE, composed, is_misnamed

_OF_THE_DISK = "lost+found"
"""Where CONTENT_DIR is a disk of its own, this folder is root's alone."""


def load_course(
    folder: Path,
    called: Mapping[str, str] = MappingProxyType({}),
    *,
    thorough: bool = False,
    cache: LessonCache | None = None,
) -> Course | tuple[Mistake, ...]:
    """The course in this folder. Mistakes come in the order of the lessons, then of the lines. `called`: how
    they name files that whoever wrote them knows by other names. `thorough`: pictures are decoded, and that
    takes time. `cache`: what was read before."""
    reading = _Reading(Folder(folder), called=called, thorough=thorough, cache=cache)
    loaded = reading.course()
    mistakes = reading.mistakes()
    if mistakes or loaded is None:
        return mistakes
    return loaded.with_lessons(reading.lessons)


def load_library(
    content_dir: Path,
    elsewhere: Mapping[str, Path] = MappingProxyType({}),
    *,
    thorough: bool = False,
    cache: LessonCache | None = None,
) -> Library | tuple[Mistake, ...]:
    """Every folder in `content_dir` that has a course.yaml, in the order of the folders' names.

    `elsewhere`: folders that are not to be had there -> the paths that are read in place of them."""
    content = Folder(content_dir)
    readings = [
        _Reading(
            Folder(elsewhere.get(name, content_dir / name), content.root, name),
            Path(name),
            thorough=thorough,
            cache=cache,
        )
        for name in sorted({*content.folders(), *elsewhere})
        if name in elsewhere or content.course_file(name) == COURSE_FILE
    ]
    ids: dict[str, str] = {}
    folders: dict[str, str] = {}
    mistakes = [*_strays(content), *_locked(content, elsewhere)]
    courses: list[Course] = []
    for reading in readings:
        loaded = reading.course()
        if loaded:
            reading.check_id(loaded, ids)
            courses.append(loaded.with_lessons(reading.lessons))
            folders[loaded.course.id] = reading.shown_in.name
        mistakes += reading.mistakes()
    if not readings and not mistakes:
        none = say("files.no_course", folder=content_dir.name, name=COURSE_FILE)
        return (Mistake(Path(), 1, 1, none),)
    return tuple(mistakes) or Library(courses, folders)


def is_course(folder: Path) -> bool:
    """Whether this folder is one course, and not a folder with courses."""
    content = Folder(folder)
    inside = any(content.course_file(name) for name in content.folders())
    return content.course_file() == COURSE_FILE and not inside


def _strays(content: Folder) -> Iterator[Mistake]:
    """Files that are meant to be a course's own and are not read: in no folder of their own, or misnamed."""
    if content.course_file() == COURSE_FILE:
        yield Mistake(Path(COURSE_FILE), 1, 1, say("files.of_its_own"))
    for folder in ("", *content.folders()):
        file = content.course_file(folder)
        if file and is_misnamed(file) and not folder.startswith("."):
            yield Mistake(Path(folder) / file, 1, 1, say("files.rename", name=COURSE_FILE))


def _locked(content: Folder, elsewhere: Mapping[str, Path]) -> Iterator[Mistake]:
    """Folders that nobody can look into: a course that lies there would vanish without a word."""
    for folder in content.folders():
        ours = folder != _OF_THE_DISK and not folder.startswith(".")
        if ours and folder not in elsewhere and not content.may_be_read(folder):
            yield Mistake(Path(folder), 1, 1, say("files.folder_not_read"))


@dataclass
class _Reading:
    """One course while it is read. `shown_in` is the folder's path as mistakes name it."""

    folder: Folder
    shown_in: Path = Path()
    called: Mapping[str, str] = field(default_factory=dict)
    thorough: bool = False
    cache: LessonCache | None = None
    lessons: tuple[Lesson, ...] = ()
    _sources: list[Source] = field(default_factory=list)
    _pictures: dict[Path, Picture | Message] = field(default_factory=dict)
    _programs: dict[str, Program | Message | None] = field(default_factory=dict)

    def course(self) -> CourseFile | None:
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
        self._read_lessons(source, loaded.lessons, context)
        if len(self.lessons) == len(loaded.lessons):
            check_questions(source, loaded.with_lessons(self.lessons), loaded.certificate_mark)
        return loaded

    def mistakes(self) -> tuple[Mistake, ...]:
        return tuple(mistake for source in self._sources for mistake in source.in_order())

    def check_id(self, loaded: CourseFile, ids: dict[str, str]) -> None:
        """Notes a mistake when a course before this one has its id."""
        source = self._sources[0]
        here = source.where(loaded.id_mark)
        first = ids.setdefault(loaded.course.id, here)
        if first != here:
            taken = say("files.course_id_taken", id=loaded.course.id, first=first)
            source.mistake(loaded.id_mark, taken)

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
