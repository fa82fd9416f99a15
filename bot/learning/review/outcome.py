"""What happened in a review: what a use case decided, for the views to draw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.course.model import Course, Question, Section
from bot.learning.kinds.base import Verdict
from bot.learning.learner.learner import Learner
from bot.learning.review.card import Card
from bot.learning.review.session import AskedCard, Session


@dataclass(frozen=True)
class Upcoming:
    """What is due after a session. `moments`: when each card is due that is asked, the soonest first; `more`:
    how many of them are due now; `aside`: cards that are not asked."""

    moments: tuple[datetime, ...]
    more: int
    aside: int


@dataclass(frozen=True)
class CardAsked:
    """The card to show: open, or with what became of the answer. `verdict`: the answer was given just now.
    `anew`: it wants a message of its own, as the one before has a picture that would stay above it."""

    asked: AskedCard
    verdict: Verdict | None = None
    anew: bool = False


@dataclass(frozen=True)
class SessionEnded:
    """All its cards were asked, or the learner leaves it: then it can be gone on with. `missed`: the
    questions that were not right. `course`: the one to go on with, if there is one."""

    session: Session
    missed: tuple[Question, ...]
    upcoming: Upcoming
    course: Course | None
    anew: bool = False


@dataclass(frozen=True)
class NothingDue:
    upcoming: Upcoming
    course: Course | None


@dataclass(frozen=True)
class SectionShown:
    """The section that the card is about."""

    asked: AskedCard
    section: Section


@dataclass(frozen=True)
class CardsAside:
    """The cards that the learner set aside, with their questions; `page` counts from 0."""

    cards: tuple[tuple[Card, Question], ...]
    page: int


@dataclass(frozen=True)
class NoTickOnCard:
    """An answer was to be checked that has nothing in it."""


@dataclass(frozen=True)
class NoAnswerToCard:
    """Words that the open card has no use for."""

    asked: AskedCard


@dataclass(frozen=True)
class StaleCard:
    """The tap was for a card the learner has left: nothing changed. `now` is where they are."""

    now: CardAsked | SessionEnded | NothingDue


ReviewOutcome = (
    CardAsked
    | SessionEnded
    | NothingDue
    | SectionShown
    | CardsAside
    | NoTickOnCard
    | NoAnswerToCard
    | StaleCard
)
Served = tuple[Learner, ReviewOutcome]


def upcoming(cards: Iterable[Card], until: datetime) -> Upcoming:
    """`until`: what is due by then is due now."""
    known = tuple(cards)
    moments = sorted(card.due for card in known if card.is_asked)
    more = sum(moment <= until for moment in moments)
    return Upcoming(tuple(moments), more, sum(card.aside and not card.gone for card in known))
