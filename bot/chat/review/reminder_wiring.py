"""All that has to do with a learner's reminders in the chat, tied together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.learner.outcome_presenter import OutcomePresenter
from bot.chat.review.reminder_commands import ReminderCommands
from bot.chat.review.reminder_press import ReminderPress
from bot.chat.show import Show
from bot.tutor.review.reminder_wishes import ReminderWishes


@dataclass(frozen=True)
class ReminderWiring:
    commands: ReminderCommands
    press: ReminderPress

    @classmethod
    def of(cls, wishes: ReminderWishes, present: OutcomePresenter, show: Show) -> ReminderWiring:
        return cls(ReminderCommands(wishes, show), ReminderPress(wishes, present, show))
