"""When a question is asked again: as the review does it, after fixed days, or never."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.learning.kinds.base import NOTHING
from bot.learning.learner.attempts import AttemptResult
from bot.learning.learner.learner import SESSION_SIZE
from bot.learning.review.card import Card, CardId
from bot.learning.review.memory import DAY, asked_until
from bot.learning.review.review import AskedIn, Tried
from bot.learning.review.selection import Candidate, select

FIXED = (1, 3, 7, 21)
"""Days since a question was learned."""


class Schedule(ABC):
    """Of one learner, from their first day on."""

    @abstractmethod
    def answered(self, card_id: CardId, right: bool, at: datetime) -> None:
        """In a lesson, for the first time."""

    @abstractmethod
    def session(self, now: datetime) -> Iterable[tuple[CardId, datetime]]:
        """What is asked now, at most SESSION_SIZE, and when each was due."""

    @abstractmethod
    def reviewed(self, card_id: CardId, right: bool, at: datetime) -> None: ...


class House(Schedule):
    """The code of the review itself: cards, their memory and rating, and what makes a session."""

    def __init__(self) -> None:
        self._cards: dict[CardId, Card] = {}

    def answered(self, card_id: CardId, right: bool, at: datetime) -> None:
        self._keep(Card(*card_id, "", at), right, at, AskedIn.LESSON)

    def session(self, now: datetime) -> Iterable[tuple[CardId, datetime]]:
        soon = asked_until(now)  # as the index finds them
        due = (Candidate(card, _lesson(card.id)) for card in self._cards.values() if card.due <= soon)
        return [(card.id, card.due) for card in select(due, now, SESSION_SIZE)]

    def reviewed(self, card_id: CardId, right: bool, at: datetime) -> None:
        self._keep(self._cards[card_id], right, at, AskedIn.REVIEW)

    def _keep(self, card: Card, right: bool, at: datetime, asked_in: AskedIn) -> None:
        result = AttemptResult.RIGHT if right else AttemptResult.WRONG
        tried = Tried(result, NOTHING, at, asked_in)
        assert tried.counts_after(card.last_review)
        self._cards[card.id], _ = card.reviewed(tried, card.answer_key)


class FixedDays(Schedule):
    """Again so many days after it was learned, right or wrong, and then no more."""

    def __init__(self) -> None:
        self._due: dict[CardId, list[datetime]] = {}

    def answered(self, card_id: CardId, right: bool, at: datetime) -> None:
        self._due[card_id] = [at + days * DAY for days in FIXED]

    def session(self, now: datetime) -> Iterable[tuple[CardId, datetime]]:
        due = [(moments[0], card_id) for card_id, moments in self._due.items() if moments]
        soon = asked_until(now)
        return [(card_id, moment) for moment, card_id in sorted(due)[:SESSION_SIZE] if moment <= soon]

    def reviewed(self, card_id: CardId, right: bool, at: datetime) -> None:
        """What became due meanwhile was this review, too."""
        soon = at + timedelta(days=0.5)
        self._due[card_id] = [moment for moment in self._due[card_id] if moment > soon]


class Never(Schedule):
    def answered(self, card_id: CardId, right: bool, at: datetime) -> None: ...

    def session(self, now: datetime) -> Iterable[tuple[CardId, datetime]]:
        return ()

    def reviewed(self, card_id: CardId, right: bool, at: datetime) -> None: ...


def _lesson(card_id: CardId) -> str:
    """Its name stands before the question's."""
    return card_id.question_id.partition("/")[0]
