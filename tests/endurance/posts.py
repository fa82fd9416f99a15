"""What is posted in groups, and what their setup says of it, as the endurance tests read it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.course.model import Course, Section, Step
from bot.emulator.world.chat import Message
from tests.messages import text_of

DOUBT = "Telegram did not tell whether"


def sections(course: Course) -> list[Step]:
    return [step for lesson in course.lessons for step in lesson.steps if isinstance(step, Section)]


def unsettled(row: Mapping[str, Any], *columns: str) -> set[tuple[str, str]]:
    """(kind, id) of what a group's row says may not have arrived, or was refused: its setup shows it, and
    offers to post it again."""
    items = (item.split(":") for one in columns or ("unknown", "refused") for item in str(row[one]).split())
    return {(what, id_) for what, id_, *_ in items}


def is_doubt(message: Message) -> bool:
    """Whether it is a word about a section that may be there or not."""
    return text_of(message).startswith(DOUBT)


def _is(title: str, line: str) -> bool:
    """Published versions of a section have a number behind their title."""
    return re.fullmatch(rf"{re.escape(title)}( \d+)?", line) is not None


def section_of(course: Course, message: Message) -> str | None:
    """The id of the section that the message shows. Titles may be those of others in other lessons."""
    lines = text_of(message).split("\n")
    for lesson in course.lessons:
        end = f" · {lesson.title}"
        for step in lesson.steps:
            if isinstance(step, Section) and _is(step.title, lines[0]) and lines[-1].endswith(end):
                return step.id
    return None
