"""From what a learner writes to what they wish of their reminder: a time of day, a time zone, or both."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.learning.time_of_day import is_like_time, minute_of
from bot.learning.time_zones import zone_of

_BEFORE = re.compile(r"^(?:at|um|every day at|daily at)\s+", re.IGNORECASE)
_OFF = frozenset({"off", "no", "stop", "never", "end"})


@dataclass(frozen=True)
class ReminderWish:
    """What was named; `off`: they want none any more."""

    minute: int | None = None
    zone: str | None = None
    off: bool = False


@dataclass(frozen=True)
class NotUnderstood:
    """`as_time`: it was meant as a time of day."""

    words: str
    as_time: bool


def read_wish(text: str, names: Mapping[str, str]) -> ReminderWish | NotUnderstood:
    """ "19:30", "7 pm", "7.30", "19h", "at 19:30", "Berlin", "UTC+3", "19:30 Berlin", "off". `names`:
    what time zones are called, as `zone_of` takes them."""
    wanted = _BEFORE.sub("", text.strip())
    if wanted.casefold() in _OFF:
        return ReminderWish(off=True)
    words = wanted.split()
    for cut in range(len(words), 0, -1):
        minute = minute_of(" ".join(words[:cut]).rstrip(",;."))
        rest = " ".join(words[cut:]).strip("()")
        zone = zone_of(rest, names) if rest else None
        if minute is not None and (zone or not rest):
            return ReminderWish(minute, zone)
    zone = zone_of(wanted, names) if wanted else None
    return ReminderWish(zone=zone) if zone else NotUnderstood(wanted, is_like_time(wanted))
