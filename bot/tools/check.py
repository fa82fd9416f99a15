"""What `check` finds in courses, and prints: what the start would find, and what is worth a look."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from bot.course.library import Library
from bot.course.message import say
from bot.course.model import Course
from bot.course.reading.lesson_cache import LessonCache
from bot.course.reading.loader import is_course, load_course, load_library
from bot.course.reading.mistakes import Mistake, Note
from bot.course.reading.notes import notes_on_course, notes_on_library
from bot.course.reading.notes_cache import NotesCache
from bot.course.shelf.names import COURSE_FILE
from bot.course.shelf.shelf import Shelf
from bot.settings import SettingsError, from_environment
from bot.tools.check_formats import GITHUB, JSON, TEXT, annotation, as_json
from bot.tools.stats import size
from bot.views.course_messages import line_of
from bot.views.deep_links import to_course


@dataclass(frozen=True)
class Found:
    """`courses` are those without a mistake, if all of them are."""

    courses: tuple[Course, ...]
    mistakes: tuple[Mistake, ...]
    notes: tuple[Note, ...]


def print_report(folder: Path, form: str = TEXT) -> int:
    """Prints mistakes and notes, and the courses without a mistake; as text, the former go to standard error.
    The exit status: 0, or 2 after a mistake."""
    found = look(folder)
    said = (*found.mistakes, *found.notes)
    from_here = tuple(replace(one, file=folder / one.file) for one in said)
    if form == JSON:
        print(as_json(from_here, found.courses))
    elif form == GITHUB:
        for one in from_here:
            print(annotation(one))
    else:
        print_mistakes(said, folder)
    for course in () if form == JSON else found.courses:
        print(f"{course.id}: {size(course)}, no mistakes")
    return 2 if found.mistakes else 0


def print_mistakes(mistakes: tuple[Mistake, ...], folder: Path) -> None:
    """What they say, one a line, with the path of each from here."""
    for mistake in mistakes:
        print(line_of(replace(mistake, file=folder / mistake.file)), file=sys.stderr)


@dataclass(frozen=True)
class Before:
    """What was read the last time: what has not changed since is not read again."""

    lessons: LessonCache = field(default_factory=LessonCache)
    notes: NotesCache = field(default_factory=NotesCache)


def look(folder: Path, before: Before | None = None) -> Found:
    """At the courses in this folder, or at the one course that it is."""
    known = before or Before()
    alone = is_course(folder) and not _is_content_dir(folder)
    notes = notes_on_course(folder, cache=known.notes) if alone else notes_on_library(folder, known.notes)
    match _loaded(folder, alone, known.lessons):
        case Course() as course:
            return Found((course,), (), (*notes, *_long_links(course, Path(COURSE_FILE))))
        case Library() as library:
            found = (_notes_on(one, library) for one in library.courses)
            return Found(library.courses, (), (*notes, *chain.from_iterable(found)))
        case mistakes:
            return Found((), mistakes, notes)


def _loaded(folder: Path, alone: bool, cache: LessonCache) -> Course | Library | tuple[Mistake, ...]:
    if alone:
        return load_course(folder, thorough=True, cache=cache)
    return load_library(folder, Shelf(folder).elsewhere(), thorough=True, cache=cache)


def _notes_on(course: Course, library: Library) -> Iterator[Note]:
    file = Path(library.folders[course.id], COURSE_FILE)
    yield from _long_links(course, file)
    if course.next and library.course(course.next.id) is None:
        others = tuple(one.id for one in library.courses if one.id != course.id)
        yield Note(file, 1, 1, say("notes.no_next", course=course.next.id, known=others))


def _long_links(course: Course, file: Path) -> Iterator[Note]:
    """Lessons whose ids are too long for a link."""
    for lesson in course.lessons:
        link = to_course(course.id, lesson.id)
        if "--" not in link:
            said = say("notes.long_link", lesson=lesson.title, link=f"{course.id}--{lesson.id}", right=link)
            yield Note(file, 1, 1, said)


def _is_content_dir(folder: Path) -> bool:
    """Whether the bot would take its courses from here: then what the start would say is to be said."""
    try:
        content_dir = from_environment().content_dir
    except SettingsError:
        return False
    return content_dir.is_dir() and content_dir.samefile(folder)
