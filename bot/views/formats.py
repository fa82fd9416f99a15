"""Numbers, times and lists as one reads them in a language.

English until there are others; all that depends on a language beside its words is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from bot.learning.time_zones import wall

DAY = 24 * 60
HOUR = 60
"""Minutes."""

_UNITS = {"minute": "minutes", "hour": "hours", "day": "days", "month": "months", "year": "years"}
_DAYS = {"day": 1, "month": 30.4, "year": 365.25}


@dataclass(frozen=True, eq=False)
class Formats:
    """Those of one language. Moments are aware; what is shown is the time of the zone that is named."""

    language: str

    def number(self, number: int) -> str:
        """ "12,345"."""
        return f"{number:,}"

    def short_number(self, number: int) -> str:
        """950, 9,999, 12k, 1.2M: at most five characters wide."""
        if number < 10_000:
            return self.number(number)
        return f"{number // 1000}k" if number < 1_000_000 else f"{number / 1_000_000:.1f}M"

    def percent(self, percent: int) -> str:
        """ "50 %"."""
        return f"{percent} %"

    def listed(self, items: Iterable[str]) -> str:
        """ "Tea, Milk, Sugar"."""
        return ", ".join(items)

    def quoted(self, text: str, limit: int = 40) -> str:
        """A piece of somebody's text, on one line and not too long."""
        line = "".join(char if char.isprintable() else " " for char in text[: limit + 1]).strip()
        return f'"{line[: limit - 1]}…"' if len(line) > limit else f'"{line}"'

    def quoted_list(self, items: Sequence[str], last: str = "and") -> str:
        """ "Tea", "Milk" and "Sugar", each in quotes."""
        quoted = [f'"{item}"' for item in items]
        return " ".join([self.listed(quoted[:-1]), last, quoted[-1]]) if len(quoted) > 1 else "".join(quoted)

    def weekday(self, day: int) -> str:
        """ "Mon" for 0."""
        return f"{date(2024, 1, 1) + timedelta(day):%a}"

    def day_and_month(self, day: date) -> str:
        """ "02.03."."""
        return f"{day:%d.%m.}"

    def date(self, day: date) -> str:
        """ "2 March 2026"."""
        return f"{day.day} {day:%B %Y}"

    def clock(self, minute: int) -> str:
        """Minutes from midnight -> "18:05"."""
        return f"{minute // 60:02}:{minute % 60:02}"

    def hour(self, hour: int) -> str:
        """ "09", to choose from."""
        return f"{hour:02}"

    def minutes(self, minute: int) -> str:
        """ ":15", to choose from."""
        return f":{minute:02}"

    def time(self, moment: datetime, zone: str) -> str:
        """ "18:05"."""
        return f"{wall(moment, zone):%H:%M}"

    def hours(self, start: int, end: int) -> str:
        """From one full hour to another: "22:00–8:00"."""
        return f"{start}:00–{end}:00"

    def day_and_time(self, moment: datetime, zone: str) -> str:
        """ "Mon 2 March, 09:00"."""
        local = wall(moment, zone)
        return f"{local:%a} {local.day} {local:%B, %H:%M}"

    def day(self, moment: datetime, zone: str) -> str:
        """ "Mon 2 March"."""
        local = wall(moment, zone)
        return f"{local:%a} {local.day} {local:%B}"

    def date_and_time(self, moment: datetime, zone: str = "UTC") -> str:
        """ "2026-03-02 09:00"."""
        return f"{wall(moment, zone):%Y-%m-%d %H:%M}"

    def dates_and_times(self, moments: Sequence[datetime]) -> list[str]:
        """In UTC, as short as tells them apart: to the minute, or where two share it to the second, or
        numbered."""
        for form in ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"):
            labels = [f"{moment:{form}}" for moment in moments]
            if len(set(labels)) == len(labels):
                return labels
        return [f"{label} ({number})" for number, label in enumerate(labels, 1)]

    def length(self, minutes: int) -> str:
        """ "10 minutes", "1 hour", "24 hours", "3 days"."""
        if minutes % DAY == 0 and minutes > DAY:
            return self._counted(minutes // DAY, "day")
        if minutes % HOUR == 0 and minutes > 0:
            return self._counted(minutes // HOUR, "hour")
        return self._counted(minutes, "minute")

    def about(self, length: timedelta) -> str:
        """About how long, an hour at the least: "1 hour", "30 hours", "3 days"."""
        hours = max(round(length.total_seconds() / 3600), 1)
        return self._counted(hours, "hour") if hours < 48 else self._counted(round(hours / 24), "day")

    def interval(self, length: timedelta) -> str:
        """A time in which nothing is asked, a day at the least: "1 day", "3 days", "4 months", "2 years"."""
        return self._counted(*_rounded(length))

    def short_interval(self, length: timedelta) -> str:
        """ "3 d", "4 mo", "2 y", for a button."""
        number, unit = _rounded(length)
        return f"{number} {'mo' if unit == 'month' else unit[0]}"

    def short_length(self, seconds: float) -> str:
        """About how long: "12 s", "5 min", "2 h 10 min"."""
        if seconds < 60:
            return f"{max(1, ceil(seconds))} s"
        minutes = ceil(seconds / 60)
        return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"

    def _counted(self, number: int, unit: str) -> str:
        return f"{number} {unit if number == 1 else _UNITS[unit]}"


def _rounded(length: timedelta) -> tuple[int, str]:
    """Days up to two months, months up to two years."""
    unit = "day" if length.days < 60 else "month" if length.days < 730 else "year"
    return max(round(length.days / _DAYS[unit]), 1), unit


def counted(number: int, one: str, many: str = "") -> str:
    """For logs and terminals, which are English: "1 lesson", "2 lessons"; `many` where it is not just an s
    more."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
