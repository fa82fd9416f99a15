"""Courses that come in other people's formats. One file a format reads it; `fitting` makes a course of it.

bytes -> `read` (told by the content) -> Material -> `fitting.fitted` -> a course of the house
"""

from __future__ import annotations

from bot.course.formats import aiken, csv_table, gift, markdown_notes, markdown_quiz, quizdown
from bot.course.formats.exports import EXPORTS
from bot.course.formats.format import Fit, Format
from bot.course.formats.instead import what_instead
from bot.course.formats.material import FormatError, Material, nothing_kept
from bot.course.formats.source_file import MAX_FILE, SourceFile
from bot.course.message import say

FORMATS = (
    *EXPORTS,
    Format("gift", gift.fits, gift.read),
    Format("aiken", aiken.fits, aiken.read),
    Format("csv", csv_table.fits, csv_table.read),
    Format("quizdown", quizdown.fits, quizdown.read),
    Format("markdown-quiz", markdown_quiz.fits, markdown_quiz.read),
    Format("markdown", markdown_notes.fits, markdown_notes.read),
)
"""What can be imported. A new format has its line here; where two fit as well, the upper one reads."""

NAMES = tuple(one.name for one in FORMATS)


def read(source: SourceFile, name: str = "") -> Material:
    """What is in a file; `name`: of the format, where it is not to be found out. Raises FormatError."""
    if not source.data.strip():
        raise FormatError(say("formats.empty"))
    if len(source.data) > MAX_FILE:
        raise FormatError(say("formats.large", most=MAX_FILE // 2**20))
    material = (_named(name) if name else told(source)).read(source)
    if not any(chapter.steps for chapter in material.chapters):
        raise nothing_kept(material.findings)
    return material


def told(source: SourceFile) -> Format:
    """The format of a file, by its content. Raises FormatError where nothing is known of it."""
    best = max(FORMATS, key=lambda one: one.fits(source))
    if best.fits(source) < Fit.LIKELY and (instead := what_instead(source)):
        raise FormatError(instead)
    if best.fits(source) is Fit.NO:
        raise FormatError(say("formats.unknown", known=NAMES))
    return best


def _named(name: str) -> Format:
    found = next((one for one in FORMATS if one.name == name), None)
    if found is None:
        raise FormatError(say("formats.unknown", known=NAMES))
    return found
