"""The cards that a learner set aside, and taking them up again."""

from __future__ import annotations

from dataclasses import replace

from bot.course.keys import key
from bot.learning.learner.learner import Learner
from bot.learning.review.card import CardId
from bot.learning.review.outcome import CardsAside, Served
from bot.storage.database import Tx
from bot.storage.review import cards
from bot.tutor.review.collecting import question_of
from bot.tutor.tap import Tap
from bot.tutor.use_cases import UseCases


class AsideCards:
    def __init__(self, use_cases: UseCases) -> None:
        self._use_cases = use_cases

    async def list_them(self, tap: Tap, page: int) -> Served:
        return await self._use_cases.serve(tap, lambda tx, learner: self._listed(tx, learner, page))

    async def take_up(self, tap: Tap, card_key: str, page: int) -> Served:
        """The card of this key is asked again, when it is due."""

        def work(tx: Tx, learner: Learner) -> CardsAside:
            for card in cards.of_learner(tx, learner.id).values():
                if card.aside and key_of(card.id) == card_key:
                    cards.save(tx, learner.id, [replace(card, aside=False)])
            return self._listed(tx, learner, page)

        return await self._use_cases.serve(tap, work)

    def _listed(self, tx: Tx, learner: Learner, page: int) -> CardsAside:
        library = self._use_cases.library_of(learner)
        aside = [card for card in cards.of_learner(tx, learner.id).values() if card.aside]
        found = ((card, question_of(library, card.id)) for card in aside)
        return CardsAside(tuple((card, question) for card, question in found if question), page)


def key_of(card_id: CardId) -> str:
    return key(*card_id)
