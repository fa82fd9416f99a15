"""Of what is found, the section that tells it best comes first."""

from __future__ import annotations

from collections.abc import Mapping

from bot.course.library import Library
from bot.course.model import Course
from bot.learning.search.found import Seeker
from bot.tutor.search.search import Search
from tests.tutor.search.queries import FIRST_COURSE, GERMAN_COURSE

FIRST, AMONG_THREE = 0.85, 0.95
"""Shares of the queries."""


async def test_what_is_looked_for_in_the_first_course_comes_first(first_course: Library) -> None:
    assert len(FIRST_COURSE) >= 40
    await meets_the_shares(first_course, FIRST_COURSE)


async def test_umlauts_may_be_written_in_any_way(german: Course) -> None:
    await meets_the_shares(Library([german]), GERMAN_COURSE)


async def meets_the_shares(library: Library, queries: Mapping[str, str]) -> None:
    ranks = {query: await rank(library, query, right.split()) for query, right in queries.items()}
    amiss = {query: found for query, found in ranks.items() if found != 1}
    assert share(ranks, 3) >= AMONG_THREE, amiss
    assert share(ranks, 1) >= FIRST, amiss


def share(ranks: Mapping[str, int], most: int) -> float:
    return sum(0 < found <= most for found in ranks.values()) / len(ranks)


_searches: dict[int, Search] = {}


async def rank(library: Library, query: str, right: list[str]) -> int:
    """The place of a right section among those that are found, from 1; 0 where none is."""
    search = _searches.setdefault(id(library), Search(lambda: library))
    found = await search.find(query, Seeker(library.courses))
    ids = [step.step.id for step in found.sections]
    return min((ids.index(one) + 1 for one in right if one in ids), default=0)
