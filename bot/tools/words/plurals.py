"""How the forms of what counts go together with the numbers they are for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from gettext import c2py

from babel.messages.plurals import get_plural

from bot.views.catalogues import placeholders

NUMBERS = frozenset({"num", "count", "number", "shown"})
"""What the number itself is called; besides, whatever the English singular has not."""


@cache
def for_one_number(language: str) -> tuple[bool, ...]:
    """Of each form, whether it is for one number alone, as "1" in German and "2" in Arabic, so that it can
    leave it out."""
    rule = get_plural(language)
    form_of = c2py(rule[1])
    uses = Counter(form_of(number) for number in range(1001))
    return tuple(uses[form] == 1 for form in range(rule[0]))


def values_wrong(english: Sequence[str], forms: Sequence[str], language: str) -> str:
    """Which values differ, or "". `english`: one text, or singular and plural."""
    wanted = Counter(placeholders(english[-1]) or ())
    alone = for_one_number(language) if len(english) > 1 else (False,)
    may_lack = NUMBERS | (wanted.keys() - set(placeholders(english[0]) or ()))
    for number, form in enumerate(forms):
        found = Counter(placeholders(form) or ())
        lacking = wanted - found
        if alone[number : number + 1] == (True,):
            lacking = Counter({name: n for name, n in lacking.items() if name not in may_lack})
        said = [f"%({name})s is missing" for name in lacking.elements()]
        said += [f"%({name})s is too many" for name in (found - wanted).elements()]
        if said:
            place = f" in msgstr[{number}]" if len(forms) > 1 else ""
            return f"its values are not those of the English: {', '.join(said)}{place}"
    return ""
