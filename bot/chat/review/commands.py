"""What a learner writes that is about review: the command, and answers to cards."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.command import Command, Scope, Who
from bot.chat.incoming import OnWritten, WrittenMessage
from bot.chat.learner.commands import AnswerBySearch
from bot.chat.review.presenter import ReviewPresenter
from bot.learning.review.outcome import NoAnswerToCard
from bot.tutor.review.reviewing import Reviewing


@dataclass(frozen=True, slots=True)
class ReviewCommands:
    reviewing: Reviewing
    present: ReviewPresenter
    search: AnswerBySearch

    async def review(self, written: WrittenMessage) -> None:
        tap = written.tap
        await self.present.opened(tap, *await self.reviewing.open(tap), None)

    def words(self, otherwise: OnWritten) -> OnWritten:
        """What is written while a card is asked is its answer, or a question to the bot where it can be none;
        `otherwise` takes all else."""

        async def words(written: WrittenMessage) -> None:
            learner, outcome = await self.reviewing.answer_in_words(written.tap, written.text)
            if outcome is None:
                await otherwise(written)
            elif not isinstance(outcome, NoAnswerToCard) or not await self.search(written, True):
                await self.present.outcome(written.tap, learner, outcome, None)

        return words


COMMANDS = (Command("review", Scope.PRIVATE, Who.EVERYONE, ReviewCommands.review),)
