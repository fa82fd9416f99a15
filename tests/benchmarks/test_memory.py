"""Half a year of learning, simulated in a short form: python -m tests.benchmarks memory is the long one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import fsrs
import pytest

from bot.learning.review.memory import RETENTION
from tests.benchmarks.forgetting import Forgetting
from tests.benchmarks.memory import Remembered, simulate
from tests.benchmarks.schedules import FixedDays, House, Never, Schedule

LEARNERS = 25
TOLERANCE = 0.03


def simulated(make: type[Schedule], learners: int = LEARNERS) -> Remembered:
    return simulate(make, learners, seed=1, spread=1.0, tell=lambda _: None)


def test_reviews_find_what_is_asked_for_remembered_and_more_is_left_than_by_fixed_days_or_by_none() -> None:
    house, fixed, none = simulated(House), simulated(FixedDays), simulated(Never)
    assert house.right == pytest.approx(RETENTION, abs=TOLERANCE)
    assert house.punctual == pytest.approx(RETENTION, abs=TOLERANCE)
    assert house.retention > fixed.retention + 0.1
    assert fixed.retention > none.retention + 0.1
    assert none.minutes == 0


def test_the_same_seed_gives_the_same_half_year() -> None:
    assert simulated(House, 2) == simulated(House, 2)


@pytest.mark.parametrize("rights", ["111111", "101101", "000000", "0110"])
def test_the_simulated_memory_is_that_of_fsrs(rights: str) -> None:
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card, truth, trace, day = fsrs.Card(1), Forgetting(), None, 0
    for number, letter in enumerate(rights):
        day += (1, 3, 8, 20, 2)[number % 5]
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)
        right = letter == "1"
        if trace:
            assert truth.chance(trace, day) == pytest.approx(scheduler.get_card_retrievability(card, at))
        trace = truth.after(trace, right, day) if trace else truth.first(right, day)
        card, _ = scheduler.review_card(card, fsrs.Rating.Good if right else fsrs.Rating.Again, at)
        assert (trace.stability, trace.difficulty) == pytest.approx((card.stability, card.difficulty))
