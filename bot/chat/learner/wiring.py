"""All that serves a learner in the chat, tied together."""

from __future__ import annotations

from dataclasses import dataclass

from bot.chat.bot_profile import ChatCommands
from bot.chat.draw import Draw
from bot.chat.incoming import OnWritten
from bot.chat.learner.certificates import CertificateChat
from bot.chat.learner.commands import AnswerBySearch, LearnerCommands
from bot.chat.learner.language import LanguageChat
from bot.chat.learner.outcome_presenter import OutcomePresenter
from bot.chat.learner.press import LearnerPress
from bot.chat.learner.progress import ProgressChat
from bot.chat.messenger import Messenger
from bot.tutor.learner.account import Account
from bot.tutor.learner.certificates import Certificates
from bot.tutor.learner.progress_reports import ProgressReports, ReviewRecord
from bot.tutor.learner.quiz import Quiz
from bot.tutor.learner.study import Study
from bot.tutor.use_cases import UseCases


@dataclass(frozen=True)
class LearnerTools:
    """`offered`: the commands that /help lists. `search` answers words that are nothing else. `record`: what
    reviews know of a learner."""

    chat_commands: ChatCommands
    draw: Draw
    offered: tuple[str, ...]
    search: AnswerBySearch
    record: ReviewRecord


@dataclass(frozen=True)
class LearnerWiring:
    study: Study
    present: OutcomePresenter
    commands: LearnerCommands
    press: LearnerPress
    progress: ProgressChat
    certificates: CertificateChat
    language: LanguageChat
    words: OnWritten
    """What is written, and nobody else asked for."""

    @classmethod
    def of(
        cls, use_cases: UseCases, account: Account, messenger: Messenger, tools: LearnerTools
    ) -> LearnerWiring:
        show, chat_commands = messenger.show, tools.chat_commands
        study, quiz = Study(use_cases), Quiz(use_cases)
        reports = ProgressReports(use_cases, tools.record)
        present = OutcomePresenter(show, study, account, reports)
        press = LearnerPress(study, quiz, account, show, present, chat_commands)
        progress = ProgressChat(reports, account, show, press.press)
        certificates = CertificateChat(
            Certificates(use_cases), show, tools.draw, messenger.links, press.press
        )
        commands = LearnerCommands(
            study=study,
            quiz=quiz,
            account=account,
            show=show,
            present=present,
            offered=tools.offered,
            chat_commands=chat_commands,
            search=tools.search,
            progress_chat=progress,
            certificates=certificates,
        )
        language = LanguageChat(account, show, chat_commands)
        return cls(study, present, commands, press, progress, certificates, language, commands.words)
