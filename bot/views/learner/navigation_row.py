"""What every place's screen has: how far it is, and the way on."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from bot.learning.learner.learner import Pictures
from bot.learning.learner.standing import Standing
from bot.views.learner import report_buttons
from bot.views.learner.buttons import Back, Lessons, More, Next, ShowResult, pack
from bot.views.render import bar
from bot.views.screen import Button, ButtonStyle, Row
from bot.views.words import Words


class HowFar(NamedTuple):
    """The step's number in its lesson, of how many, and the lesson's title. `drawn`: as a bar as well."""

    number: int
    total: int
    lesson: str
    drawn: bool = True

    @property
    def values(self) -> dict[str, object]:
        """What templates need for the line "▰▰▱ 2 of 9 · The Docker Engine"."""
        return {
            "bar": bar(self.number, self.total) if self.drawn else "",
            "number": self.number,
            "total": self.total,
            "lesson": self.lesson,
        }


def how_far(standing: Standing, wish: Pictures) -> HowFar:
    spot = standing.spot
    lesson = standing.course.lessons[spot.lesson]
    return HowFar(spot.step + 1, len(lesson.steps), lesson.title, wish is not Pictures.WORDS)


class Here(NamedTuple):
    """A place as far as its screen shows it and its buttons carry it: `key` and `visit` are its mark."""

    key: str
    visit: int
    course_key: str
    far: HowFar
    at_start: bool
    ended: bool


def here(standing: Standing, wish: Pictures = Pictures.SHOWN) -> Here:
    """`wish`: whether a bar may be drawn."""
    mark, course, step = standing.mark, standing.course, standing.step
    at_start = step is not None and step is course.lessons[0].steps[0]
    return Here(mark.key, mark.visit, course.key, how_far(standing, wish), at_start, standing.ended)


def to_result(words: Words, course_key: str) -> Row:
    return (Button(words.word("learner.result"), pack(ShowResult(course_key))),)


def to_more(words: Words, place: Here) -> Row:
    """To the step's longer explanation."""
    return (Button(words.word("learner.more"), pack(More(place.key))),)


def on(words: Words, place: Here, onward: str) -> Row:
    """At a step: back, all lessons, and onward (with this word on it), where there is a way; last, so that
    no thumb meets it by chance, the one for mistakes."""
    back = () if place.at_start else (_back(words, place),)
    forward = _forward(words, place, onward)
    return (*back, _lessons(words, place.course_key), forward, _mistake(words, place.key))


def on_from_end(words: Words, place: Here, last: bool) -> tuple[Row, Row]:
    """At the end of a lesson, the last one or not: more words than a share of a phone's row can show."""
    onward = to_result(words, place.course_key) if last else (_forward(words, place, "next_lesson"),)
    return onward, (_back(words, place), _lessons(words, place.course_key))


def _back(words: Words, place: Here) -> Button:
    return Button(words.word("learner.back"), pack(Back(place.key, place.visit)))


def _forward(words: Words, place: Here, onward: str) -> Button:
    style = (
        ButtonStyle.PLAIN if onward == "skip" else ButtonStyle.ONWARD
    )  # an open question is to be answered first
    return Button(words.word(f"learner.{onward}"), pack(Next(place.key, place.visit)), style)


@lru_cache(maxsize=64)
def _lessons(words: Words, course_key: str) -> Button:
    return Button(words.word("learner.lessons"), pack(Lessons(course_key)))


@lru_cache(maxsize=4096)
def _mistake(words: Words, step_key: str) -> Button:
    return Button(words.word("school.report"), report_buttons.pack(report_buttons.ReportMistake(step_key)))
