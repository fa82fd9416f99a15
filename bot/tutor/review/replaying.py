"""Makes learners' cards anew from their reviews: what FSRS derives is a cache."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.course.library import Library
from bot.learning.review.card import Card, CardId, replay
from bot.learning.review.review import answer_key
from bot.storage.database import Database, Tx
from bot.storage.review import cards, reviews
from bot.tutor.review.collecting import collect, question_of

AT_ONCE = 20
"""Learners of one transaction: few enough that a bot at work is not kept waiting."""


@dataclass(frozen=True)
class Replayed:
    """How many learners have cards, how many these are, and how many were not what their reviews say."""

    learners: int = 0
    cards: int = 0
    changed: int = 0

    def and_(self, other: Replayed) -> Replayed:
        return Replayed(
            self.learners + other.learners, self.cards + other.cards, self.changed + other.changed
        )


async def replay_all(database: Database, library: Library, now: datetime) -> Replayed:
    """Raises DatabaseError."""
    done, last = Replayed(), 0
    while found := await database.transaction(lambda tx, after=last: _next(tx, library, after, now)):  # type: ignore[misc]
        last, step = found
        done = done.and_(step)
    return done


def replay_cards(tx: Tx, learner_id: int, library: Library, now: datetime) -> Replayed:
    """Of one learner. What was set aside stays so."""
    before = cards.of_learner(tx, learner_id)
    again = dict(before)
    for card_id, of_card in reviews.by_card(tx, learner_id).items():
        if card := replay(of_card):
            again[card_id] = _as_taught(card, before.get(card_id), library, now)
    cards.save(tx, learner_id, [card for card_id, card in again.items() if card != before.get(card_id)])
    after = collect(tx, learner_id, library, now)
    return Replayed(1, len(after), _different(before, after))


def _as_taught(card: Card, known: Card | None, library: Library, now: datetime) -> Card:
    """As its question is now, and as far as the reviews do not say it, as it was: that it is set aside, and
    since when it begins anew."""
    question = question_of(library, card.id)
    card = card.settled(answer_key(question) if question else None, now)
    if known is None:
        return card
    if card.anew and known.anew:
        card = replace(card, due=known.due)
    return replace(card, aside=known.aside)


def _next(tx: Tx, library: Library, after: int, now: datetime) -> tuple[int, Replayed] | None:
    learner_ids = reviews.learners_after(tx, after, AT_ONCE)
    done = Replayed()
    for learner_id in learner_ids:
        done = done.and_(replay_cards(tx, learner_id, library, now))
    return (learner_ids[-1], done) if learner_ids else None


def _different(before: dict[CardId, Card], after: dict[CardId, Card]) -> int:
    return sum(before.get(card_id) != card for card_id, card in after.items())
