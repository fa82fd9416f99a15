"""Numbers, times and lists as one reads them: in English here, in other languages in `locale_formats`.

All that depends on a language beside its words is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Literal

from bot.learning.time_zones import wall
from bot.views.languages import own_name

DAY = 24 * 60
HOUR = 60
"""Minutes."""

Unit = Literal["second", "minute", "hour", "day", "month", "year"]

_DAYS: dict[Unit, float] = {"day": 1, "month": 30.4, "year": 365.25}
_SHORT: dict[Unit, str] = {
    "second": "s",
    "minute": "min",
    "hour": "h",
    "day": "d",
    "month": "mo",
    "year": "y",
}


@dataclass(frozen=True, eq=False)
class Formats:
    """Those of a language: ask `formats_of`. Moments are aware; what is shown is the time of the zone that is
    named."""

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

    def own_names(self, languages: Iterable[str]) -> str:
        """Of languages, each as those call it who speak it: "English, Deutsch"."""
        return ", ".join(own_name(language) for language in languages)

    def quoted(self, text: str, limit: int = 40) -> str:
        """A piece of somebody's text, on one line and not too long."""
        line = "".join(char if char.isprintable() else " " for char in text[: limit + 1]).strip()
        start, end = self.quotes()
        return f"{start}{line[: limit - 1]}…{end}" if len(line) > limit else f"{start}{line}{end}"

    def quotes(self) -> tuple[str, str]:
        """What a quoted text stands between."""
        return '"', '"'

    def quoted_list(self, items: Sequence[str], last: str = "and") -> str:
        """ "Tea", "Milk" and "Sugar", each in quotes."""
        start, end = self.quotes()
        return self.joined([f"{start}{item}{end}" for item in items], last)

    def joined(self, items: Sequence[str], last: str = "and") -> str:
        """ "Tea, Milk and Sugar"; `last`: "and" or "or"."""
        return f"{self.listed(items[:-1])} {last} {items[-1]}" if len(items) > 1 else "".join(items)

    def weekday(self, day: int) -> str:
        """ "Mon" for 0."""
        return f"{date(2024, 1, 1) + timedelta(day):%a}"

    @property
    def first_weekday(self) -> int:
        """The day a week begins with: 0 is Monday."""
        return 0

    def week(self) -> tuple[int, ...]:
        """The days in their order."""
        return tuple((self.first_weekday + day) % 7 for day in range(7))

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
        return self._stamp(wall(moment, zone))

    def dates_and_times(self, moments: Sequence[datetime]) -> list[str]:
        """In UTC, as short as tells them apart: to the minute, or where two share it to the second, or
        numbered."""
        for seconds in (False, True):
            labels = [self._stamp(wall(moment, "UTC"), seconds) for moment in moments]
            if len(set(labels)) == len(labels):
                return labels
        return [f"{label} ({number})" for number, label in enumerate(labels, 1)]

    def _stamp(self, local: datetime, seconds: bool = False) -> str:
        return f"{local:%Y-%m-%d %H:%M:%S}" if seconds else f"{local:%Y-%m-%d %H:%M}"

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
        return self._counted(*rounded(length))

    def in_interval(self, length: timedelta) -> str:
        """The same from now on: "in 3 days"."""
        return f"in {self.interval(length)}"

    def short_interval(self, length: timedelta) -> str:
        """ "3 d", "4 mo", "2 y", for a button."""
        number, unit = rounded(length)
        return f"{number} {_SHORT[unit]}"

    def short_length(self, seconds: float) -> str:
        """About how long: "12 s", "5 min", "2 h 10 min"."""
        return " ".join(f"{number} {_SHORT[unit]}" for number, unit in parts_of(seconds))

    def _counted(self, number: int, unit: Unit) -> str:
        return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def parts_of(seconds: float) -> tuple[tuple[int, Unit], ...]:
    """Seconds up to a minute, minutes up to an hour, hours and minutes."""
    if seconds < 60:
        return ((max(1, ceil(seconds)), "second"),)
    minutes = ceil(seconds / 60)
    return ((minutes, "minute"),) if minutes < 60 else ((minutes // 60, "hour"), (minutes % 60, "minute"))


def rounded(length: timedelta) -> tuple[int, Unit]:
    """Days up to two months, months up to two years."""
    unit: Unit = "day" if length.days < 60 else "month" if length.days < 730 else "year"
    return max(round(length.days / _DAYS[unit]), 1), unit


def counted(number: int, one: str, many: str = "") -> str:
    """For logs and terminals, which are English: "1 lesson", "2 lessons"; `many` where it is not just an s
    more."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"
