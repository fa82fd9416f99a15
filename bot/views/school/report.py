"""Reporting a mistake, as the learner sees it."""

from __future__ import annotations

from bot.course.library import Library
from bot.learning.school.report import AskedForReport, Report
from bot.views.learner.report_buttons import NeverMind, pack
from bot.views.screen import Button, Row, Screen
from bot.views.words import Words


def ask(words: Words, asked: AskedForReport, library: Library) -> Screen:
    title = _title(asked.course_id, asked.step_id, library)
    text = words.render("school/report/ask", title=title, readers=asked.readers)
    return Screen(text, (_never_mind(words),), words=words)


def ask_answer(words: Words, report: Report) -> Screen:
    """To an admin: what shall the learner be told?"""
    return Screen(words.render("school/report/reply", name=report.name), (_never_mind(words),), words=words)


def answer(words: Words, report: Report, said: str, library: Library) -> Screen:
    """An admin's words to the learner who reported."""
    return plain(words, "answer", title=_title(report.course_id, report.step_id, library), words=said)


def plain(words: Words, template: str, /, **values: object) -> Screen:
    return Screen(words.render(f"school/report/{template}", **values), words=words)


def _title(course_id: str, step_id: str, library: Library) -> str:
    course = library.course(course_id)
    step = course.step_or_practice(step_id) if course else None
    return step.title if step else step_id


def _never_mind(words: Words) -> Row:
    return (Button(words.word("school.never_mind"), pack(NeverMind())),)
