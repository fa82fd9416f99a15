"""What reviews know of a learner, for whoever shows how far they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.learning.learner.learner import Learner
from bot.learning.learner.overview import Overview
from bot.learning.review.firmness import firmness
from bot.learning.review.memory import asked_until
from bot.storage.database import Tx
from bot.storage.review import cards, reviews


def reviewed(tx: Tx, learner_id: int, since: datetime) -> tuple[datetime, ...]:
    """When they answered a card."""
    return reviews.times(tx, learner_id, since)


def is_due(tx: Tx, learner_id: int, now: datetime) -> bool:
    """Whether a card of theirs would be asked now; what was answered today is not, before tomorrow."""
    first = cards.first_due(tx, learner_id)
    return first is not None and first <= asked_until(now)


def firmness_of(
    tx: Tx, learner: Learner, overview: Overview, now: datetime
) -> Mapping[tuple[str, str], float]:
    """(course id, lesson id) -> how firm it is, 0 to 1, in all courses that they began."""
    known = cards.of_learner(tx, learner.id)
    found: dict[tuple[str, str], float] = {}
    for standing in overview.standings if known else ():
        found |= firmness(known, standing.course, now)
    return found
