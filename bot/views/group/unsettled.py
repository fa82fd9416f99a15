"""What may not have arrived in a group, or was refused, as its setup shows it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.course.model import Course
from bot.learning.group.group import Group
from bot.learning.group.outgoing import Item, ItemKind
from bot.views.group.buttons import PostAgain, pack
from bot.views.screen import Button, Row
from bot.views.words import Words


def titles(words: Words, items: Sequence[Item], group: Group, courses: Sequence[Course]) -> list[str]:
    """What these are called, without those that are not in the course any more."""
    return [title for item in items if (title := _title(words, item, group, courses))]


def again_rows(words: Words, group: Group, courses: Sequence[Course]) -> list[Row]:
    """Buttons that post them again."""
    items = [(item, _title(words, item, group, courses)) for item in (*group.unknown, *group.refused)]
    return [
        (Button(words.word("group.again", title=title), pack(PostAgain(group.key, item.key, setup=True))),)
        for item, title in items
        if title
    ]


def _title(words: Words, item: Item, group: Group, courses: Sequence[Course]) -> str | None:
    """What the item is called; None where it is not in the course any more. A round may be of a course that
    the group had before."""
    of = item.course or group.course_id
    course = next((course for course in courses if course.id == of), None)
    if item.what is ItemKind.END:
        return words.word("group.the_end") if course else None
    step = course.step(item.question or item.id) if course else None
    if step is None:
        return None
    return words.word("group.the_result", title=step.title) if item.what is ItemKind.RESULT else step.title
