"""The progress as a drawing (SVG), 1080 pixels wide: a phone shows it a third of that size."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.learning.learner.learner import Theme
from bot.learning.learner.practice import WEEKS, Practice
from bot.views.learner.progress_lines import CourseLines, LessonLine
from bot.views.shorten import shorten
from bot.views.words import Words

COURSES = 3
"""More would not be seen at a glance; the words below have them all."""

TITLE = 40
LESSON = 36
"""Characters on one line."""

LEFT, RIGHT = 60, 1020
TOP = 190
COURSE, LINE, BELOW = 176, 92, 40
"""The heights of a course's head and of a lesson, and the space after a course."""

CELL, STEP, GRID_LEFT = 58, 72, 160
GRID_HEAD = 70

PALETTES = {
    Theme.LIGHT: {
        "ground": "#ffffff",
        "ink": "#1f2a37",
        "muted": "#5b6b80",
        "empty": "#e3e8ee",
        "done": "#2563eb",
        "mark": "#ffffff",
        "firm": "#15803d",
    },
    Theme.DARK: {
        "ground": "#17212b",
        "ink": "#f1f5f9",
        "muted": "#9fb0c3",
        "empty": "#2f3e4e",
        "done": "#6ea8fe",
        "mark": "#17212b",
        "firm": "#4ade80",
    },
}


@dataclass(frozen=True)
class Sheet:
    """What is drawn. `practice` is None where no weeks are to be counted; `today` by the learner's clock."""

    courses: tuple[CourseLines, ...]
    practice: Practice | None
    today: date


def progress_svg(words: Words, theme: Theme, sheet: Sheet) -> str:
    y = TOP
    courses: list[dict[str, object]] = []
    for course in sheet.courses[:COURSES]:
        courses.append(_course(words, course, y))
        y += COURSE + len(course.lessons) * LINE + BELOW
    grid = _grid(words, sheet.practice, y) if sheet.practice else None
    return words.render(
        "learner/progress.svg",
        colours=PALETTES[theme],
        height=y + (GRID_HEAD + 7 * STEP + 80 if grid else 0),
        today=words.formats.date(sheet.today),
        courses=courses,
        grid=grid,
    )


def _course(words: Words, course: CourseLines, y: int) -> dict[str, object]:
    standing, score = course.standing, course.standing.score()
    finished, lessons = len(standing.finished), len(standing.course.lessons)
    tries = words.word("learner.picture_tries", right=score.right, of=score.of) if score.of else ""
    return {
        "y": y,
        "title": shorten(standing.course.title, TITLE),
        "lessons": words.word("learner.picture_lessons", finished=finished, count=lessons),
        "tries": tries,
        "width": round((RIGHT - LEFT) * min(finished / lessons, 1)),
        "lines": [
            _line(words, line, y + COURSE + number * LINE) for number, line in enumerate(course.lessons)
        ],
    }


def _line(words: Words, line: LessonLine, y: int) -> dict[str, object]:
    score, percent = line.score, line.percent
    return {
        "y": y,
        "title": shorten(line.title, LESSON),
        "finished": line.finished,
        "score": f"{score.right}/{score.of}" if score.tried else "",
        "firm": "" if percent is None else words.word("learner.picture_firm", percent=percent),
        "width": None if percent is None else round((RIGHT - LEFT - 60) * percent / 100),
    }


def _grid(words: Words, practice: Practice, y: int) -> dict[str, object]:
    top = y + GRID_HEAD
    cells = [
        {"x": GRID_LEFT + week * STEP, "y": top + number * STEP, "done": day in practice.days}
        for week, days in enumerate(practice.grid)
        for number, day in enumerate(days)
        if day <= practice.today
    ]
    days = [
        {"y": top + number * STEP + 42, "label": words.formats.weekday(number)} for number in (0, 2, 4, 6)
    ]
    return {
        "y": y,
        "title": words.word("learner.picture_weeks", count=practice.weeks, of=WEEKS),
        "size": CELL,
        "cells": cells,
        "days": days,
        "first": {"x": GRID_LEFT, "label": words.formats.day_and_month(practice.grid[0][0])},
        "last": {"x": GRID_LEFT + (WEEKS - 1) * STEP + CELL, "label": words.word("learner.picture_now")},
        "foot": top + 7 * STEP + 30,
    }
