"""What a chat shows of a review."""

from __future__ import annotations

from dataclasses import dataclass

from bot.emulator.world.chat import Message
from bot.views.review.buttons import AtCard, HintAtCard, NextCard, ReviewAction, SetAside, parse
from tests.endurance.card_ledger import CardLedger, in_lesson
from tests.endurance.hand import Hand
from tests.endurance.sight import shows_half_done
from tests.messages import buttons_of, text_of

ENDED, NOTHING = "That's it for now.", "Nothing to review"


@dataclass(frozen=True)
class ReviewSight:
    hand: Hand

    @property
    def screen(self) -> Message:
        """The bot's newest message, but for pictures."""
        return next(one for one in self.hand.messages if one["from"]["is_bot"] and "text" in one)

    @property
    def actions(self) -> list[ReviewAction]:
        found = (parse(button.get("callback_data", "")) for button in buttons_of(self.screen))
        return [action for action in found if action is not None]

    @property
    def mark(self) -> tuple[int, int]:
        """Of the card that is shown."""
        return next((one.number, one.position) for one in self.actions if isinstance(one, AtCard))

    def offers(self, action: ReviewAction) -> bool:
        return action in self.actions

    def says(self, words: str) -> bool:
        """Whether it begins so."""
        return text_of(self.screen).startswith(words)

    def has_ended(self) -> bool:
        return self.says(ENDED) or self.says(NOTHING)

    def stands_below(self, number: int) -> bool:
        """Whether it came after this message."""
        return int(self.screen["message_id"]) > number

    def shows_some_card(self) -> bool:
        return any(isinstance(one, NextCard | SetAside) for one in self.actions)

    def shows_card_at(self, number: int, position: int) -> bool:
        return self.shows_some_card() and self.mark == (number, position)

    def is_answered(self) -> bool:
        return self.offers(NextCard(*self.mark))

    def shows(self, card: CardLedger) -> bool:
        """Whether the card is there, open or answered as it must be."""
        if not self.shows_card_at(*card.mark):
            return False
        if self.is_answered() or card.review:
            return self.is_answered() and card.review is not None
        question = card.ledger.course.lessons[0].questions[0]
        offers_hint = any(isinstance(one, HintAtCard) for one in self.actions)
        hint = question.hint is not None and not card.ledger.hinted and not card.ledger.turned
        as_lesson = [one for action in self.actions if (one := in_lesson(action))]
        return offers_hint is hint and shows_half_done(card.ledger, question, as_lesson)
