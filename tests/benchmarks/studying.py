"""A simulated learner: a course in the first weeks, a session of review on most days, half a year long."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import fmean

from bot.learning.review.card import CardId
from bot.learning.review.memory import DAY
from tests.benchmarks.forgetting import Forgetting, Trace, forgetting_of
from tests.benchmarks.schedules import Schedule

DAYS = 180
COMES = 0.8
"""The chance that a learner comes on a day."""
LESSONS = 6
A_LESSON_EACH = 3
"""Days from a lesson to the next, or as soon after as the learner comes."""
QUESTIONS = 10
"""Of a lesson."""
KNOWN_AT_FIRST = 0.7
"""The chance that the first answer is right. FSRS says nothing of it."""
SECONDS = {True: 10, False: 20}
"""That a review takes, right or wrong, with what is read after it."""

_START = datetime(2026, 1, 5, tzinfo=UTC)


@dataclass
class Studied:
    """What came of half a year. `retention`: the mean chance to remember, over all questions, on its last
    day. `reviews`: whether it was right, for each; `punctual`: for those that were asked within a day of when
    they were due."""

    retention: float = 0.0
    seconds: int = 0
    reviews: list[bool] = field(default_factory=list)
    punctual: list[bool] = field(default_factory=list)


def study(schedule: Schedule, seed: str, spread: float = 1.0) -> Studied:
    """The same seed: the same memory, and the same days on which they come."""
    return _Learner(schedule, forgetting_of(Random(f"{seed}/forgets"), spread), seed).study()


class _Learner:
    def __init__(self, schedule: Schedule, forgetting: Forgetting, seed: str) -> None:
        self._schedule = schedule
        self._forgetting = forgetting
        self._coming, self._knowing = Random(f"{seed}/comes"), Random(f"{seed}/knows")
        self._traces: dict[CardId, Trace] = {}
        self._studied = Studied()

    def study(self) -> Studied:
        usual, lessons, next_lesson = self._coming.uniform(7, 22), 0, 0
        for day in range(DAYS):
            hour = usual + self._coming.uniform(-1, 1)
            if self._coming.random() >= COMES:
                continue
            now = _START + timedelta(days=day, hours=hour)
            self._review(now)
            if lessons < LESSONS and day >= next_lesson:
                self._learn(lessons, now)
                lessons, next_lesson = lessons + 1, day + A_LESSON_EACH
        end = _START + DAYS * DAY
        chances = [self._forgetting.chance(trace, _days(end)) for trace in self._traces.values()]
        self._studied.retention = fmean(chances)
        return self._studied

    def _learn(self, lesson: int, now: datetime) -> None:
        for number in range(QUESTIONS):
            card_id = CardId("course", f"{lesson}/{number}")
            self._schedule.answered(card_id, self._answers(card_id, now), now)

    def _review(self, now: datetime) -> None:
        at = now
        for card_id, due in self._schedule.session(now):
            right = self._answers(card_id, at)
            self._schedule.reviewed(card_id, right, at)
            at += timedelta(seconds=SECONDS[right])
            self._studied.seconds += SECONDS[right]
            self._studied.reviews.append(right)
            if now - due < DAY:
                self._studied.punctual.append(right)

    def _answers(self, card_id: CardId, now: datetime) -> bool:
        trace, at = self._traces.get(card_id), _days(now)
        chance = self._forgetting.chance(trace, at) if trace else KNOWN_AT_FIRST
        right = self._knowing.random() < chance
        known = self._forgetting.after(trace, right, at) if trace else self._forgetting.first(right, at)
        self._traces[card_id] = known
        return right


def _days(moment: datetime) -> float:
    return (moment - _START) / DAY
