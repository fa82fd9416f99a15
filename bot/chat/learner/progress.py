"""/progress, and what is chosen about it in the settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from bot.chat.incoming import ButtonPress, OnButtonPress, WrittenMessage
from bot.chat.show import Show, together
from bot.tutor.learner.account import Account
from bot.tutor.learner.progress_reports import ProgressReports
from bot.views.learner import settings as settings_views
from bot.views.learner.progress import progress
from bot.views.learner.progress_buttons import ChooseTheme, ChooseWeeks, ProgressPage, parse
from bot.views.words import words_of


@dataclass(frozen=True, slots=True)
class ProgressChat:
    """`unknown` answers a button that nobody knows."""

    reports: ProgressReports
    account: Account
    show: Show
    unknown: OnButtonPress

    async def look(self, written: WrittenMessage) -> None:
        learner, report = await self.reports.look(written.tap)
        await self.show.send(learner.id, progress(words_of(learner), learner, report))

    async def press(self, pressed: ButtonPress) -> None:
        action = parse(pressed.data) if pressed.private else None
        match action:
            case None:
                await self.unknown(pressed)
                return
            case ProgressPage(page):
                await self._turn(pressed, page)
                return
            case ChooseTheme(theme):
                learner = await self.account.choose_theme(pressed.tap, theme)
            case ChooseWeeks(on):
                learner = await self.account.choose_weeks(pressed.tap, on)
            case _:
                assert_never(action)
        words = words_of(learner)
        screen = settings_views.settings(words, learner)
        await together(
            self.show.answer(pressed.query_id, words.word("toast_saved")),
            self.show.edit(learner.id, pressed.message_id, screen),
        )

    async def _turn(self, pressed: ButtonPress, page: int) -> None:
        learner, report = await self.reports.look(pressed.tap)
        screen = progress(words_of(learner), learner, report, page)
        edit = self.show.edit(learner.id, pressed.message_id, screen)
        await together(self.show.answer(pressed.query_id), edit)
