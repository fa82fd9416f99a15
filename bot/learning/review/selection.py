"""Which cards make a session, and in which order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.learning.learner.learner import SESSION_SIZE
from bot.learning.review.card import Card
from bot.learning.review.memory import asked_until, retrievability


@dataclass(frozen=True)
class Candidate:
    """A card that may be asked, and the lesson its question belongs to."""

    card: Card
    lesson_id: str

    @property
    def topic(self) -> tuple[str, str]:
        return self.card.course_id, self.lesson_id


def select(candidates: Iterable[Candidate], now: datetime, size: int = SESSION_SIZE) -> tuple[Card, ...]:
    """A session: of those that are due the `size` most endangered ones, mixed over lessons and courses."""
    due = [each for each in candidates if is_due(each.card, now)]
    due.sort(key=lambda each: (retrievability(each.card.memory, now), each.card.due, each.card.question_id))
    return tuple(each.card for each in interleaved(due[:size]))


def is_due(card: Card, now: datetime) -> bool:
    return card.is_asked and card.due <= asked_until(now)


def interleaved(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """In the order they come in, as far as no two of a topic stand together, where that can be."""
    left, mixed = list(candidates), list[Candidate]()
    while left:
        mixed.append(_next(left, mixed[-1].topic if mixed else None))
        left.remove(mixed[-1])
    return tuple(mixed)


def _next(left: list[Candidate], last: tuple[str, str] | None) -> Candidate:
    others = [each for each in left if each.topic != last]
    topic, most = Counter(each.topic for each in left).most_common(1)[0]
    if 2 * most == len(left) + 1:  # taken later, it would end up in a row
        others = [each for each in others if each.topic == topic] or others
    return (others or left)[0]
