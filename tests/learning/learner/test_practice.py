"""Days and weeks with practice, by the learner's own clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.learning.learner.practice import WEEKS, look_back, practice

FRIDAY = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)


def test_an_answer_counts_for_the_day_that_the_learners_calendar_shows() -> None:
    late = datetime(2026, 11, 26, 22, 30, tzinfo=UTC)
    assert practice([late], FRIDAY, None).days == {date(2026, 11, 26)}
    assert practice([late], FRIDAY, "Asia/Tokyo").days == {date(2026, 11, 27)}
    assert practice([late], FRIDAY, "America/Los_Angeles").days == {date(2026, 11, 26)}


def test_several_days_of_a_week_are_one_week_and_a_gap_takes_nothing_away() -> None:
    ago = (0, 1, 3, 40, 41)
    found = practice([FRIDAY - timedelta(days=days) for days in ago], FRIDAY, None)
    assert (len(found.days), found.weeks) == (5, 2)


def test_twelve_weeks_begin_on_a_monday_and_end_with_this_one() -> None:
    grid = practice([], FRIDAY, None).grid
    assert (len(grid), {len(week) for week in grid}) == (WEEKS, {7})
    assert {week[0].weekday() for week in grid} == {0}
    assert grid[0][0] == date(2026, 9, 7)
    assert date(2026, 11, 27) in grid[-1]


@pytest.mark.parametrize("zone", [None, "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("weekday", range(7))
def test_nothing_before_the_first_of_the_weeks_counts_and_nothing_in_them_is_missed(
    zone: str | None, weekday: int
) -> None:
    now = FRIDAY + timedelta(days=weekday)
    hours = [now - timedelta(hours=hour) for hour in range(24 * 7 * (WEEKS + 2))]
    seen = practice([moment for moment in hours if moment >= look_back(now)], now, zone)
    assert seen == practice(hours, now, zone)
    assert min(seen.days) == seen.grid[0][0]
    assert max(seen.days) == seen.today


def test_when_clocks_change_no_day_is_lost_or_doubled() -> None:
    around = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in range(24)]
    found = practice(around, FRIDAY, "Europe/Berlin")
    assert found.days == {date(2026, 10, 25), date(2026, 10, 26)}
