"""The glossary: its letters, the terms of one, and a term with its meaning and where it is taught."""

from __future__ import annotations

from collections.abc import Iterable

from bot.course.model import Course, Term
from bot.learning.search.terms import by_letter, letter_key, letter_of, taught_in, term_key
from bot.views.pages import Page, page
from bot.views.render import course_text, course_words
from bot.views.screen import Button, Row, Screen
from bot.views.search.buttons import LookAt, OpenGlossary, OpenLetter, OpenTerm, pack
from bot.views.search.results import Asked, ways_back
from bot.views.shorten import shorten
from bot.views.words import Words

LETTERS_IN_A_ROW, TERMS_IN_A_ROW = 6, 2

LINE = 150
"""Characters of terms that are named behind a letter, before the rest is left to its page."""


MEANING = 150
"""Characters of a meaning in the list of a letter, so that a page of it fits one message."""


def glossary(words: Words, course: Course, asked: Asked, number: int = 0) -> Screen:
    """A page of its letters, counted from 0."""
    letters = by_letter(course)
    shown = page(tuple(letters), number)
    lines = [
        {"letter": letter, "terms": shorten(" · ".join(term.term for term in letters[letter]), LINE)}
        for letter in shown.entries
    ]
    text = words.render("search/glossary", course=course.title, letters=lines, page=shown.label)
    buttons = [Button(letter, _to_letter(course, letters[letter], letter)) for letter in shown.entries]
    turn = shown.turn(words, lambda number: pack(OpenGlossary(course.key, number)))
    rows = (*_in_rows(buttons, LETTERS_IN_A_ROW), *turn, *ways_back(words, asked))
    return Screen(text, rows, words=words)


def terms_of_letter(words: Words, course: Course, key: str, asked: Asked, number: int = 0) -> Screen:
    """A page of the terms that begin with the letter of this key; the letters, where there is none (any
    more)."""
    for letter, terms in by_letter(course).items():
        if letter_key(letter) == key:
            return _letter(words, course, letter, page(terms, number))
    return glossary(words, course, asked)


def term(words: Words, course: Course, shown: Term, asked: Asked) -> Screen:
    taught = taught_in(course, shown)
    lesson = course.lessons[course.spots[taught.id].lesson] if taught else None
    text = words.render(
        "search/term",
        term=shown.term,
        meaning=course_text(shown.meaning),
        taught=taught and taught.title,
        lesson=lesson and lesson.title,
    )
    letter = letter_of(shown)
    rows: list[Row] = []
    if taught:
        label = words.word("search.to_step", title=taught.title)
        rows.append((Button(label, pack(LookAt(course.step_key(taught.id)))),))
    others = len(by_letter(course)[letter]) > 1
    to_letter = (Button(letter, _to_page(course, letter)),) if others else ()
    rows.append((*to_letter, _to_glossary(words, course)))
    return Screen(text, (*rows, *ways_back(words, asked)), words=words)


def _letter(words: Words, course: Course, letter: str, shown: Page[Term]) -> Screen:
    entries = [
        {"term": term.term, "meaning": shorten(course_words(term.meaning), MEANING)} for term in shown.entries
    ]
    text = words.render("search/letter", letter=letter, terms=entries, page=shown.label)
    buttons = [Button(one.term, _to_term(course, one)) for one in shown.entries]
    turn = shown.turn(words, lambda number: pack(OpenLetter(course.key, letter_key(letter), number)))
    return Screen(
        text, (*_in_rows(buttons, TERMS_IN_A_ROW), *turn, (_to_glossary(words, course),)), words=words
    )


def _to_letter(course: Course, terms: tuple[Term, ...], letter: str) -> str:
    """Where there is but one, to the term itself."""
    return _to_term(course, terms[0]) if len(terms) == 1 else _to_page(course, letter)


def _to_page(course: Course, letter: str) -> str:
    return pack(OpenLetter(course.key, letter_key(letter), 0))


def _to_term(course: Course, one: Term) -> str:
    return pack(OpenTerm(course.key, term_key(course, one), apart=False))


def _to_glossary(words: Words, course: Course) -> Button:
    return Button(words.word("search.all_letters"), pack(OpenGlossary(course.key, 0)))


def _in_rows(buttons: Iterable[Button], size: int) -> tuple[Row, ...]:
    every = tuple(buttons)
    return tuple(every[i : i + size] for i in range(0, len(every), size))
