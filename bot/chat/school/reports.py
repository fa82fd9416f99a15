"""Reports of mistakes: a learner's words to the admins, and an admin's words back."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import assert_never

from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.chat.incoming import ButtonPress, OnButtonPress, OnWritten, WrittenMessage
from bot.chat.show import Show, together
from bot.learning.learner.outcome import Gone
from bot.learning.school.report import (
    MOST_WORDS,
    AlreadyAnswered,
    AnswerArrived,
    AskedForReport,
    Report,
    ReportAnswered,
    ReportLimitReached,
    ReportTaken,
    ReportTooLong,
    ReportWithoutWords,
    WordsOutcome,
)
from bot.tutor.school.reports import Reports
from bot.tutor.tap import Tap
from bot.views.learner.report_buttons import NeverMind, ReportMistake, parse
from bot.views.school import report as views
from bot.views.school import screens as admin_views
from bot.views.screen import Screen
from bot.views.words import Words, words_of
from bot.wire.failures import NotSent, may_have_arrived

log = logging.getLogger(__name__)


class Notified(Enum):
    """What became of a message about a report."""

    SENT = auto()
    GONE = auto()
    NOT_SENT = auto()
    UNKNOWN = auto()
    """It may have arrived, now or before, and is not sent again."""


@dataclass(frozen=True, slots=True)
class ReportChat:
    """`otherwise` takes the messages that nobody asked for, `unknown` the buttons that nobody knows."""

    reports: Reports
    show: Show
    otherwise: OnWritten
    unknown: OnButtonPress

    async def report(self, tap: Tap) -> None:
        """A mistake in the step where the learner is."""
        await self.show.send(
            tap.person.id, self._asked(words_of(tap.person), await self.reports.ask_here(tap))
        )

    async def press(self, pressed: ButtonPress) -> None:
        """The button below a step, and the one that takes it back."""
        action = parse(pressed.data)
        if action is None or not pressed.private:
            await self.unknown(pressed)
            return
        tap, answer = pressed.tap, self.show.answer(pressed.query_id)
        match action:
            case ReportMistake(step):
                screen = self._asked(words_of(tap.person), await self.reports.ask(tap, step))
                await together(answer, self.show.send(tap.person.id, screen, tap.message_id))
            case NeverMind():
                await self.reports.never_mind(tap)
                screen = views.plain(words_of(pressed.person), "never_mind")
                await together(answer, self.show.edit(tap.person.id, tap.message_id, screen))
            case _:
                assert_never(action)

    async def words(self, written: WrittenMessage) -> None:
        """Any message that is no command: the words that were asked for, if any were."""
        outcome = await self.reports.words(written.tap, written.message.text)
        if outcome is None:
            await self.otherwise(written)
        else:
            await self._take(written.tap, outcome)

    async def ask_answer(self, tap: Tap, report_id: int) -> None:
        """An admin is going to answer a report. Raises NotAdminError."""
        outcome = await self.reports.ask_answer(tap, report_id)
        screen = (
            admin_views.plain(words_of(tap.person), "report/settled")
            if isinstance(outcome, AlreadyAnswered)
            else views.ask_answer(words_of(tap.person), outcome.report)
        )
        await self.show.send(tap.person.id, screen, tap.message_id)

    async def _take(self, tap: Tap, outcome: WordsOutcome) -> None:
        chat_id = tap.person.id
        match outcome:
            case ReportTaken(report, admins, readers):
                await self._tell(report, admins, tap.at)
                await self._tell_missed(report, admins, tap.at)
                thanks = views.plain(words_of(tap.person), "thanks", name=report.name, readers=readers)
                await self.show.send(chat_id, thanks)
            case ReportLimitReached():
                await self.show.send(chat_id, views.plain(words_of(tap.person), "enough"))
            case ReportTooLong(length):
                await self.show.send(
                    chat_id, views.plain(words_of(tap.person), "too_long", length=length, most=MOST_WORDS)
                )
            case ReportWithoutWords():
                await self.show.send(chat_id, views.plain(words_of(tap.person), "no_words"))
            case AlreadyAnswered():
                await self.show.send(chat_id, admin_views.plain(words_of(tap.person), "report/settled"))
            case ReportAnswered() | AnswerArrived():
                template, name = await self._deliver(outcome, tap.at), outcome.report.name
                await self.show.send(chat_id, admin_views.plain(words_of(tap.person), template, name=name))
            case _:
                assert_never(outcome)

    async def _tell(self, report: Report, admins: tuple[int, ...], at: datetime) -> None:
        """To each admin; one who has left keeps it from no other. Where nobody knows whether one was told, it
        is among the unanswered reports in any case."""
        sent = [
            await self._notify(report, admin_id, await self._for_admin(report, admin_id), at)
            for admin_id in admins
        ]
        if {*sent} == {Notified.GONE}:  # whoever comes back hears of it with the next one
            for admin_id in admins:
                await self.reports.release(report, admin_id)
        elif admins and Notified.NOT_SENT not in sent:
            await self.reports.told(report, at)

    async def _for_admin(self, report: Report, admin_id: int) -> Screen:
        words = words_of(await self.reports.reader(admin_id))
        return admin_views.report(words, report, self.reports.library())

    async def _tell_missed(self, newest: Report, admins: tuple[int, ...], at: datetime) -> None:
        """Those of which nobody could be told when they came: all admins had left, say."""
        for report in await self.reports.untold() if admins else ():
            if report.id != newest.id:
                await self._tell(report, admins, at)

    async def _notify(self, report: Report, learner_id: int, screen: Screen, at: datetime) -> Notified:
        """Raises RetryAfter, where it has to wait."""
        if not await self.reports.claim(report, learner_id, at):
            return Notified.UNKNOWN
        try:
            await self.show.send(learner_id, screen)
        except (BadRequest, Forbidden):
            log.warning("report %s: somebody could not be reached", report.id)
            return Notified.GONE
        except RetryAfter:
            await self.reports.release(report, learner_id)
            raise
        except NotSent as error:
            log.warning("report %s: Telegram cannot be reached: %s", report.id, type(error).__name__)
            await self.reports.release(report, learner_id)
            return Notified.NOT_SENT
        except TelegramError as error:
            if not may_have_arrived(error):
                raise
            log.warning("report %s: a message may not have arrived: %s", report.id, type(error).__name__)
            return Notified.UNKNOWN
        return Notified.SENT

    async def _deliver(self, answered: ReportAnswered | AnswerArrived, at: datetime) -> str:
        """The name of the words that tell the admin what became of the answer."""
        if isinstance(answered, AnswerArrived):
            return "report/answered"
        reader = await self.reports.reader(answered.learner_id)
        words = words_of(reader)
        screen = views.answer(words, answered.report, answered.words, self.reports.library_of(reader))
        match await self._notify(answered.report, answered.learner_id, screen, at):
            case Notified.SENT:
                await self.reports.delivered(answered.report, at)
                return "report/answered"
            case Notified.GONE:
                return "report/gone"
            case _:
                return "report_unsure"

    def _asked(self, words: Words, outcome: AskedForReport | ReportLimitReached | Gone) -> Screen:
        match outcome:
            case AskedForReport():
                return views.ask(words, outcome, self.reports.library())
            case ReportLimitReached():
                return views.plain(words, "enough")
            case Gone():
                return views.plain(words, "not_here")
            case _:
                assert_never(outcome)
