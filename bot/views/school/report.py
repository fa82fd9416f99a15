"""Reporting a mistake, as the learner sees it."""

from __future__ import annotations

from bot.course.library import Library
from bot.learning.school.report import Report
from bot.views.learner.report_buttons import NeverMind, pack
from bot.views.render import render, word
from bot.views.school.screens import WORDS
from bot.views.screen import Button, Row, Screen


def ask(course_id: str, step_id: str, library: Library) -> Screen:
    text = render("school/report/ask", title=_title(course_id, step_id, library))
    return Screen(text, (_never_mind(),))


def ask_answer(report: Report) -> Screen:
    """To an admin: what shall the learner be told?"""
    return Screen(render("school/report/reply", name=report.name), (_never_mind(),))


def answer(report: Report, words: str, library: Library) -> Screen:
    """An admin's words to the learner who reported."""
    return plain("answer", title=_title(report.course_id, report.step_id, library), words=words)


def plain(template: str, **values: object) -> Screen:
    return Screen(render(f"school/report/{template}", **values))


def _title(course_id: str, step_id: str, library: Library) -> str:
    course = library.course(course_id)
    step = course.step(step_id) if course else None
    return step.title if step else step_id


def _never_mind() -> Row:
    return (Button(word("never_mind", WORDS), pack(NeverMind())),)
