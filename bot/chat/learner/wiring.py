"""All that serves a learner in the chat, tied together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.bot_profile import AdminCommands
from bot.chat.learner.commands import AnswerBySearch, LearnerCommands
from bot.chat.learner.outcome_presenter import OutcomePresenter
from bot.chat.learner.press import LearnerPress
from bot.chat.show import Show
from bot.tutor.learner.account import Account
from bot.tutor.learner.quiz import Quiz
from bot.tutor.learner.study import Study
from bot.tutor.use_cases import UseCases


@dataclass(frozen=True)
class Listed:
    """The commands that /help lists, and those that admins are offered."""

    in_help: tuple[str, ...]
    for_admins: AdminCommands


@dataclass(frozen=True)
class LearnerWiring:
    study: Study
    present: OutcomePresenter
    commands: LearnerCommands
    press: LearnerPress

    @classmethod
    def of(
        cls,
        use_cases: UseCases,
        account: Account,
        show: Show,
        listed: Listed,
        search: AnswerBySearch,
    ) -> LearnerWiring:
        study, quiz = Study(use_cases), Quiz(use_cases)
        present = OutcomePresenter(show, study, account)
        return cls(
            study,
            present,
            LearnerCommands(study, quiz, account, show, present, listed.in_help, listed.for_admins, search),
            LearnerPress(study, quiz, account, show, present, listed.for_admins),
        )
