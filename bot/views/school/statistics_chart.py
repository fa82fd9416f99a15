"""The statistics as a drawing (SVG) for a phone: learners a day, and how far they come in each course."""

from __future__ import annotations

from bot.learning.school.statistics import Funnel, Numbers
from bot.views.school.screens import percent
from bot.views.shorten import shorten
from bot.views.words import Words

LEFT, RIGHT = 60, 1020
AXIS, TOP, FLOOR = 150, 160, 570
"""Right of it, and between the others, stand the bars of the days."""
FIRST = 720
"""Where the first course begins."""
COURSES = 3
LESSONS = 8
"""More bars would be too thin to read."""
TITLE = 38
"""Characters of a title on one line."""
LINE = 78


def chart(words: Words, numbers: Numbers, funnels: tuple[Funnel, ...]) -> str:
    y = FIRST
    drawn: list[dict[str, object]] = []
    for funnel in [one for one in funnels if one.begun][:COURSES]:
        bars = _bars(words, funnel)
        drawn.append(
            {"title": shorten(funnel.course.title, TITLE), "y": y, "bars": _placed(words, bars, y + LINE)}
        )
        y += (len(bars) + 2) * LINE
    days = [count for _, count in numbers.days]
    most = max(*days, 4)
    return words.render(
        "school/chart.svg",
        height=(y - LINE + 20 if drawn else FIRST - 50),
        days_title=words.word("school.chart_days"),
        days=_days(days, most),
        grid=_grid(words, most),
        marks=_marks(words, numbers),
        funnels=drawn,
    )


def _days(days: list[int], most: int) -> list[dict[str, float]]:
    wide = (RIGHT - AXIS) / len(days)
    tall = FLOOR - TOP
    return [
        {
            "x": round(AXIS + number * wide + 3, 1),
            "width": round(wide - 6, 1),
            "y": round(FLOOR - tall * count / most, 1),
            "height": round(tall * count / most, 1),
        }
        for number, count in enumerate(days)
    ]


def _grid(words: Words, most: int) -> list[dict[str, object]]:
    tall = FLOOR - TOP
    return [
        {"y": round(FLOOR - tall * level / most, 1), "label": words.formats.short_number(level)}
        for level in dict.fromkeys((0, most // 2, most))
    ]


def _marks(words: Words, numbers: Numbers) -> list[dict[str, object]]:
    """The first day, the one in the middle, and today."""
    days = [day for day, _ in numbers.days]
    middle = len(days) // 2
    wide = (RIGHT - AXIS) / len(days)
    return [
        {"x": AXIS, "anchor": "start", "label": words.formats.day_and_month(days[0])},
        {
            "x": round(AXIS + (middle + 0.5) * wide),
            "anchor": "middle",
            "label": words.formats.day_and_month(days[middle]),
        },
        {"x": RIGHT, "anchor": "end", "label": words.word("school.chart_today")},
    ]


def _bars(words: Words, funnel: Funnel) -> list[tuple[str, int, int]]:
    """Title, how many, percent."""
    lessons = [
        (f"{number}. {lesson.title}", done)
        for number, (lesson, done) in enumerate(funnel.lessons[:LESSONS], 1)
    ]
    ends = (
        (words.word("school.chart_begun"), funnel.begun),
        (words.word("school.chart_finished"), funnel.finished),
    )
    return [(title, count, percent(count, funnel.begun)) for title, count in (ends[0], *lessons, ends[1])]


def _placed(words: Words, bars: list[tuple[str, int, int]], y: int) -> list[dict[str, object]]:
    return [
        {
            "title": shorten(title, TITLE),
            "label": f"{words.formats.number(count)} · {words.formats.percent(share)}",
            "y": y + number * LINE,
            "width": round((RIGHT - LEFT) * min(share, 100) / 100),
        }
        for number, (title, count, share) in enumerate(bars)
    ]
