"""What was found, each with a button that opens it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from bot.learning.learner.overview import Overview
from bot.learning.search.found import FOUND, FOUND_END, FoundStep, FoundTerm, OpenQuestion, SearchResults
from bot.learning.search.terms import term_key
from bot.views.learner.screens import back_to_course
from bot.views.render import course_text, course_words
from bot.views.review.buttons import to_review
from bot.views.screen import Button, Row, Screen
from bot.views.search.buttons import LookAt, OpenTerm, pack
from bot.views.split_html import escaped
from bot.views.words import Words


@dataclass(frozen=True)
class Asked:
    """What was written, by whom; `waiting`: the questions that are open for them."""

    text: str
    overview: Overview
    waiting: tuple[OpenQuestion, ...] = ()


def results(words: Words, found: SearchResults, asked: Asked) -> Screen:
    several = len(asked.overview.courses) > 1
    steps = (*found.sections, *found.questions)
    text = words.render(
        "search/results",
        asked=asked.text,
        instead=" ".join(found.instead),
        elsewhere=found.elsewhere,
        waiting=[one.question.title for one in asked.waiting],
        held=any(not step.excerpt for step in steps),
        terms=[_term(term, several) for term in found.terms],
        steps=[_step(step, number, several) for number, step in enumerate(steps, 1)],
    )
    terms = [_to_term(words, term) for term in found.terms]
    looks = [_to_step(step, number) for number, step in enumerate(steps, 1)]
    return Screen(text, (*looks, *terms, *ways_back(words, asked)), words=words)


def nothing(words: Words, asked: Asked) -> Screen:
    return Screen(words.render("search/nothing", asked=asked.text), ways_back(words, asked), words=words)


def ask(words: Words, overview: Overview, inline_name: str) -> Screen:
    """What to write behind /find, and with the bot's @username in other chats, if there is such a way."""
    return Screen(
        words.render("search/ask", inline_name=inline_name), back_to_course(words, overview), words=words
    )


def ways_back(words: Words, asked: Asked) -> tuple[Row, ...]:
    """To the course, and to the card that waits in the review."""
    reviewing = any(one.is_card for one in asked.waiting)
    to_card = (to_review(words, "resume"),) if reviewing else ()
    return *to_card, *back_to_course(words, asked.overview)


def excerpt_html(excerpt: str) -> Markup:
    """The marks around the words that were found, as bold."""
    html = escaped(excerpt).replace(FOUND, "<b>").replace(FOUND_END, "</b>")
    return Markup(html)  # noqa: S704 - escaped before


def _term(found: FoundTerm, several: bool) -> dict[str, object]:
    return {
        "term": found.term.term,
        "meaning": course_text(found.term.meaning),
        "taught": found.taught and course_words(found.taught.title),
        "course": found.course.title if several else "",
    }


def _step(found: FoundStep, number: int, several: bool) -> dict[str, object]:
    return {
        "number": number,
        "title": found.step.title,
        "excerpt": excerpt_html(found.excerpt),
        "where": f"{found.course.title} · {found.lesson.title}" if several else found.lesson.title,
        "question": found.is_question,
    }


def _to_term(words: Words, found: FoundTerm) -> Row:
    data = OpenTerm(found.course.key, term_key(found.course, found.term), apart=True)
    return (Button(words.word("search.in_glossary", term=found.term.term), pack(data)),)


def _to_step(found: FoundStep, number: int) -> Row:
    return (Button(f"{number}. {found.step.title}", pack(LookAt(found.course.step_key(found.step.id)))),)
