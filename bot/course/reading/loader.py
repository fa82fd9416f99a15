"""Course folders -> courses, or every mistake in them at once. The one reader of course files.

A folder that is not right is an ordinary result, not an exception: a tuple of mistakes.

    match load_library(Path("content")):
        case Library() as library: ...
        case mistakes: print(*mistakes, sep="\\n")
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from bot.course.library import Library
from bot.course.message import say
from bot.course.model import Course
from bot.course.reading.course_reading import CourseReading
from bot.course.reading.lesson_cache import LessonCache
from bot.course.reading.mistakes import Mistake
from bot.course.reading.translations.reader import is_translation
from bot.course.shelf.folder import Folder
from bot.course.shelf.names import COURSE_FILE, is_misnamed

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
    reading = CourseReading(Folder(folder), called=called, thorough=thorough, cache=cache)
    course = reading.whole()
    mistakes = reading.mistakes()
    return mistakes if mistakes or course is None else course


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
        CourseReading(
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
        course = reading.whole()
        if course:
            reading.check_id(course, ids)
            courses.append(course)
            folders[course.id] = reading.shown_in.name
        mistakes += reading.mistakes()
    if not readings and not mistakes:
        none = say("files.no_course", folder=content_dir.name, name=COURSE_FILE)
        return (Mistake(Path(), 1, 1, none),)
    return tuple(mistakes) or Library(courses, folders)


def is_course(folder: Path) -> bool:
    """Whether this folder is one course, and not a folder with courses."""
    content = Folder(folder)
    inside = any(content.course_file(name) for name in content.folders() if not is_translation(content, name))
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
