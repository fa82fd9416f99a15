"""`number:` with what it may be off by, and its unit."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import yaml

from bot.course.kinds.known_mistakes import KnownMistake, known_mistake
from bot.course.kinds.normal_form import normal
from bot.course.kinds.number import Number
from bot.course.message import say
from bot.course.reading.course_context import CourseContext
from bot.course.reading.fields import Fields
from bot.course.reading.kinds.written import WRITTEN, known_mistakes, output
from bot.course.reading.values import described

FIELDS = ("number", "within", "unit", *WRITTEN)
_UNIT = 20
_LARGEST = Decimal(10) ** 30


def read(fields: Fields, context: CourseContext) -> Number:
    value = _number(fields, "number") or Decimal(0)
    within = (_number(fields, "within") if fields.has("within") else None) or Decimal(0)
    if within < 0:
        fields.mistake(fields.value_at("within"), say("kinds.within_below_0"))
    unit = fields.line("unit", _UNIT, required=False)
    if unit and not unit[0].isalpha() and unit[0] not in "%‰°€$£":
        fields.mistake(fields.value_at("unit"), say("kinds.no_unit", text=unit))
    right = f"{value} {unit}".strip()

    def is_right(mistake: KnownMistake) -> str | None:
        return right if known_mistake([mistake], [normal(right)]) else None

    known = known_mistakes(fields, is_right)
    return Number(value, abs(within), unit, known, output(fields), context.language)


def _number(fields: Fields, name: str) -> Decimal | None:
    node = fields.require(name)
    if node is None:
        return None
    if not isinstance(node, yaml.ScalarNode):
        fields.mistake(node.start_mark, say("kinds.not_a_number", found=described(node), name=name))
        return None
    try:
        value = Decimal(node.value.replace("_", "").strip())
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= _LARGEST:
        fields.mistake(node.start_mark, say("kinds.no_number", text=node.value))
        return None
    return value
