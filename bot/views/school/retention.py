"""What stays of the questions, as admins see it: the least firm ones first."""

from __future__ import annotations

from bot.learning.school.retention import Recalled, Retention, together
from bot.views.pages import page
from bot.views.school import buttons as press
from bot.views.school import page_buttons
from bot.views.school.page_buttons import RetentionPage, StatisticsPage
from bot.views.school.screens import button, percent
from bot.views.screen import Button, Screen
from bot.views.shorten import shorten
from bot.views.words import Words

QUESTIONS = 10
"""Of a page."""
TITLE = 60
"""Characters of a question's title."""


def retention(words: Words, found: tuple[Retention, ...], number: int = 0) -> Screen:
    """`number`: of the page."""
    shown = page(found, number, QUESTIONS)
    text = words.render(
        "school/retention",
        all=_shares(together(found)),
        questions=[_question(one) for one in shown.entries],
        several=len({one.course.id for one in found}) > 1,
        page=shown.label,
    )
    turn = shown.turn(words, lambda number: page_buttons.pack(RetentionPage(number)))
    back = Button(words.word("school.back_to_statistics"), page_buttons.pack(StatisticsPage(0)))
    return Screen(text, (*turn, (back, button(words, "menu", press.OpenMenu()))), words=words)


def _question(one: Retention) -> dict[str, object]:
    return {
        "title": shorten(one.question.title, TITLE),
        "course": shorten(one.course.title, TITLE),
        "shares": _shares(one.found.after),
        "stuck": one.found.stuck,
        "learners": one.found.learners,
    }


def _shares(after: tuple[Recalled, ...]) -> list[int | None]:
    """In percent; None where nothing can be said."""
    return [None if one.share is None else percent(one.right, one.reviews) for one in after]
