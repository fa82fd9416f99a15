"""How firmly a card is remembered, and when it is asked next: FSRS-6, as the library `fsrs` has it.

Nothing is left to chance, and the same reviews give the same memory: it may be thrown away and replayed.
There are no steps of minutes: a card that was not known comes again on another day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import fsrs

from bot.learning.kinds.card import Recall

DAY = timedelta(days=1)

RETENTION = 0.9
"""The chance to remember at which a card is due."""

LEEWAY = timedelta(hours=6)
"""A card is asked this long before it is due: who comes at the same hour each day, a little earlier, when the
clocks change, or a few zones further east, finds what was meant for that day."""

MATURE = timedelta(days=21)
"""From this interval on a card is firm enough to be asked for more than recognition."""

_SCHEDULER = fsrs.Scheduler(
    desired_retention=RETENTION, learning_steps=(), relearning_steps=(), enable_fuzzing=False
)
_RATINGS = {
    Recall.AGAIN: fsrs.Rating.Again,
    Recall.HARD: fsrs.Rating.Hard,
    Recall.GOOD: fsrs.Rating.Good,
    Recall.EASY: fsrs.Rating.Easy,
}
_ONLY = 1
"""FSRS wants a number for each card, and does nothing with it."""


@dataclass(frozen=True)
class Memory:
    """What FSRS knows of a card that was reviewed. `stability`: days until the chance to remember has sunk to
    RETENTION; `difficulty`: 1 to 10; `state`: FSRS's number of it. Times are UTC, in whole milliseconds."""

    stability: float
    difficulty: float
    state: int
    last_review: datetime
    due: datetime

    @property
    def interval(self) -> timedelta:
        return self.due - self.last_review

    @property
    def is_mature(self) -> bool:
        return self.interval >= MATURE


def remembered(memory: Memory | None, rating: Recall, now: datetime) -> Memory:
    """The memory after a review; None before: it is the first one."""
    at = whole_milliseconds(now)
    card, _ = _SCHEDULER.review_card(_card(memory, at), _RATINGS[rating], at)
    assert card.stability is not None and card.difficulty is not None  # noqa: S101, PT018 - FSRS sets both
    return Memory(card.stability, card.difficulty, card.state.value, at, card.due)


def intervals(memory: Memory | None, now: datetime) -> Mapping[Recall, timedelta]:
    """How long the card would stay away after each rating: whole days."""
    return {rating: remembered(memory, rating, now).interval for rating in Recall}


def retrievability(memory: Memory | None, now: datetime) -> float:
    """The chance, 0 to 1, that the card is remembered at `now`. One that was never reviewed counts as just
    due: nobody knows, and it goes behind those that are known to be endangered."""
    if memory is None:
        return RETENTION
    at = whole_milliseconds(now)
    return _SCHEDULER.get_card_retrievability(_card(memory, at), at)


def asked_until(now: datetime) -> datetime:
    """At `now`, cards are asked that are due until then."""
    return whole_milliseconds(now) + LEEWAY


def whole_milliseconds(moment: datetime) -> datetime:
    """As exactly as times are stored, so that a replay decides from the same moments; in UTC, for FSRS."""
    moment = moment.astimezone(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _card(memory: Memory | None, at: datetime) -> fsrs.Card:
    """FSRS counts whole days, and cuts: 23 hours, which is a day when the clocks change, would be none. So it
    is shown a last review that is so many days away, rounded."""
    if memory is None:
        return fsrs.Card(_ONLY, due=at)
    days = round(max(at - memory.last_review, timedelta()) / DAY)
    return fsrs.Card(
        _ONLY,
        fsrs.State(memory.state),
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=at - days * DAY,
    )
