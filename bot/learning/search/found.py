"""What was found: steps and terms, in the order in which they fit; and for whom."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.languages import Codes
from bot.course.model import Course, Lesson, Question, Section, Step, Term
from bot.learning.learner.overview import Overview
from bot.learning.learner.place import Answering
from bot.learning.search.terms import forms
from bot.learning.search.words import Pattern, SearchWords, stem

FOUND, FOUND_END = "\x02", "\x03"
"""Stand around each word that was found in an excerpt."""


@dataclass(frozen=True)
class OpenQuestion:
    """A question that waits for the learner's answer, as the course has it, and its lesson. `is_card`: it is
    one of the review."""

    question: Question
    lesson: Lesson
    is_card: bool = False


@dataclass(frozen=True)
class Seeker:
    """Who is looking: the courses they take, then the others that they may see. `waiting`: the questions that
    are open for them, in a lesson and in the review. Nothing is told at length that these lessons teach.
    `reads`: the languages that they read courses in, the best first."""

    own: tuple[Course, ...]
    others: tuple[Course, ...] = ()
    waiting: tuple[OpenQuestion, ...] = ()
    reads: Codes = ()

    def holding(self, step: Step | None) -> OpenQuestion | None:
        """The question to which the step could give the answer away."""
        return next((one for one in self.waiting if step in one.lesson.steps), None)

    def is_asked(self, step: Step) -> bool:
        return any(step is one.question for one in self.waiting)


def seeker(overview: Overview, card: OpenQuestion | None = None) -> Seeker:
    """Who has begun no course may find all of them. `card`: the one that is open in their review."""
    own = tuple(standing.course for standing in overview.standings)
    others = tuple(course for course in overview.courses if course not in own)
    standing = overview.standing(overview.current) if overview.current else None
    step = standing.step if standing and isinstance(standing.place, Answering) else None
    asked = OpenQuestion(step, standing.lesson) if standing and isinstance(step, Question) else None
    waiting = tuple(filter(None, (asked, card)))
    return Seeker(own, others, waiting) if own else Seeker(others, waiting=waiting)


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
