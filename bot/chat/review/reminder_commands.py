"""What a learner writes about reminders: the command, and the time or place that they were asked for."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.command import Command, Scope, Who
from bot.chat.incoming import OnWritten, WrittenMessage
from bot.chat.show import Show
from bot.chat.time_zone_names import zone_names
from bot.learning.review.reminder_outcome import ReminderOutcome
from bot.learning.review.reminder_words import read_wish
from bot.tutor.review.reminder_wishes import ReminderWishes
from bot.tutor.use_cases import LearnerResult
from bot.views.review.reminder import reminder
from bot.views.words import words_of


@dataclass(frozen=True, slots=True)
class ReminderCommands:
    wishes: ReminderWishes
    show: Show

    async def remind(self, written: WrittenMessage) -> None:
        """How it stands; with a time, a place or "off" behind it, that is set."""
        tap, text = written.tap, " ".join(written.args)
        wish = read_wish(text, await zone_names()) if text else None
        result = await (self.wishes.look(tap) if wish is None else self.wishes.wish(tap, wish))
        await self._say(written, result)

    def words(self, otherwise: OnWritten) -> OnWritten:
        """What is written when a time or a place was asked for; `otherwise` takes all else."""

        async def words(written: WrittenMessage) -> None:
            if not self.wishes.awaits(written.tap):
                await otherwise(written)
                return
            result = await self.wishes.words(written.tap, written.text, await zone_names())
            await (self._say(written, result) if result else otherwise(written))

        return words

    async def _say(self, written: WrittenMessage, result: LearnerResult[ReminderOutcome]) -> None:
        learner, outcome = result
        await self.show.send(learner.id, reminder(words_of(learner), outcome, learner, written.tap.at))


COMMANDS = (Command("remind", Scope.PRIVATE, Who.EVERYONE, ReminderCommands.remind, only_shows=True),)
