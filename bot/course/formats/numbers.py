"""Numbers as other programs write them."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from bot.course.formats.material import QuestionError
from bot.course.message import say

_LARGEST = Decimal(10) ** 24


def decimal_of(text: str) -> Decimal:
    """With a point or a comma. Raises QuestionError."""
    try:
        value = Decimal(text.strip().replace(",", ".").replace("−", "-"))
    except InvalidOperation:
        raise QuestionError(say("formats.no_number", text=text.strip()[:80])) from None
    if not value.is_finite() or abs(value) > _LARGEST or (value and abs(value) < 1 / _LARGEST):
        raise QuestionError(say("formats.no_number", text=text.strip()[:80]))
    return value.normalize()


def share_of(text: str) -> float:
    """A weight; 0 where it is none."""
    try:
        value = float(text.strip().replace(",", ".") or "0")
    except ValueError:
        return 0.0
    return value if abs(value) <= 1000 else 0.0
