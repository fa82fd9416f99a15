"""Short words of groups: days, times and lengths as one says them, and labels."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.learning.group.group import Group
from bot.views.words import Words, counted, words_for

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def words_of_group(group: Group) -> Words:  # noqa: ARG001 - it cannot choose a language yet
    """The words for all who read in this group."""
    return words_for(None)


def clock(minute: int) -> str:
    """Minutes from midnight -> "18:05"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def length(minutes: int) -> str:
    """ "10 minutes", "1 hour", "24 hours", "3 days"."""
    for size, unit in ((24 * 60, "day"), (60, "hour")):
        if minutes % size == 0 and minutes > (size if unit == "day" else 0):
            return counted(minutes // size, unit)
    return counted(minutes, "minute")


def moment(at: datetime, zone: str | None) -> str:
    """ "Mon 2 March, 09:00" by the group's clocks."""
    local = at.astimezone(ZoneInfo(zone or "UTC"))
    return f"{local:%a} {local.day} {local:%B, %H:%M}{'' if zone else ' UTC'}"


def days(chosen: frozenset[int]) -> str:
    """ "every day", "Mon to Fri", "Mon, Wed"."""
    if len(chosen) == len(DAYS):
        return "every day"
    if len(chosen) > 2 and max(chosen) - min(chosen) + 1 == len(chosen):
        return f"{DAYS[min(chosen)]} to {DAYS[max(chosen)]}"
    return ", ".join(DAYS[day] for day in sorted(chosen))
