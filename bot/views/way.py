"""What every place's screen has: how far it is, and the way on."""

from __future__ import annotations

from bot.learning.standing import Standing
from bot.views import report_buttons
from bot.views.buttons import Back, Lessons, Next, pack
from bot.views.render import bar, word
from bot.views.screen import Button, Row


def progress(standing: Standing) -> dict[str, object]:
    """What templates need for the line "▰▰▱ 2 of 9 · The Docker Engine"."""
    number, total = standing.step_number, len(standing.lesson.steps)
    return {"bar": bar(number, total), "number": number, "total": total, "lesson": standing.lesson.title}


def on(standing: Standing, onward: str) -> Row:
    """At a step a flag for mistakes; then back, all lessons, and onward (with this word on it), where there
    is a way."""
    key, visit = standing.mark.key, standing.mark.visit
    lessons = Button(word("lessons"), pack(Lessons(standing.course.key)))
    forward = Button(word(onward), pack(Next(key, visit)))
    if standing.step and standing.step_number == 1 and standing.lesson is standing.course.lessons[0]:
        return _flag(key), lessons, forward
    flag = (_flag(key),) if standing.step else ()
    return (*flag, Button(word("back"), pack(Back(key, visit))), lessons, forward)


def _flag(step_key: str) -> Button:
    return Button(word("report", "words_admin"), report_buttons.pack(report_buttons.ReportMistake(step_key)))
