"""All that serves a learner in the chat, tied together."""

from __future__ import annotations

from bot.chat.bot_profile import AdminCommands
from bot.chat.learner.commands import LearnerCommands
from bot.chat.learner.outcome_presenter import OutcomePresenter
from bot.chat.learner.press import LearnerPress
from bot.chat.show import Show
from bot.tutor.learner.account import Account
from bot.tutor.learner.quiz import Quiz
from bot.tutor.learner.study import Study
from bot.tutor.use_cases import UseCases


class LearnerWiring:
    """`offered`: the commands that /help lists."""

    def __init__(
        self,
        use_cases: UseCases,
        account: Account,
        show: Show,
        admin_commands: AdminCommands,
        offered: tuple[str, ...],
    ) -> None:
        study, quiz = Study(use_cases), Quiz(use_cases)
        self.present = OutcomePresenter(show, study, account)
        self.commands = LearnerCommands(study, quiz, account, show, self.present, offered)
        self.press = LearnerPress(study, quiz, account, show, self.present, admin_commands)
