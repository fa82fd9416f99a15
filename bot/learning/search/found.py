"""What was found: steps and terms, in the order in which they fit; and for whom."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.model import Course, Lesson, Question, Section, Step, Term
from bot.learning.learner.overview import Overview
from bot.learning.learner.place import Answering
from bot.learning.search.terms import forms
from bot.learning.search.words import Pattern, SearchWords, stem

FOUND, FOUND_END = "\x02", "\x03"
"""Stand around each word that was found in an excerpt."""


@dataclass(frozen=True)
class Seeker:
    """Who is looking: the courses they take, then the others that they may see. `asked`: the question that
    is open and waits for them, in the lesson `asking`."""

    own: tuple[Course, ...]
    others: tuple[Course, ...] = ()
    asking: Lesson | None = None
    asked: Question | None = None


def seeker(overview: Overview) -> Seeker:
    """Who has begun no course may find all of them."""
    own = tuple(standing.course for standing in overview.standings)
    others = tuple(course for course in overview.courses if course not in own)
    standing = overview.standing(overview.current) if overview.current else None
    step = standing.step if standing and isinstance(standing.place, Answering) else None
    asked = step if isinstance(step, Question) else None
    asking = standing.lesson if standing and asked else None
    return Seeker(own, others, asking, asked) if own else Seeker(others)


@dataclass(frozen=True)
class FoundTerm:
    """A term of a glossary, and the section that teaches it, if one does."""

    course: Course
    term: Term
    taught: Section | None


@dataclass(frozen=True)
class FoundStep:
    """`excerpt`: plain text, with marks around the words that were found; "" where nothing may be quoted, as
    it is from the lesson that asks the learner just now."""

    course: Course
    lesson: Lesson
    step: Step
    excerpt: str = ""

    @property
    def is_question(self) -> bool:
        return isinstance(self.step, Question)


@dataclass(frozen=True)
class SearchResults:
    """`instead`: the words that were looked for, where what was written is found nowhere. `elsewhere`: it is
    not from the learner's own courses."""

    terms: tuple[FoundTerm, ...] = ()
    sections: tuple[FoundStep, ...] = ()
    questions: tuple[FoundStep, ...] = ()
    instead: tuple[str, ...] = ()
    elsewhere: bool = False

    @property
    def nothing(self) -> bool:
        return not (self.terms or self.sections or self.questions)


def names_term(words: SearchWords, term: Term) -> bool:
    """Whether all words of the term were looked for; the last one may be unfinished."""
    wanted = forms(term.term)
    return bool(wanted) and all(
        any(_fits(pattern, form) for choices in words.choices for pattern in choices) for form in wanted
    )


def is_all(words: SearchWords, term: Term) -> bool:
    """Whether nothing but this term was looked for."""
    return names_term(words, term) and len(forms(term.term)) >= len(words.words)


def is_whole(words: SearchWords, term: Term) -> bool:
    """Whether the term was written to its end."""
    return forms(term.term) <= {stem(word) for word in words.words}


def _fits(pattern: Pattern, form: str) -> bool:
    return form.startswith(pattern.text) if pattern.begins else form in (pattern.text, *forms(pattern.text))
