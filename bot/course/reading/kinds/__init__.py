"""Kinds of question in YAML. The kind is told by the field that is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from bot.course.kinds import Task
from bot.course.reading.course_context import CourseContext
from bot.course.reading.fields import Fields
from bot.course.reading.kinds import card, choice, command, gaps, number, order, pairs, true_false, typed


class TaskReader(NamedTuple):
    """`fields`: the names that a question of this kind has beside those that all have; the first tells it.
    `explained`: it needs feedback."""

    fields: tuple[str, ...]
    read: Callable[[Fields, CourseContext], Task]
    explained: bool = True


READERS: Mapping[str, TaskReader] = {
    reader.fields[0]: reader
    for reader in (
        TaskReader(choice.FIELDS, choice.read),
        TaskReader(true_false.FIELDS, true_false.read),
        TaskReader(typed.FIELDS, typed.read),
        TaskReader(number.FIELDS, number.read),
        TaskReader(gaps.FIELDS, gaps.read),
        TaskReader(order.FIELDS, order.read),
        TaskReader(pairs.FIELDS, pairs.read),
        TaskReader(card.FIELDS, card.read, explained=False),
        TaskReader(command.FIELDS, command.read),
    )
}
"""Field -> what reads it. A new kind has its line here."""

BOTH: Mapping[frozenset[str], TaskReader] = {
    frozenset({choice.FIELDS[0], typed.FIELDS[0]}): TaskReader(
        choice.WRITTEN_FORM, choice.read_with_written_form
    )
}
"""Fields of two kinds that may stand in one question -> what reads it."""

USUAL = "options"
"""The kind that is meant where no field tells."""
