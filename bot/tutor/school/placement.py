"""Which folder an upload is for: that of the course it changes, or a new one."""

from __future__ import annotations

from pathlib import Path

from bot.course.library import Library
from bot.course.model import Course
from bot.course.shelf.uploads import UploadContent


def folder_for(content: UploadContent, library: Library, root: Path) -> str | None:
    """The name of a folder in `root`; None where it may be one of several."""
    folders = library.folders
    if content.course_id is None:
        found = candidates(content, library)
        return folders.get(found[0].id) if len(found) == 1 else None
    if content.course_id in folders:
        return folders[content.course_id]
    if content.says_so:
        return _new_folder(content.course_id, root)
    if content.course_id in folders.values():
        return content.course_id
    # A zip is soon called otherwise, and the same course would be there twice.
    twins = [course.id for course in library.courses if _same(course.title, content.title)]
    twin = folders.get(twins[0]) if len(twins) == 1 else None
    return twin or _new_folder(content.course_id, root)


def candidates(content: UploadContent, library: Library) -> tuple[Course, ...]:
    """The courses that have one of these lessons; where none has, all."""
    courses = library.courses
    having = tuple(course for course in courses if any(map(course.lesson, content.lesson_ids)))
    return having or courses


def replaced(folder: str, course: Course, library: Library) -> Course | None:
    """The course that would vanish from this folder, if it is another than this."""
    here = (one for one in library.courses if library.folders.get(one.id) == folder)
    return next((one for one in here if one.id != course.id), None)


def _new_folder(name: str, root: Path) -> str:
    folder, number = name, 1
    while (root / folder).exists():
        number += 1
        folder = f"{name}-{number}"
    return folder


def _same(title: str, other: str) -> bool:
    return title.casefold().split() == other.casefold().split()
