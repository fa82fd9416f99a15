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


def on(standing: Standing, onward: str) -> Row:
    """At a step a flag for mistakes; then back, all lessons, and onward (with this word on it), where there
    is a way."""
    mark = standing.mark
    key, visit = mark.key, mark.visit
    flag = (_flag(key),) if standing.step else ()
    back = () if _at_the_start(standing) else (Button(word("back"), pack(Back(key, visit))),)
    return (*flag, *back, _lessons(standing.course.key), Button(word(onward), pack(Next(key, visit))))


def _at_the_start(standing: Standing) -> bool:
    course, step = standing.course, standing.step
    return step is not None and step is course.lessons[0].steps[0]


@lru_cache(maxsize=64)
def _lessons(course_key: str) -> Button:
    return Button(word("lessons"), pack(Lessons(course_key)))


@lru_cache(maxsize=4096)
def _flag(step_key: str) -> Button:
    return Button(word("report", "words_admin"), report_buttons.pack(report_buttons.ReportMistake(step_key)))
