"""When a group's next post is due, by the clocks of its own place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.learning.group.group import Plan

DAY = 24 * 60

LONGEST_PERIOD = timedelta(days=9)
"""No post of any plan is further off: a week, and what a skipped day and summer time may add."""


def next_post(now: datetime, plan: Plan) -> datetime | None:
    """The first moment after now at which clocks there show the plan's time on one of its days, in UTC.

    A time that summer time skips comes as much later as clocks are put forward; one that it shows twice comes
    the first time. None without a zone or without days."""
    if plan.zone is None or not plan.days:
        return None
    zone = ZoneInfo(plan.zone)
    # From yesterday on: where a whole day is skipped, the day before reaches into today.
    start = now.astimezone(zone).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    for ahead in range(-1, 9):
        day = start + timedelta(days=ahead)
        if day.weekday() not in plan.days:
            continue
        shown = day + timedelta(minutes=plan.minute)
        moment = shown.replace(tzinfo=zone).astimezone(UTC)
        if moment > now:
            return moment
    return None


def week_start(now: datetime, zone_name: str | None) -> datetime:
    """Monday's midnight there, in UTC."""
    zone = ZoneInfo(zone_name or "UTC")
    today = now.astimezone(zone).replace(tzinfo=None, hour=0, minute=0, second=0, microsecond=0)
    return (today - timedelta(days=today.weekday())).replace(tzinfo=zone).astimezone(UTC)
