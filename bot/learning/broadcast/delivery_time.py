"""When a broadcast goes out: its time, each learner's own clock, and the hours in which nobody is disturbed.

Times are aware UTC. A zone is a name of the IANA time zone database; "" is that of whoever has told none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.learning.clock import minute_of
from bot.learning.time_zones import wall

EARLIEST = timedelta(hours=14)
"""The clocks that are furthest ahead of UTC (Kiritimati)."""

LATEST = timedelta(days=366)
"""How far ahead a broadcast may be set."""

_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})[ T]+(?P<time>.+)")
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})[ ,]+(?P<time>.+)")


LATE = timedelta(hours=1)
"""After so long, what was due does not go out by itself: somebody is asked whether it still should."""


@dataclass(frozen=True)
class Quiet:
    """No broadcast from `start` to `end` o'clock (hours 0-23); the same hour twice: none are quiet."""

    start: int
    end: int

    def __contains__(self, hour: int) -> bool:
        if self.start <= self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end


NIGHT = Quiet(22, 8)
NEVER = Quiet(0, 0)


@dataclass(frozen=True)
class Timing:
    """`at`: None for at once. `zone`: the broadcast's own. `local`: at the same time of day wherever each
    learner is, as far as that is known."""

    at: datetime | None = None
    zone: str = "UTC"
    local: bool = False
    quiet: Quiet = NIGHT


def starts(timing: Timing) -> datetime | None:
    """When the first chat may be due, and so the audience has to be made out; None for at once."""
    if timing.at is None or not timing.local:
        return timing.at
    return _wall(timing.at, timing.zone).replace(tzinfo=UTC) - EARLIEST


def due(timing: Timing, zone: str) -> datetime | None:
    """When a chat in this zone is to get it, quiet or not; None for at once."""
    if timing.at is None or not timing.local or not zone:
        return timing.at
    return _utc(_wall(timing.at, timing.zone), zone)


def opens(timing: Timing, zone: str, now: datetime) -> datetime:
    """The first moment from now on at which a chat in this zone may be written to."""
    moment = max(due(timing, zone) or now, now)
    own = zone or timing.zone
    wall = _wall(moment, own)
    if wall.hour not in timing.quiet:
        return moment
    morning = wall.replace(hour=timing.quiet.end, minute=0, second=0, microsecond=0)
    if morning <= wall:
        morning += timedelta(days=1)
    return max(_utc(morning, own), moment)


def late(due: datetime, now: datetime) -> bool:
    return now - due > LATE


def parse(text: str, zone: str, now: datetime) -> datetime | None:
    """ "2026-12-01 09:00", or 1.12.2026 9:00, as clocks in this zone show it, if ahead and within a year;
    None for anything else."""
    written = _DAY.fullmatch(text.strip()) or _DOTTED.fullmatch(text.strip())
    minute = minute_of(written["time"]) if written else None
    if written is None or minute is None:
        return None
    year, month, day = (int(written[part]) for part in ("year", "month", "day"))
    try:
        moment = _utc(datetime(year, month, day, *divmod(minute, 60)), zone)  # noqa: DTZ001 - _utc knows the zone
    except (ValueError, OverflowError):
        return None
    return moment if now < moment <= now + LATEST else None


def at_hour(hour: int, zone: str, now: datetime) -> datetime:
    """The next time that it is this hour there."""
    today = _wall(now, zone).replace(hour=hour, minute=0, second=0, microsecond=0)
    moment = _utc(today, zone)
    return moment if moment > now else _utc(today + timedelta(days=1), zone)


def tomorrow(hour: int, zone: str, now: datetime) -> datetime:
    wall = _wall(now, zone).replace(hour=hour, minute=0, second=0, microsecond=0)
    return _utc(wall + timedelta(days=1), zone)


def soonest(timing: Timing, now: datetime) -> Timing:
    """The same, at once where its time has passed."""
    return replace(timing, at=None) if timing.at and timing.at <= now else timing


def _wall(moment: datetime, zone: str) -> datetime:
    """What clocks show there, without a zone."""
    return wall(moment, zone).replace(tzinfo=None)


def _utc(shown: datetime, zone: str) -> datetime:
    """When clocks there show this. One that summer time skips is an hour later, one shown twice the first."""
    return shown.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
