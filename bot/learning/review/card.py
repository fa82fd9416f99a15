"""A card: a question in a learner's review. All but `aside` can be replayed from its reviews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from bot.learning.review.memory import DAY, Memory, remembered, whole_milliseconds
from bot.learning.review.review import Review, Tried


class CardId(NamedTuple):
    """Of a learner's cards each has its own."""

    course_id: str
    question_id: str


@dataclass(frozen=True)
class Card:
    """`reviews`: how many there were. `memory`: None before the first that counts still. `due`: when it is
    asked next, unless it is `aside` (the learner knows it) or `gone` (its question is not taught any more).
    `answer_key`: that of the question its memory is of."""

    course_id: str
    question_id: str
    answer_key: str
    due: datetime
    memory: Memory | None = None
    reviews: int = 0
    aside: bool = False
    gone: bool = False

    @property
    def id(self) -> CardId:
        return CardId(self.course_id, self.question_id)

    @property
    def is_asked(self) -> bool:
        return not self.aside and not self.gone

    @property
    def is_mature(self) -> bool:
        return self.memory is not None and self.memory.is_mature

    @property
    def last_review(self) -> datetime | None:
        return self.memory.last_review if self.memory else None

    def reviewed(self, tried: Tried, key: str) -> tuple[Card, Review]:
        """The card after this try, and the review to keep of it. `key`: of the question as it was asked."""
        review = Review(self.course_id, self.question_id, self.reviews + 1, key, tried)
        return _after(self, review), review

    def settled(self, key: str | None, now: datetime) -> Card:
        """As its question is now. `key` None: it is not taught, and the card is not asked. With another right
        answer the card begins anew, and is due at once."""
        if key is None:
            return replace(self, gone=True)
        if key != self.answer_key:
            return replace(self, answer_key=key, memory=None, due=whole_milliseconds(now), gone=False)
        return replace(self, gone=False)


def fresh(course_id: str, question_id: str, key: str, since: datetime) -> Card:
    """The card of a question that was not asked yet: it is due a day after it came to be."""
    return Card(course_id, question_id, key, whole_milliseconds(since) + DAY)


def replay(reviews: Iterable[Review]) -> Card | None:
    """The card that these reviews of it make, first one first; None where there are none. Where the right
    answer changed in between, it began anew."""
    card: Card | None = None
    for review in reviews:
        at = review.tried.at
        card = _after(card or Card(review.course_id, review.question_id, review.answer_key, at), review)
    return card


def _after(card: Card, review: Review) -> Card:
    before = card.memory if card.answer_key == review.answer_key else None
    memory = remembered(before, review.tried.rating, review.tried.at)
    return replace(card, answer_key=review.answer_key, memory=memory, due=memory.due, reviews=review.number)
