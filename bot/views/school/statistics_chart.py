"""The statistics as a drawing (SVG) for a phone: learners a day, and how far they come in each course."""

from __future__ import annotations

from bot.learning.school.statistics import Funnel, Numbers
from bot.views.school.screens import percent
from bot.views.shorten import cut
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
        drawn.append({"title": cut(funnel.course.title, TITLE), "y": y, "bars": _placed(bars, y + LINE)})
        y += (len(bars) + 2) * LINE
    days = [count for _, count in numbers.days]
    most = max(*days, 4)
    return words.render(
        "school/chart.svg",
        height=(y - LINE + 20 if drawn else FIRST - 50),
        days_title=words.word("school.chart_days"),
        days=_days(days, most),
        grid=_grid(most),
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


def _grid(most: int) -> list[dict[str, object]]:
    tall = FLOOR - TOP
    return [
        {"y": round(FLOOR - tall * level / most, 1), "label": _short(level)}
        for level in dict.fromkeys((0, most // 2, most))
    ]


def _short(count: int) -> str:
    """950, 12k, 1.2M: no wider than the room left of the axis."""
    if count < 10_000:
        return f"{count:,}"
    return f"{count // 1000}k" if count < 1_000_000 else f"{count / 1_000_000:.1f}M"


def _marks(words: Words, numbers: Numbers) -> list[dict[str, object]]:
    """The first day, the one in the middle, and today."""
    days = [day for day, _ in numbers.days]
    middle = len(days) // 2
    wide = (RIGHT - AXIS) / len(days)
    return [
        {"x": AXIS, "anchor": "start", "label": f"{days[0]:%d.%m.}"},
        {"x": round(AXIS + (middle + 0.5) * wide), "anchor": "middle", "label": f"{days[middle]:%d.%m.}"},
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


def _placed(bars: list[tuple[str, int, int]], y: int) -> list[dict[str, object]]:
    return [
        {
            "title": cut(title, TITLE),
            "label": f"{count:,} · {share} %",
            "y": y + number * LINE,
            "width": round((RIGHT - LEFT) * min(share, 100) / 100),
        }
        for number, (title, count, share) in enumerate(bars)
    ]
