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
    """`reviews`: how many there were. `due`: when it is asked next, unless it is `aside` (the learner knows
    it) or `gone` (its question is not taught any more). `last_memory`: what the last review left, None before
    the first; `answer_key`: the right answer that it is of. `anew`: that is another one now."""

    course_id: str
    question_id: str
    answer_key: str
    due: datetime
    last_memory: Memory | None = None
    reviews: int = 0
    aside: bool = False
    gone: bool = False
    anew: bool = False

    @property
    def id(self) -> CardId:
        return CardId(self.course_id, self.question_id)

    @property
    def is_asked(self) -> bool:
        return not self.aside and not self.gone

    @property
    def memory(self) -> Memory | None:
        """None where nothing is known: before the first review that counts still."""
        return None if self.anew else self.last_memory

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
        answer the card begins anew, and is due at once; should the old one come back, so does its memory."""
        gone = key is None
        if self.last_memory is None:
            return replace(self, answer_key=key or self.answer_key, gone=gone)
        if gone or key == self.answer_key:
            due = self.last_memory.due if self.anew else self.due
            return replace(self, due=due, gone=gone, anew=False)
        return replace(self, due=self.due if self.anew else whole_milliseconds(now), gone=False, anew=True)


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
    before = card.last_memory if card.answer_key == review.answer_key else None
    memory = remembered(before, review.tried.rating, review.tried.at)
    return replace(
        card,
        answer_key=review.answer_key,
        due=memory.due,
        last_memory=memory,
        reviews=review.number,
        anew=False,
    )
