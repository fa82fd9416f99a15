"""`gaps:` a text with [[answer|also right]], and `choices:` to fill them with."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.course.kinds.gaps import Gaps
from bot.course.kinds.known_mistakes import KnownMistake, exact_mistake, takes
from bot.course.kinds.normal_form import LONGEST, clean
from bot.course.message import say
from bot.course.reading.course_context import CourseContext
from bot.course.reading.fields import Fields
from bot.course.reading.kinds.lines import line_of, options_of
from bot.course.reading.kinds.written import WRITTEN, known_mistakes, output
from bot.course.reading.values import text_of

FIELDS = ("gaps", "choices", "code", "exact", *WRITTEN)
MOST = 8
MOST_CHOICES = 10
_GAP = re.compile(r"\[\[((?>\[[^\[\]]*\]|.)*?)\]\]", re.DOTALL)
"""Brackets in pairs belong to what is right."""


def read(fields: Fields, context: CourseContext) -> Gaps:
    code, exact = bool(fields.flag("code")), bool(fields.flag("exact"))
    pieces, accepted = _parted(fields, code)
    nodes = fields.items("choices", say("things.a_choice"), required=False)
    choices = options_of(fields, [line_of(fields, node, say("things.a_choice"), code=True) for node in nodes])
    _check(fields, accepted, [clean(choice.text) for choice in choices])

    def is_right(mistake: KnownMistake) -> str | None:
        everything = (one for gap in accepted for one in gap)
        if exact or choices:
            return next((one for one in everything if exact_mistake([mistake], one)), None)
        return next((one for one in everything if takes(mistake, one, context.language)), None)

    gaps = Gaps(pieces, accepted, choices, code, exact, known_mistakes(fields, is_right), output(fields))
    return replace(gaps, language=context.language)


def _parted(fields: Fields, code: bool) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The text around the gaps, and what is right in each."""
    if code:
        node = fields.require("gaps")
        what = say("things.named", name="gaps")
        text = text_of(fields.source, node, what).strip("\n").rstrip() if node else ""
        fields.characters += len(text)
    else:
        text = fields.markdown("gaps", plain=_GAP)
    *parts, last = _GAP.split(text)
    answers = tuple(tuple(clean(one) for one in part.split("|")) for part in parts[1::2])
    return (*parts[::2], last), answers


def _check(fields: Fields, accepted: tuple[tuple[str, ...], ...], choices: list[str]) -> None:
    at = fields.at("gaps")
    if fields.has("gaps") and not accepted:
        fields.mistake(at, say("kinds.no_gap"))
    if len(accepted) > MOST:
        fields.mistake(at, say("kinds.many_gaps", most=MOST, number=len(accepted)))
    for number, gap in enumerate(accepted, 1):
        if not all(gap):
            fields.mistake(at, say("kinds.empty_gap", number=number))
        elif any(len(one) > LONGEST // len(accepted) for one in gap):
            fields.mistake(at, say("kinds.long_gap", number=number, most=LONGEST // len(accepted)))
        elif choices and not any(one in choices for one in gap):
            fields.mistake(fields.at("choices"), say("kinds.gap_without_choice", number=number, text=gap[0]))
    if fields.has("choices") and not 2 <= len(choices) <= MOST_CHOICES:
        count = say("kinds.number_of_choices", most=MOST_CHOICES, number=len(choices))
        fields.mistake(fields.at("choices"), count)
