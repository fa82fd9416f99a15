"""Which options a cell means that says what is right: by their numbers, their letters or their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

_AROUND = re.compile(
    r"^(option|answer|choice|antwort|r[ée]ponse|respuesta|opci[óo]n|risposta)\s*|[.)]$|\.0+$", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*[,;|&\n]\s*|\s+and\s+")


def right_options(options: Sequence[str], right: str, *, index: bool) -> frozenset[int]:
    """Places, from 0; empty where one of those that are named is not there. `index`: numbers are always
    meant as such, and not as what an option says."""
    if not index and (place := _by_words(options, right)) is not None:
        return frozenset((place,))
    found: list[int] = []
    for part in filter(None, _BETWEEN.split(right.strip())):
        place = _one(options, part, index=index)
        if place is None:
            break
        found.append(place)
    else:
        return frozenset(found)
    whole = _by_words(options, right)  # the comma belongs to the answer
    return frozenset(()) if whole is None else frozenset((whole,))


def _one(options: Sequence[str], part: str, *, index: bool) -> int | None:
    by_words = None if index else _by_words(options, part)
    if by_words is not None:
        return by_words
    plain = _AROUND.sub("", part).strip()
    if plain.isascii() and plain.isdigit() and len(plain) <= 2:
        return _there(options, int(plain) - 1)
    if re.fullmatch(r"[A-Ja-j]", plain):
        return _there(options, ord(plain.upper()) - ord("A"))
    return _by_words(options, part)


def _there(options: Sequence[str], place: int) -> int | None:
    return place if 0 <= place < len(options) and options[place] else None


def _by_words(options: Sequence[str], right: str) -> int | None:
    wanted = _form(right)
    same = [place for place, option in enumerate(options) if _form(option) == wanted]
    if same:
        return same[0]
    value = _number(right)  # a spreadsheet makes 3.1 of 3.10
    equal = [place for place, option in enumerate(options) if value is not None and _number(option) == value]
    return equal[0] if len(equal) == 1 else None


def _form(text: str) -> str:
    return " ".join(text.split()).casefold()


def _number(text: str) -> float | None:
    """Only what has a point: 2 may be the second option."""
    return float(text) if re.fullmatch(r"-?\d{1,12}\.\d{1,12}", text.strip()) else None
