"""What finding something takes, in one course and in many, and what their index takes to make."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median, quantiles

from bot.course.library import Library
from bot.course.model import Course
from bot.course.reading.loader import load_library
from bot.learning.search.found import Seeker
from bot.tutor.search.search import Search
from tests.tutor.search.queries import FIRST_COURSE

COURSES = (1, 20)
CONTENT = Path(__file__).parents[2] / "content"


@dataclass(frozen=True)
class Found:
    """Milliseconds: to make the index; for a query, in the middle and for the slowest in twenty."""

    courses: int
    index: float
    query: float
    slow: float


def run(rounds: int, sizes: tuple[int, ...], as_json: bool) -> None:
    """Prints a line for each size; as the last line, if wished, a JSON object."""
    found = [asyncio.run(_measured(rounds, size)) for size in sizes]
    for one in found:
        print(
            f"{one.courses:>4} courses: {one.query:.2f} ms a query, {one.slow:.2f} ms the slowest in twenty;"
            f" {one.index:.0f} ms to make the index"
        )
    if as_json:
        print(json.dumps([vars(one) for one in found]))


async def _measured(rounds: int, size: int) -> Found:
    library = Library(_courses(size))
    search = Search(lambda: library)
    index = await _milliseconds(search.prepare())
    seeker, times = Seeker(library.courses), []
    for _ in range(rounds):
        times += [await _milliseconds(search.find(query, seeker)) for query in FIRST_COURSE]
    return Found(size, index, median(times), quantiles(times, n=20)[-1])


async def _milliseconds(work: object) -> float:
    begin = time.perf_counter()
    await work  # type: ignore[misc]
    return (time.perf_counter() - begin) * 1000


def _courses(size: int) -> list[Course]:
    """The first course, so many times."""
    loaded = load_library(CONTENT)
    assert isinstance(loaded, Library), loaded
    return [replace(loaded.courses[0], id=f"course-{number}") for number in range(size)]
