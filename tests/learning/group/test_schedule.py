"""A group's posts keep to the clocks of its own place, also when these are changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.learning.group.group import Plan
from bot.learning.group.schedule import next_post, week_start

ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia")
QUARTER = timedelta(minutes=15)
EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
EVERY_DAY = frozenset(range(7))


@settings(max_examples=150, deadline=None)
@given(
    now=st.integers(0, 4 * 365 * 24 * 60).map(lambda minute: EPOCH + timedelta(minutes=minute)),
    zone=st.sampled_from(ZONES),
    days=st.frozensets(st.integers(0, 6), min_size=1),
    quarter=st.integers(0, 95),
)
def test_the_next_post_is_the_first_moment_ahead_that_clocks_there_show_so(
    now: datetime, zone: str, days: frozenset[int], quarter: int
) -> None:
    found = next_post(now, Plan(zone=zone, days=days, minute=quarter * 15))
    assert found
    assert now < found <= now + timedelta(days=8)
    assert (found == first_shown(now, zone, days, quarter * 15)) or skipped(found, zone, quarter * 15)


def first_shown(now: datetime, zone: str, days: frozenset[int], minute: int) -> datetime:
    """By looking at every quarter of an hour that lies ahead."""
    at = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    while True:
        at += QUARTER
        local = at.astimezone(ZoneInfo(zone))
        if (
            at > now
            and local.weekday() in days
            and local.hour * 60 + local.minute == minute
            and not local.fold
        ):
            return at


def skipped(found: datetime, zone: str, minute: int) -> bool:
    """Whether clocks there jumped over the time: it comes as much later as they jumped."""
    local = found.astimezone(ZoneInfo(zone))
    before = (found - timedelta(hours=2)).astimezone(ZoneInfo(zone))
    jump = (local.utcoffset() or timedelta()) - (before.utcoffset() or timedelta())
    return jump > timedelta() and local.hour * 60 + local.minute - minute == jump // timedelta(minutes=1)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-28T12:00", "2026-03-29T01:30"),  # 02:30 is skipped: 03:30 summer time
        ("2026-03-29T12:00", "2026-03-30T00:30"),  # 02:30 summer time
        ("2026-10-24T12:00", "2026-10-25T00:30"),  # 02:30 comes twice: the first time
        ("2026-10-25T00:30", "2026-10-26T01:30"),  # and not the second time
    ],
)
def test_a_change_of_summer_time_posts_once(now: str, expected: str) -> None:
    plan = Plan(zone="Europe/Berlin", days=EVERY_DAY, minute=2 * 60 + 30)
    found = next_post(datetime.fromisoformat(now).replace(tzinfo=UTC), plan)
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize("month", [1, 7])
def test_nine_stays_nine_in_winter_and_in_summer(month: int) -> None:
    found = next_post(datetime(2026, month, 5, tzinfo=UTC), Plan(zone="Europe/Berlin", days=EVERY_DAY))
    assert found
    assert found.astimezone(ZoneInfo("Europe/Berlin")).hour == 9


def test_without_a_zone_or_a_day_there_is_no_next_post() -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    assert next_post(now, Plan()) is None
    assert next_post(now, Plan(zone="UTC", days=frozenset())) is None


def test_a_week_begins_on_monday_where_the_group_is() -> None:
    late_sunday = datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    assert week_start(late_sunday, "Asia/Tokyo") == datetime(2026, 3, 1, 15, tzinfo=UTC)
    assert week_start(late_sunday, None) == datetime(2026, 2, 23, tzinfo=UTC)
