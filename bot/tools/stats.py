"""What `stats` prints and `export` writes: the school's numbers, with or without a bot at work."""

from __future__ import annotations

import html
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from bot.course.library import Library
from bot.course.model import Course
from bot.settings import Settings
from bot.storage.database import Reader
from bot.storage.engine import open_database
from bot.storage.errors import DatabaseError
from bot.storage.schema import SchemaTooNewError
from bot.tutor.school.statistics import EXPORTS, summary, what_stays, write_csv
from bot.views.formats import counted
from bot.views.languages import ENGLISH
from bot.views.school.retention import retention
from bot.views.school.screens import statistics
from bot.views.words import words_for

KINDS = tuple(kind.value for kind in EXPORTS)
"""What `export` can write."""


class StatsError(Exception):
    """They cannot be had; the message is one line that names the setting to look at."""


async def stats(settings: Settings, library: Library) -> str:
    """The numbers as text, a line each. Raises StatsError."""
    with _one_line():
        async with _opened(settings) as database:
            numbers = await summary(database, library.courses, datetime.now(UTC))
            stays = await what_stays(database, library.courses)
    words = words_for(ENGLISH)
    text = f"{statistics(words, *numbers).text}\n\n{retention(words, stays).text}"
    return html.unescape(re.sub(r"</?[a-z]+>", "", text))


def size(course: Course) -> str:
    """How large a course is: "3 lessons, 46 steps, 5 questions, 12 checks, 42 questions for practice"."""
    checks = sum(question.check for question in course.questions)
    practice = sum(len(lesson.practice) for lesson in course.lessons)
    parts = [
        counted(len(course.lessons), "lesson"),
        counted(len(course.spots), "step"),
        counted(len(course.questions) - checks, "question"),
        *([counted(checks, "check")] if checks else []),
        *([counted(practice, "question") + " for practice"] if practice else []),
    ]
    return ", ".join(parts)


async def export(settings: Settings, kind: str, path: Path) -> str:
    """Writes a CSV file without names; how many rows it has below its head: "1 row". Raises StatsError,
    OSError."""
    with _one_line():
        async with _opened(settings) as database:
            with _new(path) as file:
                return counted(await write_csv(database, EXPORTS[KINDS.index(kind)], file), "row")


@contextmanager
def _new(path: Path) -> Iterator[TextIO]:
    """A new file; it is taken away again if it could not be written to its end, as half of it looks whole."""
    file = path.open("x", encoding="utf-8", newline="")
    try:
        with file:
            yield file
    except BaseException:
        path.unlink()
        raise


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except (SchemaTooNewError, DatabaseError) as error:
        raise StatsError(f"DATABASE_URL: {error}") from None


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Reader]:
    """The database, with the tables of today."""
    database = await open_database(settings.database)
    try:
        yield database
    finally:
        await database.close()
