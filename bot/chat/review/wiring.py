"""All that serves a learner's review in the chat, tied together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.learner.commands import AnswerBySearch
from bot.chat.review.commands import ReviewCommands
from bot.chat.review.presenter import ReviewPresenter
from bot.chat.review.press import ReviewPress
from bot.chat.show import Show
from bot.tutor.learner.account import Account
from bot.tutor.review.aside import AsideCards
from bot.tutor.review.reviewing import Reviewing
from bot.tutor.use_cases import UseCases


@dataclass(frozen=True)
class ReviewWiring:
    commands: ReviewCommands
    press: ReviewPress
    present: ReviewPresenter

    @classmethod
    def of(cls, use_cases: UseCases, account: Account, show: Show, search: AnswerBySearch) -> ReviewWiring:
        """`search` answers questions to the bot."""
        reviewing = Reviewing(use_cases)
        present = ReviewPresenter(reviewing, show)
        return cls(
            ReviewCommands(reviewing, present, search),
            ReviewPress(reviewing, AsideCards(use_cases), account, show, present),
            present,
        )
