"""What `check` has found, for programs: JSON, and the commands by which GitHub marks lines of a change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bot.course.model import Course
from bot.course.reading.mistakes import Mistake, Note
from bot.views.course_messages import in_words

TEXT, GITHUB, JSON = "text", "github", "json"
FORMATS = (TEXT, GITHUB, JSON)


def annotation(mistake: Mistake) -> str:
    """One line that GitHub Actions shows beside the line of the file, from wherever `check` was started.

    https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands"""
    kind = "warning" if isinstance(mistake, Note) else "error"
    file = _property(_path(mistake.file))
    place = f"file={file},line={mistake.line},col={mistake.column}"
    return f"::{kind} {place}::{_data(in_words(mistake.message))}"


def as_json(found: tuple[Mistake, ...], courses: tuple[Course, ...]) -> str:
    """All of it as one object; `code` stays the same when words change."""
    return json.dumps(
        {"found": [*map(_entry, found)], "courses": [*map(_course, courses)]}, ensure_ascii=False
    )


def _entry(mistake: Mistake) -> dict[str, Any]:
    return {
        "severity": "note" if isinstance(mistake, Note) else "mistake",
        "file": _path(mistake.file),
        "line": mistake.line,
        "column": mistake.column,
        "code": mistake.message.code,
        "message": in_words(mistake.message),
    }


def _course(course: Course) -> dict[str, Any]:
    return {
        "id": course.id,
        "title": course.title,
        "lessons": len(course.lessons),
        "steps": sum(len(lesson.steps) for lesson in course.lessons),
        "questions": len(course.questions),
        "practice": sum(len(lesson.practice) for lesson in course.lessons),
    }


def _path(file: Path) -> str:
    return file.as_posix()


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
