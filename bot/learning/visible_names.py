"""Names to be shown for people: a number for whoever has a name of invisible characters alone."""

from __future__ import annotations

import unicodedata

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0\U0001d159")
"""Letters and signs, as Unicode has it, that are drawn as nothing."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp", "Mn", "Mc", "Me"})
"""Kinds of characters that show nothing by themselves: controls, blanks, marks that need a letter below."""


def is_visible(text: str) -> bool:
    """Whether anything of it can be seen."""
    if (first := text[:1]).isascii() and first.isalnum():  # as with most
        return True
    if text.isascii():
        return any(map(str.isprintable, text.replace(" ", "")))
    return any(c not in _BLANK and unicodedata.category(c) not in _UNSEEN for c in text)


def shown_name(name: str, person_id: int) -> str:
    """The name, or a number where it shows nothing: in a list somebody has to stand there."""
    return name if is_visible(name) else f"#{person_id % 10_000:04}"
