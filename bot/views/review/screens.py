"""What a learner sees around a session of review: its end, that nothing is due, and what was set aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.course.keys import key
from bot.course.model import Course
from bot.learning.learner.learner import SESSION_SIZES, Learner
from bot.learning.review.outcome import CardsAside, NothingDue, SessionEnded, Upcoming
from bot.learning.time_zones import wall
from bot.views.learner import announcement_buttons
from bot.views.learner.buttons import Begin, CoursesPage
from bot.views.learner.buttons import pack as pack_of_lesson
from bot.views.pages import page
from bot.views.review.buttons import (
    BackToCard,
    ChooseSessionSize,
    ListAside,
    TakeUp,
    pack,
    to_review,
)
from bot.views.screen import Button, ButtonStyle, Row, Screen
from bot.views.words import Words

UTC = "UTC"
MISSED = 5
"""Questions that were not right, named at the end."""


@dataclass(frozen=True)
class _Day:
    """Cards that are due so many days from now, `first` to `last`; None: for ever."""

    first: int
    last: int | None
    cards: int


_SPANS = ((1, 1), (2, 7), (8, 30), (31, None))


def ended(words: Words, outcome: SessionEnded, learner: Learner, now: datetime) -> Screen:
    session, coming = outcome.session, outcome.upcoming
    left = not session.ended
    text = words.render(
        "review/ended",
        left=left,
        right=sum(one.is_right for one in session.answered),
        answered=len(session.answered),
        open=sum(one.is_open for one in session.cards),
        missed=[question.title for question in outcome.missed[:MISSED]],
        more_missed=len(outcome.missed[MISSED:]),
        more=coming.more,
        days=_days(coming.moments, now, learner.time_zone or UTC),
        aside=coming.aside,
    )
    on: Row = ()
    if left:
        back = BackToCard(session.number, session.position)
        on = (Button(words.word("review.resume"), pack(back), ButtonStyle.ONWARD),)
    elif coming.more:
        on = to_review(words, "more")
    return Screen(
        text, (*([on] if on else []), *_around(words, coming, outcome.course, first=not on)), words=words
    )


def nothing(words: Words, outcome: NothingDue, learner: Learner, now: datetime) -> Screen:
    moments, zone = outcome.upcoming.moments, learner.time_zone or UTC
    first = moments[0] if moments else None
    text = words.render(
        "review/nothing",
        days=None if first is None else _days_from(now, first, zone),
        on=first and words.formats.day(first, zone),
        cards=sum(_days_from(now, moment, zone) == _days_from(now, moments[0], zone) for moment in moments),
        aside=outcome.upcoming.aside,
    )
    return Screen(text, _around(words, outcome.upcoming, outcome.course, first=True), words=words)


def aside(words: Words, outcome: CardsAside) -> Screen:
    """The cards that were set aside, each with a button that takes it up again."""
    shown = page(outcome.cards, outcome.page)
    lines = [question.title for _, question in shown.entries]
    text = words.render("review/aside", cards=lines, before=shown.first, page=shown.label)
    rows = [
        (
            Button(
                words.word("review.take_up", title=question.title),
                pack(TakeUp(key(*card.id), shown.number)),
            ),
        )
        for card, question in shown.entries
    ]
    turn = shown.turn(words, lambda number: pack(ListAside(number)))
    return Screen(text, (*rows, *turn, to_review(words)), words=words)


def sizes(words: Words, learner: Learner) -> Screen:
    """How many cards a session may have, to choose from."""
    buttons = []
    for size in SESSION_SIZES:
        dot = words.word("chosen" if learner.session_size == size else "not_chosen")
        buttons.append(Button(f"{dot} {size}", pack(ChooseSessionSize(size))))
    back = Button(words.word("learner.back"), announcement_buttons.pack(announcement_buttons.ShowSettings()))
    return Screen(words.render("review/sizes"), (tuple(buttons), (back,)), words=words)


def _around(words: Words, coming: Upcoming, course: Course | None, *, first: bool) -> tuple[Row, ...]:
    """On in the course, and to what was set aside. `first`: that is the way on."""
    style = ButtonStyle.ONWARD if first else ButtonStyle.PLAIN
    label = words.word("learner.resume_course", course=course.title) if course else ""
    on = Button(label, pack_of_lesson(Begin(course.key)), style) if course else _all_courses(words)
    if not coming.aside:
        return ((on,),)
    return (on,), (Button(words.word("review.list_aside", count=coming.aside), pack(ListAside(0))),)


def _all_courses(words: Words) -> Button:
    return Button(words.word("learner.all_courses"), pack_of_lesson(CoursesPage(0)))


def _days(moments: Iterable[datetime], now: datetime, zone: str) -> list[_Day]:
    """How much comes when, after today."""
    ahead = [_days_from(now, moment, zone) for moment in moments]
    spans = [
        _Day(first, last, sum(first <= days and (last is None or days <= last) for days in ahead))
        for first, last in _SPANS
    ]
    return [span for span in spans if span.cards]


def _days_from(now: datetime, moment: datetime, zone: str) -> int:
    """As the learner's calendar counts them: 1 is tomorrow."""
    return (wall(moment, zone).date() - wall(now, zone).date()).days
