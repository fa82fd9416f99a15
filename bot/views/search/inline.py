"""What "@bot words" offers in any chat: a section's first lines, a term, a question, each with a link that
opens it in private. All see what is posted, so nothing in it is about who posts it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from bot.course.model import Question, Section
from bot.learning.search.found import FoundStep, FoundTerm, SearchResults
from bot.learning.search.terms import term_key
from bot.views.deep_links import Links, LookLink, TermLink
from bot.views.render import course_text, course_words
from bot.views.screen import LinkButton, Row
from bot.views.shorten import shorten
from bot.views.split_html import escaped
from bot.views.words import Words

FIRST_LINES = 400
"""Characters of a section, or of a question, that are posted."""

ABOUT = 90
"""Characters below a title in the list."""


@dataclass(frozen=True)
class InlineResult:
    """`title` and `about`: plain text, for the list. `text`: Telegram HTML, for the message that it becomes,
    with the `rows` below it."""

    id: str
    title: str
    about: str
    text: str
    rows: tuple[Row, ...]


def offers(words: Words, found: SearchResults, links: Links) -> tuple[InlineResult, ...]:
    terms = [_of_term(words, term, links) for term in found.terms]
    return (*terms, *(_of_step(words, step, links) for step in (*found.sections, *found.questions)))


def _of_term(words: Words, found: FoundTerm, links: Links) -> InlineResult:
    key_ = term_key(found.course, found.term)
    text = words.render(
        "search/shared_term",
        term=found.term.term,
        meaning=course_text(found.term.meaning),
        course=found.course.title,
    )
    about = shorten(course_words(found.term.meaning), ABOUT)
    link = LinkButton(words.word("search.open_term"), links.to(TermLink(found.course.key, key_)))
    return InlineResult(f"t{key_}", found.term.term, about, text, ((link,),))


def _of_step(words: Words, found: FoundStep, links: Links) -> InlineResult:
    step, step_key = found.step, found.course.step_key(found.step.id)
    text = words.render(
        "search/shared_step",
        title=step.title,
        lines=_first_lines(step),
        course=found.course.title,
        lesson=found.lesson.title,
    )
    is_question = isinstance(step, Question)
    word = "search.open_question" if is_question else "search.open_section"
    about = " · ".join((*([words.word("search.question")] if is_question else []), found.lesson.title))
    link = LinkButton(words.word(word), links.to(LookLink(step_key)))
    return InlineResult(f"s{step_key}", step.title, shorten(about, ABOUT), text, ((link,),))


def _first_lines(step: Section | Question) -> Markup:
    """As many whole paragraphs as there is room for; of a first one that is too long, its beginning."""
    text = step.text if isinstance(step, Section) else step.prompt
    lines, *more = str(course_text(text)).split("\n\n")
    if len(lines) > FIRST_LINES:
        return Markup(escaped(shorten(course_words(text), FIRST_LINES)))  # noqa: S704 - escaped
    for line in more:
        if len(lines) + len(line) > FIRST_LINES:
            lines = f"{lines}\n…"
            break
        lines = f"{lines}\n\n{line}"
    return Markup(lines)  # noqa: S704 - what course_text made
