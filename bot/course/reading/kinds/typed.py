"""`answer:` one text or a list, which a learner writes."""

from __future__ import annotations

from functools import partial

from bot.course.kinds.known_mistakes import KnownMistake, exact_mistake, takes
from bot.course.kinds.normal_form import clean, normal
from bot.course.kinds.typed import Typed
from bot.course.message import say
from bot.course.reading.course_context import CourseContext
from bot.course.reading.fields import Fields
from bot.course.reading.kinds.written import WRITTEN, known_mistakes, output, texts, without_twins

FIELDS = ("answer", "exact", *WRITTEN)


def read(fields: Fields, context: CourseContext) -> Typed:
    exact = bool(fields.flag("exact"))
    found = texts(fields, "answer", say("things.a_right_answer"))
    for one in found:
        if not exact and not any(sign.isalnum() for sign in normal(one.text)):
            fields.mistake(one.mark, say("kinds.only_signs", text=one.text))
    accepted = without_twins(fields, found, clean if exact else partial(normal, language=context.language))

    def is_right(mistake: KnownMistake) -> str | None:
        if exact:
            return next((one for one in accepted if exact_mistake([mistake], clean(one))), None)
        return next((one for one in accepted if takes(mistake, one, context.language)), None)

    known = known_mistakes(fields, is_right)
    return Typed(accepted, exact, known, output(fields), language=context.language)
