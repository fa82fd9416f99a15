"""Course folders -> courses, or every mistake in them at once. The one reader of course files.

A folder that is not right is an ordinary result, not an exception: a tuple of mistakes.

    match load_library(Path("content")):
        case Library() as library: ...
        case mistakes: print(*mistakes, sep="\\n")
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from bot.course import pictures, yamlsource
from bot.course.coursefile import CourseFile, LessonName, read_course
from bot.course.lessonfile import Around, read_lesson
from bot.course.library import Library
from bot.course.mistakes import START, Mistake, Source, shown
from bot.course.model import Course, Lesson, Picture

COURSE_FILE = "course.yaml"


def load_course(folder: Path) -> Course | tuple[Mistake, ...]:
    """The course in this folder. Mistakes come in the order of the lessons, then of the lines."""
    reading = _Reading(_Folder(folder))
    loaded = reading.course()
    mistakes = reading.mistakes()
    if mistakes or loaded is None:
        return mistakes
    return loaded.with_lessons(reading.lessons)


def load_library(content_dir: Path) -> Library | tuple[Mistake, ...]:
    """Every folder in `content_dir` that has a course.yaml, in the order of the folders' names."""
    content = _Folder(content_dir)
    readings = [
        _Reading(_Folder(content_dir / name, content.root), Path(name)) for name in content.course_folders()
    ]
    ids: dict[str, str] = {}
    folders: dict[str, str] = {}
    mistakes: list[Mistake] = []
    courses: list[Course] = []
    for reading in readings:
        loaded = reading.course()
        if loaded:
            reading.check_id(loaded, ids)
            courses.append(loaded.with_lessons(reading.lessons))
            folders[loaded.course.id] = reading.shown_in.name
        mistakes += reading.mistakes()
    if not readings:
        right = f"put each course into a folder of its own, with a file {COURSE_FILE}"
        return (Mistake(Path(), 1, 1, f"there is no course in {shown(content_dir.name, 80)}; {right}"),)
    return tuple(mistakes) or Library(courses, folders)


class _Folder:
    """A folder out of which nothing is read: no "..", no absolute path, no symlink that leads outside."""

    def __init__(self, path: Path, within: Path | None = None) -> None:
        self.root = Path(os.path.realpath(path))
        self.name = path.name or self.root.name
        self._inside = within is None or self.root.is_relative_to(within)

    def course_folders(self) -> list[str]:
        try:
            names = sorted(entry.name for entry in self.root.iterdir() if entry.is_dir())
        except OSError:
            return []
        return [name for name in names if os.path.lexists(self.root / name / COURSE_FILE)]

    def find(self, name: str) -> Path | str:
        """The file of this name, or what is wrong with it."""
        if "\\" in name or Path(name).is_absolute() or ".." in Path(name).parts:
            return "leads out of the course's folder; put the file into it, and write its path from there"
        try:
            path = Path(os.path.realpath(self.root / name))
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return f"is not there; {self._like(name)}"
        except PermissionError:
            return "cannot be read; check who may read this file"
        except (OSError, ValueError):
            return "cannot be opened; write a file's path here"
        if not self._inside or not path.is_relative_to(self.root):
            return "is a link that leads out of the course's folder; copy the file into the folder instead"
        if stat.S_ISDIR(mode):
            return "is a folder; a file has to be named here"
        return path if stat.S_ISREG(mode) else "is no ordinary file; put the file itself here"

    def read(self, path: Path, limit: int) -> bytes | str:
        """The file's bytes, one more than `limit` at most; or what is wrong with it."""
        try:
            with path.open("rb") as file:
                return file.read(limit + 1)
        except OSError:
            return "cannot be read; check who may read this file"

    def _like(self, name: str) -> str:
        try:
            names = [entry.name for entry in (self.root / name).parent.iterdir()]
        except (OSError, ValueError):
            names = []
        close = get_close_matches(Path(name).name, names, n=1) if len(name) < 200 else []
        if close:
            return f'did you mean "{(Path(name).parent / close[0]).as_posix()}"?'
        return "put the file there, or correct its name"


@dataclass
class _Reading:
    """One course while it is read. `shown_in` is the folder's path as mistakes name it."""

    folder: _Folder
    shown_in: Path = Path()
    lessons: tuple[Lesson, ...] = ()
    _sources: list[Source] = field(default_factory=list)
    _pictures: dict[Path, Picture | str] = field(default_factory=dict)

    def course(self) -> CourseFile | None:
        source = self._source(COURSE_FILE)
        found = self.folder.find(COURSE_FILE)
        data = found if isinstance(found, str) else self.folder.read(found, yamlsource.MAX_BYTES)
        if isinstance(data, str):
            source.mistake(START, f"{COURSE_FILE} {data}")
            return None
        node = yamlsource.compose(data, source)
        if node is None:
            return None
        around = Around(self._picture)
        loaded = read_course(source, node, self.folder.name, around)
        self.lessons = tuple(self._lessons(source, loaded.lessons, around))
        return loaded

    def mistakes(self) -> tuple[Mistake, ...]:
        return tuple(mistake for source in self._sources for mistake in source.in_order())

    def check_id(self, loaded: CourseFile, ids: dict[str, str]) -> None:
        """Notes a mistake when a course before this one has its id."""
        source = self._sources[0]
        here = source.where(loaded.id_mark)
        first = ids.setdefault(loaded.course.id, here)
        if first != here:
            message = f'another course has the id "{loaded.course.id}" already ({first}); choose another id'
            source.mistake(loaded.id_mark, message)

    def _source(self, name: str) -> Source:
        source = Source(self.shown_in / name)
        self._sources.append(source)
        return source

    def _lessons(self, source: Source, names: tuple[LessonName, ...], around: Around) -> Iterator[Lesson]:
        first: dict[Path, str] = {}
        for name in names:
            found = self.folder.find(name.name)
            if isinstance(found, str):
                source.mistake(name.mark, f"{shown(name.name, 80)} {found}")
                continue
            here = source.where(name.mark)
            if first.setdefault(found, here) != here:
                right = f"is in the list already ({first[found]}); keep one of them"
                source.mistake(name.mark, f"{shown(name.name, 80)} {right}")
                continue
            data = self.folder.read(found, yamlsource.MAX_BYTES)
            if isinstance(data, str):
                source.mistake(name.mark, f"{shown(name.name, 80)} {data}")
                continue
            lesson_source = self._source(name.name)
            if node := yamlsource.compose(data, lesson_source):
                yield read_lesson(lesson_source, node, around)

    def _picture(self, name: str) -> Picture | str:
        found = self.folder.find(name)
        if isinstance(found, str):
            return f"{shown(name, 80)} {found}"
        if found not in self._pictures:
            self._pictures[found] = self._read_picture(found)
        picture = self._pictures[found]
        return f"{shown(name, 80)} {picture}" if isinstance(picture, str) else picture

    def _read_picture(self, path: Path) -> Picture | str:
        data = self.folder.read(path, pictures.MAX_BYTES)
        if isinstance(data, str):
            return data
        problem = pictures.problem(data)
        return problem or Picture(path, "", hashlib.sha256(data).hexdigest())
