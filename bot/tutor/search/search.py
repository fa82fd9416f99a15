"""Finding what is taught. Nothing of what people look for is kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.course.languages import Codes
from bot.course.library import Library, StepFound
from bot.course.model import Course, Lesson
from bot.learning.search.documents import DocumentKind, Findable, findable
from bot.learning.search.found import (
    FoundStep,
    FoundTerm,
    SearchResults,
    Seeker,
    is_all,
    is_whole,
    names_term,
)
from bot.learning.search.words import Pattern, SearchWords, choices, search_words
from bot.storage.sqlite.full_text import SearchHit, SearchIndex

MOST_HITS = 40
TERMS, STEPS, QUESTIONS = 2, 4, 2
"""Of each that are given: more would not fit a phone's screen, and what is sought comes first."""


@dataclass(frozen=True)
class _Built:
    """An index, and what it was made from; `terms` by their keys."""

    library: Library
    index: SearchIndex
    terms: Mapping[str, FoundTerm]


class Search:
    """The index follows the library: where other courses are taught, it is made anew, in a thread."""

    def __init__(self, library: Callable[[], Library]) -> None:
        self.library = library
        self._built: dict[tuple[str, ...], _Built] = {}
        """By the languages of the courses: those that somebody has read in since they were published."""
        self._findable: dict[tuple[str, str], Findable] = {}
        """By the course's id and language: most courses stay when one is published."""
        self._building = asyncio.Lock()

    def step(self, key: str, reads: Codes = ()) -> StepFound | None:
        """As who reads these languages reads it, the best first."""
        return self.library().read_by(reads).step_by_key(key)

    async def find(self, text: str, seeker: Seeker, all_words: bool = False) -> SearchResults:
        """What fits, in the courses that the seeker takes, or else in the others. `all_words`: nothing,
        unless something has all that was written. Raises DatabaseError."""
        words = search_words(text)
        if not words.words:
            return SearchResults()
        built = await self._ready(seeker.reads)
        return await asyncio.to_thread(_find, built, words, seeker, all_words)

    async def prepare(self) -> None:
        """Makes the index, unless it is there. Raises DatabaseError."""
        await self._ready()

    async def _ready(self, reads: Codes = ()) -> _Built:
        async with self._building:
            library = self.library().read_by(reads)
            languages = tuple(course.language for course in library.courses)
            built = self._built.get(languages)
            if built is None or built.library is not library:
                built = self._built[languages] = await asyncio.to_thread(self._build, library)
            return built

    def _build(self, library: Library) -> _Built:
        every = tuple(map(self._findable_in, library.courses))
        terms = {key: term for one in every for key, term in one.terms.items()}
        return _Built(library, SearchIndex(doc for one in every for doc in one.documents), terms)

    def _findable_in(self, course: Course) -> Findable:
        known = self._findable.get((course.id, course.language))
        if known is None or known.course is not course:
            known = self._findable[course.id, course.language] = findable(course)
        return known


def _find(built: _Built, words: SearchWords, seeker: Seeker, all_words: bool) -> SearchResults:
    corrected = _corrected(built.index, words)
    instead = corrected.words if corrected.words != words.words else ()
    for elsewhere, courses in enumerate((seeker.own, seeker.others)):
        hits = built.index.find(corrected.choices, [course.id for course in courses], MOST_HITS, all_words)
        found = _sorted(built, corrected, hits, seeker)
        if not found.nothing:
            return replace(found, instead=instead, elsewhere=bool(elsewhere))
    return SearchResults()


def _corrected(index: SearchIndex, words: SearchWords) -> SearchWords:
    """Where a word is in no document, the likeliest one that is; two words may be one there."""
    pairs = []
    for word, meant in zip(words.words, words.choices, strict=True):
        like = () if index.known(meant) else index.like(word)
        pairs.append((like[0], choices(like[0])) if like else (word, meant))
    found, meant_by = [word for word, _ in pairs], [meant for _, meant in pairs]
    for i, two in enumerate(pairwise(words.words)):
        joined = Pattern("".join(two))
        if index.known((joined,)):
            meant_by[i], meant_by[i + 1] = (*meant_by[i], joined), (*meant_by[i + 1], joined)
    return replace(words, words=tuple(found), choices=tuple(meant_by))


def _sorted(built: _Built, words: SearchWords, hits: Sequence[SearchHit], seeker: Seeker) -> SearchResults:
    terms = _terms(built, words, hits, seeker)
    steps = [(hit, step) for hit in hits if (step := _step(built.library, hit, seeker))]
    sections = [(hit, step) for hit, step in steps if not step.is_question]
    questions = [(hit, step) for hit, step in steps if step.is_question]
    if terms and is_all(words, terms[0].term):
        sections.sort(key=lambda pair: pair[1].step is not terms[0].taught)

    def quoted(hit: SearchHit, step: FoundStep) -> FoundStep:
        held = seeker.holding(step.step)
        return step if held else replace(step, excerpt=built.index.excerpt(words.choices, hit))

    return SearchResults(
        terms[:TERMS],
        tuple(quoted(*pair) for pair in sections[: STEPS - len(terms[:1])]),
        tuple(quoted(*pair) for pair in questions[: QUESTIONS - len(terms[:1])]),
    )


def _terms(
    built: _Built, words: SearchWords, hits: Sequence[SearchHit], seeker: Seeker
) -> tuple[FoundTerm, ...]:
    """Those that were named: alone the one that is all that was looked for. Where none was, the one whose
    meaning fits best, if that fits better than any step, and no open question may be asking for it."""
    of_terms = [hit for hit in hits if hit.kind is DocumentKind.TERM]
    named = [term for hit in of_terms if names_term(words, (term := built.terms[hit.key]).term)]
    exact = [one for one in named if is_all(words, one.term) and is_whole(words, one.term)]
    first = [built.terms[hit.key] for hit in of_terms if hit is hits[0]]
    best = [term for term in first if not seeker.holding(term.taught)]
    return tuple(exact or sorted(named, key=lambda one: not is_all(words, one.term)) or best)


def _step(library: Library, hit: SearchHit, seeker: Seeker) -> FoundStep | None:
    """None for what is no step, or the very question that waits for its answer."""
    found = library.step_by_key(hit.key) if hit.kind is not DocumentKind.TERM else None
    if found is None or seeker.is_asked(found.step):
        return None
    return FoundStep(found.course, lesson_of(found.course, found.step.id), found.step)


def lesson_of(course: Course, step_id: str) -> Lesson:
    return course.lessons[course.spots[step_id].lesson]
