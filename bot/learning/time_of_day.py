"""Parses times of day as people write them."""

from __future__ import annotations

import re

_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:([ap])\.?\s?m\.?|h|o'?clock)?", re.IGNORECASE)
_TOGETHER = re.compile(r"(\d{2})(\d{2})()")


def minute_of(text: str) -> int | None:
    """ "18:30" -> 1110 minutes from midnight; also "7.05", "18", "18h30", "1830", "9pm" and "9:30 a.m.". None
    for anything else: "24:00", and "9:5", which may be two times."""
    wanted = text.strip()
    found = _TIME.fullmatch(wanted) or _TOGETHER.fullmatch(wanted)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if hour not in range(1, 13):
            return None
        hour = hour % 12 + (12 if found[3].casefold() == "p" else 0)
    return hour * 60 + minute if hour < 24 and minute < 60 else None


def is_like_time(text: str) -> bool:
    """Whether a time is meant, be it one or not: no time zone begins with a digit."""
    return text.strip()[:1].isdigit()
