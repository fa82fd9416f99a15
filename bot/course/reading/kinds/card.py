"""`back:` of a card."""

from __future__ import annotations

from bot.course.kinds.card import Flashcard
from bot.course.message import say
from bot.course.reading.course_context import CourseContext
from bot.course.reading.fields import Fields

FIELDS = ("back",)


def read(fields: Fields, context: CourseContext) -> Flashcard:  # noqa: ARG001
    return Flashcard(fields.markdown("back", says=say("values.what_is_on_the_back")))
