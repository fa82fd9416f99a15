"""Writing a number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.course.kinds.choice import Option
from bot.course.kinds.known_mistakes import known_mistake
from bot.course.kinds.normal_form import clean, normal
from bot.course.kinds.number import Number
from bot.course.kinds.writing_rules import rules_of
from bot.learning.kinds.base import Given, Moved, Remark, Submitted, Verdict
from bot.learning.kinds.written import WrittenKind, slip_of

_NUMBER = re.compile(
    r"(?P<sign>[+\-−]?) ?(?P<wholes>\d{1,30} (?=\d+ ?[⁄/]))?"
    r"(?P<digits>\d+(?:[ '’_]\d{3}(?!\d))*(?:[.,]\d+)*|[.,]\d+)(?P<over> ?[⁄/] ?\d{1,30})?"
    r"(?P<power> ?[eE][+\-−]?\d{1,2})?(?P<unit> ?(?![eE][+\-−]?\d)[^\W\d_][^:=]*| ?[%‰°€$£][^:=]*|\.?)"
)
"""The unit is whatever stands behind; a second number, as in 80:80 or 1-2, is none."""


_ARABIC = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬٪", "01234567890123456789.,%")


@dataclass(frozen=True)
class Quantity:
    """`readings`: what the digits may mean, as 1,000 is a thousand here and one there."""

    readings: tuple[Decimal, ...]
    unit: str


class NumberKind(WrittenKind[Number]):
    def write(self, task: Number, draft: Given, order: Sequence[Option], words: str) -> Moved | None:  # noqa: ARG002
        """A number, with or without a unit; other words are no answer, unless they are a listed mistake."""
        given = clean(words)
        listed = given and known_mistake(task.mistakes, {normal(given)})
        return Submitted(Given(given)) if listed or quantity(given, task.language) else None

    def grade(self, task: Number, given: Given) -> Verdict:
        found = quantity(given, task.language)
        wrong = Verdict(right=False, slips=(slip_of(given),)) if given else Verdict(right=False)
        unit, wanted = _unit(found.unit) if found else "", _unit(task.unit)
        near = found is not None and _is_near(task, found, as_share=unit == "%" != wanted)
        if near and unit == wanted:
            return Verdict(right=True)
        if known := known_mistake(task.mistakes, {normal(given)}):
            return Verdict(right=False, slips=(slip_of(given, known.why),))
        if not near:
            return wrong
        if not wanted:
            return Verdict(right=True)
        remark = Remark("other_unit" if unit else "unit_missing", (task.unit,))
        return Verdict(right=False, slips=wrong.slips, remarks=(remark,))

    def solution(self, task: Number) -> Given:
        return Given(f"{task.value} {task.unit}".strip())


def quantity(words: str, language: str = "") -> Quantity | None:
    """3.14, 3,14, 1 000, 1e3, ½, 1 1/2 or 25 %, with what stands behind it; None where it is no number."""
    found = _NUMBER.fullmatch(_with_usual_signs(clean(words)).lstrip("=≈~ "))
    if found is None:
        return None
    divisor = Decimal(re.sub(r"\D", "", found["over"])) if found["over"] else Decimal(1)
    if not divisor:
        return None
    power = int(re.sub(r"[eE ]", "", found["power"]).replace("−", "-")) if found["power"] else 0
    scale = Decimal(-1 if found["sign"] in ("-", "−") else 1) * Decimal(10) ** power
    wholes = Decimal(found["wholes"] or 0)
    read = dict.fromkeys(
        scale * (wholes + reading / divisor) for reading in _meant(found["digits"], language)
    )
    return Quantity(tuple(read), found["unit"].strip(" .")) if read else None


def _is_near(task: Number, found: Quantity, as_share: bool) -> bool:
    """`as_share`: per cent, where a number without a unit is asked for."""
    readings = found.readings
    if as_share:
        readings = (*readings, *(reading / 100 for reading in readings))
    return any(abs(reading - task.value) <= task.within for reading in readings)


def _with_usual_signs(words: str) -> str:
    """Digits and signs of Arabic numbers as they are elsewhere."""
    return words.translate(_ARABIC)


def _meant(digits: str, language: str) -> tuple[Decimal, ...]:
    """Where the sign between them may be one for fractions or one for thousands, it is what it is in the
    language."""
    decimal = rules_of(language).decimal
    readings = {sign: tuple(_readings_by(digits, sign)) for sign in ".,"}
    if decimal and len({*readings["."], *readings[","]}) > 1 and readings[decimal]:
        return readings[decimal]
    return tuple(dict.fromkeys((*readings["."], *readings[","])))


def _readings_by(digits: str, decimal: str) -> Iterator[Decimal]:
    """With this decimal sign, if it can be one; blanks and apostrophes group, and so does the other sign."""
    plain, group = re.sub(r"[ '’_]", "", digits), "," if decimal == "." else "."
    whole, _, rest = plain.partition(decimal)
    first, *others = whole.split(group)
    if group in rest or decimal in rest or not all(len(part) == 3 for part in others):
        return
    if not others or (len(first) <= 3 and first.strip("0")):
        yield Decimal(f"{''.join((first, *others)) or 0}.{rest or 0}")


def _unit(unit: str) -> str:
    """Case matters (mb is no MB), blanks and a full stop do not."""
    return re.sub(r"\s", "", clean(unit)).rstrip(".")
