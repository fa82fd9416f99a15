"""A session: the cards that a learner is asked in a row, and how far they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.course.kinds.choice import Choice, Option
from bot.course.model import Course, Lesson, Question, Taught
from bot.learning.kinds.base import NOTHING, Given
from bot.learning.learner.attempts import AttemptResult
from bot.learning.learner.shuffle import shuffled
from bot.learning.review.card import Card, CardId

RESUMED = timedelta(hours=12)
"""A session is gone on with for so long; after that the cards are chosen anew."""


@dataclass(frozen=True)
class SessionCard:
    """A card in a session. `written`: it is asked in the written form. `given` is what was answered, `result`
    is None before that; `aside`: instead of an answer the learner said that they know it."""

    card_id: CardId
    written: bool = False
    given: Given = NOTHING
    result: AttemptResult | None = None
    aside: bool = False

    @property
    def is_open(self) -> bool:
        return self.result is None and not self.aside

    @property
    def is_right(self) -> bool:
        return self.result in (AttemptResult.RIGHT, AttemptResult.RECALLED)


@dataclass(frozen=True)
class SessionMark:
    """What a button remembers of the question it was drawn for. `number` counts a learner's sessions, and
    `position` the cards of one, from 0: a button of one that was left never fits again."""

    number: int
    position: int


@dataclass(frozen=True)
class Session:
    """`draft` is the half-done answer at the present card, `hinted`: its hint is out. `message_id` is the
    message that shows the session, `asked_at` when the present card came to be asked. `is_left`: the learner
    has had enough for now, and no card is asked before they come back."""

    learner_id: int
    number: int
    cards: tuple[SessionCard, ...]
    started_at: datetime
    asked_at: datetime
    position: int = 0
    draft: Given = NOTHING
    hinted: bool = False
    message_id: int | None = None
    is_left: bool = False

    @property
    def mark(self) -> SessionMark:
        return SessionMark(self.number, self.position)

    @property
    def ended(self) -> bool:
        return self.position >= len(self.cards)

    @property
    def present(self) -> SessionCard | None:
        """The card that is asked, or was answered last; None at the end."""
        return None if self.ended else self.cards[self.position]

    @property
    def answered(self) -> tuple[SessionCard, ...]:
        return tuple(card for card in self.cards if card.result is not None)

    def goes_on(self, now: datetime) -> bool:
        return not self.ended and now - self.started_at < RESUMED

    def asks(self, now: datetime) -> bool:
        """Whether its card is what the learner is asked."""
        return self.goes_on(now) and not self.is_left

    def with_present(self, card: SessionCard) -> Session:
        cards = (*self.cards[: self.position], card, *self.cards[self.position + 1 :])
        return replace(self, cards=cards, draft=NOTHING, is_left=False)

    def onward(self, now: datetime) -> Session:
        """At the next card."""
        return replace(
            self, position=self.position + 1, draft=NOTHING, hinted=False, asked_at=now, is_left=False
        )


@dataclass(frozen=True)
class AskedCard:
    """The present card of a session as it is asked. `question` is in the form in which it is asked, `taught`
    the same as the course has it, with its lesson; `card`: with the last answer in it, if it was answered."""

    session: Session
    present: SessionCard
    card: Card
    question: Question
    taught: Taught
    course: Course

    @property
    def lesson(self) -> Lesson:
        return self.taught.lesson

    @property
    def original(self) -> Question:
        """In the form that the course has."""
        return self.taught.question

    @property
    def order(self) -> tuple[Option, ...]:
        """The options, mixed anew for each session: they have to be thought about, not just found."""
        mark = self.session.mark
        return shuffled(self.question, f"{self.session.learner_id}/review/{mark.number}")


def is_asked_in_writing(question: Question, card: Card) -> bool:
    """A mature card with options has to be produced, where the course says how it is written."""
    return card.is_mature and written_form(question) is not None


def written_form(question: Question) -> Question | None:
    """The question without its options, to be answered in writing; None where it has no such form."""
    task = question.task
    if not isinstance(task, Choice) or task.written is None:
        return None
    return replace(question, task=task.written)
