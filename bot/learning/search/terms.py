"""A course's glossary: by letter, and where each of its terms is taught."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.course.keys import key
from bot.course.model import Course, Section, Term
from bot.course.plain_text import bold_texts, plain_text
from bot.learning.search.words import content_words, fold, stem, words_in

OTHER = "#"
"""The letter of what begins with none."""


def term_key(course: Course, term: Term) -> str:
    return key(course.id, "term", term.original or term.term)


def letter_key(letter: str) -> str:
    return key("letter", letter, size=4)


def find_term(course: Course, key_: str) -> Term | None:
    return next((term for term in course.glossary if term_key(course, term) == key_), None)


def by_letter(course: Course) -> dict[str, tuple[Term, ...]]:
    """Letter -> its terms, both in alphabetical order; what begins with none comes first."""
    found: dict[str, list[Term]] = {}
    for term in sorted(course.glossary, key=lambda term: fold(term.term)):
        found.setdefault(letter_of(term), []).append(term)
    order = sorted(found, key=lambda letter: (letter != OTHER, letter))
    return {letter: tuple(found[letter]) for letter in order}


def letter_of(term: Term) -> str:
    first = fold(term.term.strip())[:1].upper()
    return first if first.isalpha() else OTHER


@lru_cache(maxsize=4096)
def forms(text: str) -> frozenset[str]:
    """The stems of its words, but for the small ones."""
    return frozenset(map(stem, content_words(text)))


def taught_in(course: Course, term: Term) -> Section | None:
    """The section that teaches the term: that which has it as its title, or prints it in bold, or has it in
    its title, or names it at all; of several the one that names it most, and of those the first."""
    best = max(_sections(course), key=lambda section: _teaches(section, term.term), default=None)
    return best if best and _teaches(best, term.term) > (0, 0) else None


def _sections(course: Course) -> Iterator[Section]:
    return (step for lesson in course.lessons for step in lesson.steps if isinstance(step, Section))


def _teaches(section: Section, term: str) -> tuple[int, int]:
    """How plainly, and how often it names it."""
    wanted, title = forms(term), forms(section.title)
    named = _times_named(section, term)
    in_bold = any(forms(text) == wanted for text in _bold(section))
    if wanted == title:
        return (4 if in_bold else 3), named
    if in_bold:
        return 2, named
    return int(wanted <= title), named


@lru_cache(maxsize=4096)
def _bold(section: Section) -> tuple[str, ...]:
    return tuple(text for part in _parts(section) for text in bold_texts(part))


def _times_named(section: Section, term: str) -> int:
    pattern = r"\W+".join(re.escape(stem(word)) + r"\w{0,5}" for word in words_in(term))
    return len(re.findall(rf"\b{pattern}\b", _folded(section))) if pattern else 0


@lru_cache(maxsize=4096)
def _folded(section: Section) -> str:
    """Its whole text."""
    return fold(plain_text("\n\n".join((section.title, *_parts(section)))))


def _parts(section: Section) -> tuple[str, ...]:
    parts = (section.text, section.note, section.warning, section.more)
    return tuple(part for part in parts if part)
