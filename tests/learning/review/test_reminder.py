"""A reminder comes at the learner's own hour, once a day, wherever they are and whatever clocks do there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.learning.quiet_hours import NIGHT
from bot.learning.review.reminder import (
    APART,
    LATE,
    Reminder,
    ReminderState,
    is_allowed,
    is_time,
    left_unanswered,
    next_look,
)
from bot.learning.time_zones import wall

EVERYWHERE = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
MANY = EVERYWHERE[:: max(1, len(EVERYWHERE) // 160)]
SEVERAL = ("Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Pacific/Midway", "Asia/Kathmandu")
LOOK = timedelta(minutes=10)


def at(minute: int) -> Reminder:
    return Reminder(7, ReminderState.ON, minute)


def sent_in(zone: str, minute: int, start: datetime, days: int) -> list[datetime]:
    """When reminders go out in so many days, for somebody to whom there is always something to ask."""
    reminder, sent = at(minute), list[datetime]()
    now = next_look(reminder, zone, start)
    while now and now < start + timedelta(days=days):
        assert is_time(reminder, zone, now)
        sent.append(now)
        reminder = replace(reminder, claimed_at=now)
        now = next_look(reminder, zone, now)
    return sent


def test_there_are_zones_enough() -> None:
    assert len(MANY) >= 150


@pytest.mark.parametrize("part", range(8))
def test_over_a_year_there_is_one_each_day_at_the_right_minute_in_every_zone(part: int) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for number, zone in enumerate(MANY[part::8]):
        minute = (8 * 60, 18 * 60, 13 * 60 + 37, 21 * 60 + 59)[number % 4]
        shown = [wall(moment, zone) for moment in sent_in(zone, minute, start, 365)]
        assert {(local.hour, local.minute) for local in shown} == {divmod(minute, 60)}, zone
        days = [local.date() for local in shown]
        assert days == [days[0] + timedelta(days=ahead) for ahead in range(len(days))], zone
        assert len(days) in (364, 365), zone


@pytest.mark.parametrize(
    ("zone", "minute", "start", "expected"),
    [
        ("Europe/Berlin", 18 * 60, "2026-03-28 12:00", ["28 17:00", "29 16:00", "30 16:00"]),
        ("Europe/Berlin", 18 * 60, "2026-10-24 12:00", ["24 16:00", "25 17:00", "26 17:00"]),
        ("America/New_York", 8 * 60, "2026-03-07 00:00", ["07 13:00", "08 12:00", "09 12:00"]),
        ("Australia/Lord_Howe", 20 * 60, "2026-10-03 00:00", ["03 09:30", "04 09:00", "05 09:00"]),
        # A day that there was not: after the 29th came the 31st.
        ("Pacific/Apia", 10 * 60, "2011-12-29 12:00", ["29 20:00", "30 20:00", "31 20:00"]),
    ],
)
def test_the_local_hour_is_kept_when_clocks_change(
    zone: str, minute: int, start: str, expected: list[str]
) -> None:
    begin = datetime.fromisoformat(start).replace(tzinfo=UTC)
    assert [f"{moment:%d %H:%M}" for moment in sent_in(zone, minute, begin, 3)] == expected


@pytest.mark.parametrize(
    ("minute", "start", "expected"),
    [
        (150, "2026-03-28 12:00", "2026-03-29 01:30"),  # summer time skips 02:30: an hour later
        (150, "2026-10-24 12:00", "2026-10-25 00:30"),  # shown twice: the first time
        (150, "2026-10-25 00:30", "2026-10-26 01:30"),  # and not the second time
    ],
)
def test_an_hour_that_is_skipped_or_shown_twice_has_one_moment(
    minute: int, start: str, expected: str
) -> None:
    found = next_look(at(minute), "Europe/Berlin", datetime.fromisoformat(start).replace(tzinfo=UTC))
    assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@settings(max_examples=60, deadline=None)
@given(
    minute=st.sampled_from((8 * 60, 12 * 60 + 15, 18 * 60, 21 * 60 + 45)),
    start=st.integers(0, 365 * 24).map(lambda hour: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour)),
    journey=st.lists(st.tuples(st.integers(1, 40), st.sampled_from((*SEVERAL, *MANY[::9]))), max_size=6),
)
def test_who_travels_is_never_reminded_twice_a_day_nor_at_night(
    minute: int, start: datetime, journey: list[tuple[int, str]]
) -> None:
    """`journey`: after so many hours they are in that zone."""
    reminder, zone, sent = at(minute), SEVERAL[0], list[tuple[datetime, str]]()
    reminder = replace(reminder, next_at=next_look(reminder, zone, start))
    now, left = start, [*journey, (72, "")]
    for hours, then in left:
        until = now + timedelta(hours=hours)
        while now < until:
            if reminder.next_at and reminder.next_at <= now:
                if is_time(reminder, zone, now):
                    sent.append((now, zone))
                    reminder = replace(reminder, claimed_at=now)
                reminder = replace(reminder, next_at=next_look(reminder, zone, now))
            now += LOOK
        if then:
            zone = then
            reminder = replace(reminder, next_at=next_look(reminder, zone, now))
    for moment, there in sent:
        local = wall(moment, there)
        assert local.hour not in NIGHT
        shown = timedelta(hours=local.hour, minutes=local.minute) - timedelta(minutes=minute)
        assert timedelta() <= shown <= LATE
    for (before, _), (after, there) in pairwise(sent):
        assert after - before >= APART
        assert wall(before, there).date() < wall(after, there).date()
    # Whoever stays where they are is reminded on the next day, or the one after it.
    assert sent
    assert now - sent[-1][0] <= timedelta(days=2)


def test_what_is_late_by_hours_or_would_come_at_night_does_not_come() -> None:
    zone, noon = "UTC", datetime(2026, 3, 1, 12, tzinfo=UTC)
    assert is_time(at(12 * 60), zone, noon)
    assert is_time(at(12 * 60), zone, noon + LATE)
    assert not is_time(at(12 * 60), zone, noon + LATE + timedelta(seconds=1))
    assert not is_time(at(12 * 60 + 1), zone, noon)
    assert not is_time(at(21 * 60 + 30), zone, noon.replace(hour=22, minute=0))
    assert not is_allowed(22 * 60)
    assert not is_allowed(8 * 60 - 1)
    assert is_allowed(8 * 60)
    assert is_allowed(22 * 60 - 1)


def test_an_offer_that_speaks_of_tomorrow_is_kept_whatever_the_hour() -> None:
    accepted = datetime(2026, 3, 1, 6, tzinfo=UTC)
    reminder = replace(at(18 * 60), accepted_at=accepted)
    assert next_look(reminder, "Europe/Berlin", accepted) == datetime(2026, 3, 2, 17, tzinfo=UTC)
    late = replace(at(8 * 60), accepted_at=accepted.replace(hour=22))
    assert next_look(late, "Europe/Berlin", accepted.replace(hour=22)) == datetime(2026, 3, 2, 7, tzinfo=UTC)


def test_a_claim_from_the_future_is_one_of_a_clock_that_was_wrong() -> None:
    now = datetime(2026, 3, 1, 18, tzinfo=UTC)
    assert is_time(replace(at(18 * 60), claimed_at=now + timedelta(days=400)), "UTC", now)


def test_without_a_zone_a_time_or_the_wish_there_is_none() -> None:
    now = datetime(2026, 3, 1, 18, tzinfo=UTC)
    for reminder, zone in (
        (at(18 * 60), None),
        (Reminder(7, ReminderState.ON), "UTC"),
        (replace(at(18 * 60), state=ReminderState.QUIET), "UTC"),
        (replace(at(18 * 60), state=ReminderState.OFF), "UTC"),
    ):
        assert next_look(reminder, zone, now) is None
        assert not is_time(reminder, zone, now)


def test_a_tap_since_the_last_one_is_an_answer() -> None:
    claimed = datetime(2026, 3, 1, 18, tzinfo=UTC)
    reminder = replace(at(18 * 60), claimed_at=claimed, unanswered=3)
    assert left_unanswered(reminder, claimed + timedelta(minutes=1)) == 0
    assert left_unanswered(reminder, claimed - timedelta(hours=2)) == 3
    assert left_unanswered(replace(reminder, claimed_at=None), claimed) == 0


def test_zones_of_the_test_are_those_of_the_database() -> None:
    assert all(ZoneInfo(zone) for zone in (*MANY, *SEVERAL))
