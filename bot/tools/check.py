"""What `check` finds in courses: the mistakes that the start would find, and what is worth a look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from bot.course.library import Library
from bot.course.model import Course
from bot.course.reading.loader import is_course, load_course, load_library
from bot.course.reading.mistakes import Mistake, Note
from bot.course.reading.notes import notes_on_course, notes_on_library
from bot.course.shelf.shelf import Shelf
from bot.settings import SettingsError, from_environment
from bot.views.course_messages import line_of


@dataclass(frozen=True)
class Found:
    """`courses` are those without a mistake, if all of them are."""

    courses: tuple[Course, ...]
    mistakes: tuple[Mistake, ...]
    notes: tuple[Note, ...]


def look(folder: Path) -> Found:
    """At the courses in this folder, or at the one course that it is."""
    alone = is_course(folder) and not _is_content_dir(folder)
    notes = notes_on_course(folder) if alone else notes_on_library(folder)
    match _loaded(folder, alone):
        case Course() as course:
            return Found((course,), (), notes)
        case Library(courses=courses):
            return Found(courses, (), notes)
        case mistakes:
            return Found((), mistakes, notes)


def _loaded(folder: Path, alone: bool) -> Course | Library | tuple[Mistake, ...]:
    if alone:
        return load_course(folder, thorough=True)
    return load_library(folder, Shelf(folder).elsewhere(), thorough=True)


def lines(mistakes: tuple[Mistake, ...], folder: Path) -> list[str]:
    """What they say, one a line, with the path of each from here."""
    return [line_of(replace(mistake, file=folder / mistake.file)) for mistake in mistakes]


def _is_content_dir(folder: Path) -> bool:
    """Whether the bot would take its courses from here: then what the start would say is to be said."""
    try:
        content_dir = from_environment().content_dir
    except SettingsError:
        return False
    return content_dir.is_dir() and content_dir.samefile(folder)
