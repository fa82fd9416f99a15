"""From what was answered in lessons and groups to reviews and cards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from bot.course.model import Question
from bot.learning.review.card import Card, CardId
from bot.learning.review.review import Review, Tried, answer_key

QuestionOf = Callable[[CardId], Question | None]
"""What a card asks; None where that is not taught (any more)."""


@dataclass(frozen=True)
class Taken:
    """The cards that are new or changed, and the reviews that made them so."""

    cards: dict[CardId, Card] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)


def take(
    known: Mapping[CardId, Card], tries: Iterable[tuple[CardId, Tried]], question_of: QuestionOf
) -> Taken:
    """`tries`: the earliest first; those that were taken before may be among them, and count once."""
    taken = Taken()
    for card_id, tried in tries:
        question = question_of(card_id)
        before = taken.cards.get(card_id) or known.get(card_id)
        if question is None or (before and not _counts(before, tried)):
            continue
        key = answer_key(question)
        card = before.settled(key, tried.at) if before else Card(*card_id, key, tried.at)
        taken.cards[card_id], review = card.reviewed(tried, key)
        taken.reviews.append(review)
    return taken


def _counts(card: Card, tried: Tried) -> bool:
    """One that begins anew counts from then on: its due date."""
    return tried.at >= card.due if card.anew else tried.counts_after(card.last_review)
