"""When a broadcast goes out: its time, by each learner's own clock, and not in quiet hours.

Times are aware UTC. A zone is a name of the IANA time zone database; "" is that of whoever has told none.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from bot.learning.quiet_hours import NIGHT, QuietHours
from bot.learning.time_of_day import minute_of
from bot.learning.time_zones import utc_of, wall

EARLIEST = timedelta(hours=14)
"""The clocks that are furthest ahead of UTC (Kiritimati)."""

LATEST = timedelta(days=366)
"""How far ahead a broadcast may be set."""

_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})[ T]+(?P<time>.+)")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})?[ ,]+(?P<time>.+)")
_NAMED = re.compile(r"(?P<name>[a-z]+)\.?,?(?: +at)? +(?P<time>.+)", re.IGNORECASE)
_WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORTEST_NAME = 3
"""Letters of a weekday's name: "Fri"."""


LATE = timedelta(hours=1)
"""After so long, what was due does not go out by itself: somebody is asked whether it still should."""


@dataclass(frozen=True)
class Timing:
    """`at`: None for at once. `zone`: the broadcast's own. `local`: at the same time of day wherever each
    learner is, as far as that is known."""

    at: datetime | None = None
    zone: str = "UTC"
    local: bool = False
    quiet: QuietHours = NIGHT


def starts(timing: Timing) -> datetime | None:
    """When the first chat may be due, and so the audience has to be made out; None for at once."""
    if timing.at is None or not timing.local:
        return timing.at
    return _wall(timing.at, timing.zone).replace(tzinfo=UTC) - EARLIEST


def due(timing: Timing, zone: str) -> datetime | None:
    """When a chat in this zone is to get it, quiet or not; None for at once."""
    if timing.at is None or not timing.local or not zone:
        return timing.at
    return utc_of(_wall(timing.at, timing.zone), zone)


def opens(timing: Timing, zone: str, now: datetime) -> datetime:
    """The first moment from now on at which a chat in this zone may be written to."""
    moment = max(due(timing, zone) or now, now)
    own = zone or timing.zone
    wall = _wall(moment, own)
    if wall.hour not in timing.quiet:
        return moment
    return max(utc_of(timing.quiet.over(wall), own), moment)


def late(due: datetime, now: datetime) -> bool:
    return now - due > LATE


def parse(text: str, zone: str, now: datetime) -> datetime | None:
    """ "2026-12-01 09:00", "1.12.2026 9:00", "1.12. 9:00", "tomorrow 9:00", "Fri 9:00", as clocks in this
    zone show it, if ahead and within a year; None for anything else. Without a year, or by the name of a
    weekday, it is the next one."""
    wanted, today = text.strip(), _wall(now, zone).date()
    dated, named = _DAY.fullmatch(wanted) or _DOTTED.fullmatch(wanted), _NAMED.fullmatch(wanted)
    written = dated or named
    minute = minute_of(written["time"]) if written else None
    if minute is None:
        return None
    days = _dated(dated, today) if dated else _named(named["name"].lower(), today) if named else ()
    try:
        moments = [utc_of(datetime.combine(day, time(*divmod(minute, 60))), zone) for day in days]
    except (ValueError, OverflowError):
        return None
    return next((moment for moment in moments if now < moment <= now + LATEST), None)


def _dated(written: re.Match[str], today: date) -> tuple[date, ...]:
    """The days that may be meant, the soonest first."""
    years = [int(written["year"])] if written["year"] else [today.year, today.year + 1]
    found = []
    for year in years:
        with suppress(ValueError):  # there is no such day in that year
            found.append(date(year, int(written["month"]), int(written["day"])))
    return tuple(found)


def _named(name: str, today: date) -> tuple[date, ...]:
    if name in ("today", "tomorrow"):
        return (today + timedelta(days=name == "tomorrow"),)
    if len(name) < _SHORTEST_NAME:
        return ()
    week = (today + timedelta(days=ahead) for ahead in range(8))
    return tuple(day for day in week if _WEEK[day.weekday()].startswith(name))


def at_hour(hour: int, zone: str, now: datetime) -> datetime:
    """The next time that it is this hour there."""
    today = _wall(now, zone).replace(hour=hour, minute=0, second=0, microsecond=0)
    moment = utc_of(today, zone)
    return moment if moment > now else utc_of(today + timedelta(days=1), zone)


def tomorrow(hour: int, zone: str, now: datetime) -> datetime:
    wall = _wall(now, zone).replace(hour=hour, minute=0, second=0, microsecond=0)
    return utc_of(wall + timedelta(days=1), zone)


def soonest(timing: Timing, now: datetime) -> Timing:
    """The same, at once where its time has passed."""
    return replace(timing, at=None) if timing.at and timing.at <= now else timing


def _wall(moment: datetime, zone: str) -> datetime:
    """What clocks show there, without a zone."""
    return wall(moment, zone).replace(tzinfo=None)
