"""`order:` lines in the right order; `code: true` for lines of a file."""

from __future__ import annotations

from bot.course.kinds.order import Ordering
from bot.course.message import say
from bot.course.reading.course_context import CourseContext
from bot.course.reading.fields import Fields
from bot.course.reading.kinds.lines import line_of, options_of

FIELDS = ("order", "code")
LEAST, MOST = 2, 10


def read(fields: Fields, context: CourseContext) -> Ordering:  # noqa: ARG001
    code = bool(fields.flag("code"))
    nodes = fields.items("order", say("things.the_next_line"))
    options = options_of(fields, [line_of(fields, node, say("things.a_line"), code=code) for node in nodes])
    if nodes and not LEAST <= len(nodes) <= MOST:
        number = say("kinds.number_of_lines", least=LEAST, most=MOST, number=len(nodes))
        fields.mistake(fields.at("order"), number)
    return Ordering(options, code)
