"""A learner who reviews: session after session, with every kind of card, and whatever else one does there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.course.keys import key
from bot.learning.review.card import CardId
from bot.views.review.buttons import (
    AtCard,
    BackToCard,
    LeaveReview,
    ListAside,
    NextCard,
    OpenReview,
    ReviewAction,
    SetAside,
    ShowSection,
    TakeUp,
    pack,
)
from tests.endurance.card_ledger import CardLedger, Questions, Reviewed, in_lesson
from tests.endurance.clock import FastClock
from tests.endurance.hand import Hand
from tests.endurance.review_sight import ENDED, NOTHING, ReviewSight
from tests.endurance.wishes import Write, in_words, wish
from tests.messages import text_of

LEFT = "See you later."
FRESH = timedelta(hours=6)
"""So long at least, of the twelve hours that a session lasts, nothing takes its place: it is seen a while
after it began."""
WRITES_FOR = timedelta(hours=4)
"""In a session, cards are answered in words: to one that is too old they would not go."""
IDLE = 20.0
"""How many times as long as usual somebody waits who has nothing to review."""

Seen = Callable[[], bool]


@dataclass
class Reviewer:
    hand: Hand
    questions: Questions
    clock: FastClock
    reviewed: list[Reviewed] = field(default_factory=list)
    unsure: list[Reviewed] = field(default_factory=list)
    """Written to a session that was too old, perhaps, when the words were read."""
    aside: set[CardId] = field(default_factory=set)
    """The cards that were set aside, and not taken up since."""
    sessions: int = 0
    _card: CardLedger | None = None
    """The card that was seen last, with what was done at it."""
    _pressed: list[tuple[tuple[int, int], int, str]] = field(default_factory=list)
    """Buttons that were pressed: the mark of the card, the message and the data."""

    def __post_init__(self) -> None:
        self.sight = ReviewSight(self.hand)
        self._began: datetime = self.clock()

    async def review(self, over: asyncio.Event) -> None:
        """Until the lessons are over. Raises StuckError."""
        while not over.is_set():
            await self.hand.think(4)
            await self._open()
            while self.sight.shows_some_card() and not over.is_set():
                await self.hand.think()
                await self._deed()
            if self.sight.says(ENDED) and self.hand.random.random() < 0.5:
                await self._take_one_up()
            elif self.sight.says(NOTHING):
                await self.hand.think(IDLE)

    async def _open(self) -> None:
        sight, asked = self.sight, self.hand.newest

        def seen() -> bool:
            return sight.stands_below(asked) and (sight.shows_some_card() or sight.has_ended())

        await self.hand.until(seen, lambda: self.hand.say("/review"), "/review is not answered")

    async def _deed(self) -> None:
        """One thing at the card that is shown, and the wait until what must come of it has come."""
        card = self._known_card()
        self._press_old()
        if card is None or card.review:
            await self._after_answer()
            return
        dice = self.hand.random.random()
        if dice < 0.04:
            await self._press(LeaveReview(*card.mark), lambda: self.sight.says(LEFT))
            await self.hand.think()
            await self._press(BackToCard(*card.mark), lambda: self.sight.shows(card))
        elif dice < 0.08:
            await self._set_aside(card)
        else:
            await self._answer(card)

    async def _answer(self, card: CardLedger) -> None:
        choices = {one: action for one in self.sight.actions if (action := in_lesson(one))}
        words = list(in_words(card.ledger)) if self.clock() - self._began < WRITES_FOR else []
        weights = [wish(one, card.ledger, hurry=False) for one in (*choices.values(), *words)]
        (chosen,) = self.hand.random.choices((*choices, *words), weights)
        if isinstance(chosen, Write):
            await self._write(card, chosen.text)
            return
        card.apply(chosen)
        self._note(card)
        await self._press(chosen, lambda: self.sight.shows(card))

    async def _write(self, card: CardLedger, text: str) -> None:
        """Once: again it would be another answer."""
        card.ledger.write(text)
        self._note(card)
        self.hand.say(text)
        again = _from_the_second_time(lambda: self.hand.say("/review"))
        await self.hand.until(lambda: self.sight.shows(card) or self._is_anew(card.mark), again, text)
        if card.review and not self.sight.shows(card):
            self.reviewed.remove(card.review)
            self.unsure.append(card.review)

    async def _after_answer(self) -> None:
        """On to the next card, or a look at the section, or not to be asked this any more."""
        mark = self.sight.mark
        if self.sight.offers(ShowSection(*mark)) and self.hand.random.random() < 0.1:
            await self._press(ShowSection(*mark), lambda: self.sight.offers(BackToCard(*mark)))
            await self._press(BackToCard(*mark), lambda: self.sight.offers(NextCard(*mark)))
        if self._card and self._card.mark == mark and self.hand.random.random() < 0.05:
            await self._set_aside(self._card)
        else:
            await self._press(NextCard(*mark), self._behind(mark))

    async def _set_aside(self, card: CardLedger) -> None:
        self.aside.add(card.card_id)
        await self._press(SetAside(*card.mark), self._behind(card.mark))

    async def _take_one_up(self) -> None:
        if not self.sight.offers(ListAside(0)):
            return

        def shown() -> list[TakeUp]:
            return [one for one in self.sight.actions if isinstance(one, TakeUp)]

        await self._press(ListAside(0), lambda: bool(shown()))
        wanted = self.hand.random.choice(shown())
        self.aside = {one for one in self.aside if key(*one) != wanted.card}
        await self._press(wanted, lambda: wanted not in shown() and self.sight.offers(OpenReview()))

    async def _press(self, action: ReviewAction, seen: Seen) -> None:
        """Presses the newest such button, often twice, and waits for what must come of it."""
        mark = (action.number, action.position) if isinstance(action, AtCard) else (self.sessions, 0)
        found = next(self.hand.buttons(pack(action)), None)
        if found is None:
            assert self._is_anew(mark), f"no button for {action}"
            return
        if isinstance(action, AtCard):
            self._pressed = [*self._pressed, (mark, *found)][-20:]
        for _ in range(self.hand.random.choice((0, 0, 0, 1, 2))):
            self.hand.tap(*found)
        await self.hand.until(
            lambda: seen() or self._is_anew(mark), lambda: self._press_again(action), str(action)
        )

    def _press_again(self, action: ReviewAction) -> None:
        if self.hand.press(pack(action)) is None:
            self.hand.say("/review")

    def _press_old(self) -> None:
        """A button of a card that was left: nothing may come of it."""
        left = [(message, data) for mark, message, data in self._pressed if mark < self.sight.mark]
        if left and self.hand.random.random() < 0.05:
            self.hand.tap(*self.hand.random.choice(left))

    def _known_card(self) -> CardLedger | None:
        """The card that is shown; None where it was answered before it was seen."""
        number, _ = mark = self.sight.mark
        if self._card and self._card.mark == mark:
            return self._card
        if self._card is None or self._card.mark[0] != number:
            self.sessions, self._began = number, self.clock()
        if self.sight.is_answered():
            return None
        self._card = self.questions.open_card(text_of(self.sight.screen), self.sight.actions)
        return self._card

    def _note(self, card: CardLedger) -> None:
        if card.review:
            self.reviewed.append(card.review)

    def _behind(self, mark: tuple[int, int]) -> Seen:
        """What must come after this card."""
        number, position = mark
        return lambda: self.sight.shows_card_at(number, position + 1) or self.sight.has_ended()

    def _is_anew(self, mark: tuple[int, int]) -> bool:
        """Whether another session is there, as the one of this mark was too old."""
        is_old = self.clock() - self._began >= FRESH
        return is_old and self.sight.shows_some_card() and self.sight.mark[0] > mark[0]


def _from_the_second_time(again: Callable[[], object]) -> Callable[[], object]:
    """Not at first: what was written is written once."""
    calls = 0

    def call() -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            again()

    return call
