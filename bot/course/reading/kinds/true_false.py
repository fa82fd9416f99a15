"""`true_or_false:`, and why whoever says the opposite is `wrong:`."""

from __future__ import annotations

from bot.course.kinds.true_false import TrueFalse
from bot.course.message import say
from bot.course.reading.course_context import CourseContext
from bot.course.reading.fields import Fields

FIELDS = ("true_or_false", "wrong")


def read(fields: Fields, context: CourseContext) -> TrueFalse:  # noqa: ARG001
    true = fields.flag("true_or_false")
    why = fields.markdown("wrong", says=say("values.why_other_answer_is_wrong"))
    return TrueFalse(bool(true), why)
