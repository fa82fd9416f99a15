"""On which of the last days a learner practised: by their own clock, in weeks that begin on Monday.

Weeks are counted and no streaks: a day that was missed takes nothing away.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from bot.learning.time_zones import wall

WEEKS = 12
"""Weeks that are looked back on, with the present one."""

UNKNOWN = "UTC"
"""The clock of a learner who has not told theirs."""


@dataclass(frozen=True)
class Practice:
    """`today`, and the days with practice in the weeks up to it."""

    today: date
    days: frozenset[date] = frozenset()

    @cached_property
    def grid(self) -> tuple[tuple[date, ...], ...]:
        """All days of these weeks, the oldest first; the last of them may be still to come."""
        first = _monday(self.today) - timedelta(weeks=WEEKS - 1)
        return tuple(
            tuple(first + timedelta(days=7 * week + day) for day in range(7)) for week in range(WEEKS)
        )

    @property
    def weeks(self) -> int:
        """How many of the weeks have a day with practice."""
        return len({_monday(day) for day in self.days})


def look_back(now: datetime) -> datetime:
    """The moment from which on it matters what a learner did, whatever their clock shows."""
    return now - timedelta(weeks=WEEKS, days=1)


def practice(moments: Iterable[datetime], now: datetime, zone: str | None) -> Practice:
    """The days on which these moments fall; `zone`: the learner's, as the IANA database names it."""
    today = local_day(now, zone)
    first = _monday(today) - timedelta(weeks=WEEKS - 1)
    days = {local_day(moment, zone) for moment in moments}
    return Practice(today, frozenset(day for day in days if first <= day <= today))


def local_day(moment: datetime, zone: str | None) -> date:
    """The date that a learner's calendar shows."""
    return wall(moment, zone or UNKNOWN).date()


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
