"""The formats that a course can be had in, and what is said below the file."""

from __future__ import annotations

from bot.course.exporting import ExportTo
from bot.course.model import Course
from bot.learning.school.exported_course import ExportedCourse
from bot.views.course_messages import in_words
from bot.views.school import buttons as press
from bot.views.school.buttons import pack
from bot.views.school.page_buttons import ExportCourse
from bot.views.school.page_buttons import pack as pack_export
from bot.views.screen import Button, Screen
from bot.views.shorten import shorten
from bot.views.words import Words

MIME = {
    ExportTo.YAML: "application/zip",
    ExportTo.ANKI: "application/octet-stream",
    ExportTo.MOODLE: "application/xml",
    ExportTo.GIFT: "text/plain",
    ExportTo.CSV: "text/csv",
    ExportTo.MARKDOWN: "text/markdown",
}
LOSSES = 5
"""Lines of what was lost that stand below the file: it has room for 1,024 characters."""
LINE = 150


def formats(words: Words, course: Course) -> Screen:
    rows = [
        (Button(words.word(f"school.download_{to.value}"), pack_export(ExportCourse(course.key, to))),)
        for to in ExportTo
    ]
    back = Button(words.word("school.back_to_course"), pack(press.OpenCourse(course.key)))
    return Screen(words.render("school/download", course=course), (*rows, (back,)), words=words)


def exported(words: Words, made: ExportedCourse) -> Screen:
    summary, *lost = made.report
    lines = [shorten(in_words(line, words), LINE) for line in lost]
    text = words.render(
        "school/exported",
        summary=in_words(summary, words),
        lost=lines[:LOSSES],
        more=max(0, len(lines) - LOSSES),
    )
    return Screen(text, words=words)
