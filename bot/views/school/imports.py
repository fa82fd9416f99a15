"""What another import has changed in a course."""

from __future__ import annotations

from bot.course.model import Course
from bot.learning.school.course_changes import compare
from bot.views.words import Words


def since(words: Words, before: Course, after: Course) -> str:
    """In one line, without HTML."""
    changes = compare(before, after)
    parts = (
        words.word("school.steps_added", count=len(changes.added)) if changes.added else "",
        words.word("school.steps_changed", count=len(changes.changed)) if changes.changed else "",
        words.word("school.steps_removed", count=len(changes.removed)) if changes.removed else "",
        words.word("school.steps_moved", count=len(changes.moved)) if changes.moved else "",
        words.word("school.around_changed") if changes.around else "",
    )
    said = words.formats.listed(filter(None, parts)) or words.word("school.nothing_changed")
    return words.word("school.since_import", changes=said)
