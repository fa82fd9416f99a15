"""What of a course can be found: a document for each section, question and term."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.course.model import Course, Question, Section, Step, Term
from bot.course.plain_text import plain_text
from bot.learning.search.found import FoundTerm
from bot.learning.search.terms import taught_in, term_key
from bot.learning.search.words import as_written_otherwise


class DocumentKind(StrEnum):
    SECTION = "section"
    QUESTION = "question"
    TERM = "term"


@dataclass(frozen=True)
class Document:
    """Plain text, on one line each. `key`: the step's, or the term's. `terms`: those that it teaches. `body`
    may be quoted, `more` is only looked into."""

    kind: DocumentKind
    course_id: str
    key: str
    title: str
    terms: str
    body: str
    more: str = ""


@dataclass(frozen=True)
class Findable:
    """What can be found of a course; `terms` are those of its glossary, by their keys."""

    course: Course
    documents: tuple[Document, ...]
    terms: Mapping[str, FoundTerm]


def findable(course: Course) -> Findable:
    """Of a question only what it asks: who looks for its words shall not find its answer. Questions for
    practice alone are kept for review."""
    terms = {term_key(course, one): FoundTerm(course, one, taught_in(course, one)) for one in course.glossary}
    taught: dict[str, list[Term]] = {}
    for found in terms.values():
        if found.taught:
            taught.setdefault(found.taught.id, []).append(found.term)
    steps = (step for lesson in course.lessons for step in lesson.steps)
    documents = (*_terms(course), *(_of_step(course, step, taught.get(step.id, [])) for step in steps))
    return Findable(course, documents, terms)


def _terms(course: Course) -> Iterator[Document]:
    for term in course.glossary:
        meaning = _line(term.meaning)
        key, more = term_key(course, term), as_written_otherwise(f"{term.term} {meaning}")
        yield Document(DocumentKind.TERM, course.id, key, term.term, term.term, meaning, more)


def _of_step(course: Course, step: Step, terms: list[Term]) -> Document:
    key = course.step_key(step.id)
    match step:
        case Section():
            rest = (step.note, step.warning, step.more, step.picture and step.picture.description)
            meanings = (term.meaning for term in terms)
            more = " ".join(_line(part) for part in (*rest, *meanings) if part)
            title, body, names = _line(step.title), _line(step.text), " · ".join(term.term for term in terms)
            more = f"{more} {as_written_otherwise(f'{title} {body} {names} {more}')}".strip()
            return Document(DocumentKind.SECTION, course.id, key, title, names, body, more)
        case Question():
            title, body = _line(step.title), _line(step.prompt)
            more = as_written_otherwise(f"{title} {body}")
            return Document(DocumentKind.QUESTION, course.id, key, title, "", body, more)


def _line(markdown: str) -> str:
    """The text without control characters: they mark what was found."""
    return "".join(char for char in plain_text(markdown) if char.isprintable())
