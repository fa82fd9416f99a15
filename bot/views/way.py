"""What every place's screen has: how far it is, and the way on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from bot.learning.standing import Standing
from bot.views import report_buttons
from bot.views.buttons import Back, Lessons, Next, pack
from bot.views.render import bar, word
from bot.views.screen import Button, Row


@dataclass(frozen=True)
class HowFar:
    """The step's number in its lesson, of how many, and the lesson's title."""

    number: int
    total: int
    lesson: str

    @property
    def values(self) -> dict[str, object]:
        """What templates need for the line "▰▰▱ 2 of 9 · The Docker Engine"."""
        return {
            "bar": bar(self.number, self.total),
            "number": self.number,
            "total": self.total,
            "lesson": self.lesson,
        }


def how_far(standing: Standing) -> HowFar:
    lesson = standing.lesson
    return HowFar(standing.step_number, len(lesson.steps), lesson.title)


@dataclass(frozen=True)
class Here:
    """A place as far as its screen shows it and its buttons carry it: `key` and `visit` are its mark."""

    key: str
    visit: int
    course_key: str
    far: HowFar
    at_step: bool
    at_start: bool


def here(standing: Standing) -> Here:
    mark, course, step = standing.mark, standing.course, standing.step
    at_start = step is not None and step is course.lessons[0].steps[0]
    return Here(mark.key, mark.visit, course.key, how_far(standing), step is not None, at_start)


def on(place: Here, onward: str) -> Row:
    """At a step a flag for mistakes; then back, all lessons, and onward (with this word on it), where there
    is a way."""
    flag = (_flag(place.key),) if place.at_step else ()
    back = () if place.at_start else (Button(word("back"), pack(Back(place.key, place.visit))),)
    forward = Button(word(onward), pack(Next(place.key, place.visit)))
    return (*flag, *back, _lessons(place.course_key), forward)


@lru_cache(maxsize=64)
def _lessons(course_key: str) -> Button:
    return Button(word("lessons"), pack(Lessons(course_key)))


@lru_cache(maxsize=4096)
def _flag(step_key: str) -> Button:
    return Button(word("report", "words_admin"), report_buttons.pack(report_buttons.ReportMistake(step_key)))
