"""A course as a file of another program, for an admin who takes it away."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.message import Message


@dataclass(frozen=True)
class ExportedCourse:
    """`report`: how much is in the file, and what was lost on the way, a line each."""

    title: str
    file: str
    data: bytes
    report: tuple[Message, ...]


@dataclass(frozen=True)
class NotExported:
    """A file of the course cannot be read just now."""

    title: str
