"""Reporting a mistake, and answering who reported it. One transaction each.

What is asked for is remembered with the person, so that their next message finds its way after a restart too.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.course.library import Library
from bot.learning.learner.learner import Learner
from bot.learning.learner.outcome import Gone
from bot.learning.school.report import (
    A_DAY,
    MOST_WORDS,
    AlreadyAnswered,
    AnswerArrived,
    AnswerTo,
    AskedForAnswer,
    AskedForReport,
    Report,
    ReportAnswered,
    ReportLimitReached,
    ReportTaken,
    ReportTooLong,
    ReportWithoutWords,
    WordsOutcome,
)
from bot.storage import admins
from bot.storage.database import Database, Tx
from bot.storage.learner import learners, progress
from bot.storage.school import reports
from bot.tutor import use_cases
from bot.tutor.admins import Admins
from bot.tutor.learner.written_answer import is_answer
from bot.tutor.tap import Tap

SHOWN = 10
"""Unanswered reports that are shown at once."""


class Reports:
    def __init__(self, database: Database, library: Callable[[], Library], admins: Admins) -> None:
        self._database = database
        self.library = library
        self._admins = admins

    async def ask(self, tap: Tap, step_key: str) -> AskedForReport | ReportLimitReached | Gone:
        """The learner wants to report a mistake in this step; words are what it takes."""
        found = self.library().step_or_practice(step_key)
        if found is None:
            return Gone()
        course, step = found
        return await self._database.transaction(lambda tx: self._ask(tx, tap, course.id, step.id))

    async def ask_here(self, tap: Tap) -> AskedForReport | ReportLimitReached | Gone:
        """The same for the step where the learner is; at the end of a lesson, its last one."""
        library = self.library()

        def work(tx: Tx) -> AskedForReport | ReportLimitReached | Gone:
            learner = learners.meet(tx, tap.person, tap.at)
            course = library.course(learner.course_id) if learner.course_id else None
            standing = progress.load(tx, learner.id, course) if course else None
            if standing is None:
                return Gone()
            step = standing.step or standing.lesson.steps[-1]
            return self._ask(tx, tap, standing.course.id, step.id)

        return await self._database.transaction(work)

    def library_of(self, reader: Learner | None) -> Library:
        """The courses as this learner reads them, None: somebody who is not known."""
        return self.library().read_by(reader.reads if reader else ())

    async def reader(self, learner_id: int) -> Learner | None:
        """Somebody who is told of a report, in their language; None: they are not known."""
        return await self._admins.reader(learner_id)

    async def never_mind(self, tap: Tap) -> None:
        await self._database.transaction(lambda tx: reports.ask_no_more(tx, tap.person.id))

    async def words(self, tap: Tap, words: str | None) -> WordsOutcome | None:
        """A message of anybody's; None where nothing was asked for."""
        return await self._database.transaction(lambda tx: self._words(tx, tap, (words or "").strip()))

    async def ask_answer(self, tap: Tap, report_id: int) -> AskedForAnswer | AlreadyAnswered:
        """An admin wants to answer a report."""

        def work(tx: Tx) -> AskedForAnswer | AlreadyAnswered:
            found = reports.find(tx, report_id)
            if found is None or not reports.may_be_answered(tx, report_id):
                return AlreadyAnswered()
            reports.ask_answer(tx, tap.person.id, report_id, tap.at)
            return AskedForAnswer(found.report)

        return await self._admins.serve(tap, work)

    async def close(self, tap: Tap, report_id: int) -> bool:
        """An admin has seen to it and writes nothing. Whether it was open."""

        def work(tx: Tx) -> bool:
            found = reports.find(tx, report_id)
            if found is None or found.report.answered:
                return False
            reports.answer(tx, report_id, None, tap.at)
            return True

        return await self._admins.serve(tap, work)

    async def claim(self, report: Report, learner_id: int, now: datetime) -> bool:
        """Before something about it is sent to an admin, or to its learner. Whether it may be: it may have
        been sent already."""
        return await self._database.transaction(lambda tx: reports.claim(tx, report.id, learner_id, now))

    async def release(self, report: Report, learner_id: int) -> None:
        """It surely was not sent."""
        await self._database.transaction(lambda tx: reports.release(tx, report.id, learner_id))

    async def told(self, report: Report, now: datetime) -> None:
        """The admins have it."""
        await self._database.transaction(lambda tx: reports.told(tx, report.id, now))

    async def untold(self) -> tuple[Report, ...]:
        """Reports that no admin could be told of so far."""
        return await self._database.transaction(lambda tx: reports.untold(tx, SHOWN))

    async def delivered(self, report: Report, now: datetime) -> None:
        """The learner has the answer."""
        await self._database.transaction(lambda tx: reports.delivered(tx, report.id, now))

    async def unanswered(self, tap: Tap) -> tuple[Report, ...]:
        return await self._admins.serve(tap, lambda tx: reports.unanswered(tx, SHOWN))

    def _words(self, tx: Tx, tap: Tap, words: str) -> WordsOutcome | None:
        if again := self._again(tx, tap, words):
            reports.ask_no_more(
                tx, tap.person.id
            )  # the press that asked for them may have come again as well
            return again
        wish = reports.asked(tx, tap.person.id, tap.at)
        if wish is None or (isinstance(wish, AnswerTo) and not self._admins.is_admin(tx, tap.person.id)):
            return None
        if isinstance(wish, AskedForReport) and self._answers(tx, tap, words):
            return None
        if not words:
            return ReportWithoutWords()
        if len(words) > MOST_WORDS:
            return ReportTooLong(len(words))
        reports.ask_no_more(tx, tap.person.id)
        if isinstance(wish, AnswerTo):
            return _answer(tx, tap, wish.report_id, words)
        return self._tell(tx, tap, wish, words)

    def _answers(self, tx: Tx, tap: Tap, words: str) -> bool:
        learner = learners.meet(tx, tap.person, tap.at)
        return is_answer(use_cases.last_standing(tx, learner, self.library().read_by(learner.reads)), words)

    def _again(self, tx: Tx, tap: Tap, words: str) -> WordsOutcome | None:
        """What became of this message when it came before; what was sent then is not sent again."""
        if made := reports.made_by(tx, tap.person.id, tap.message_id):
            return self._told(tx, made.report, made.told)
        if self._admins.is_admin(tx, tap.person.id) and (answered := reports.answered_by(tx, tap.message_id)):
            if answered.delivered:
                return AnswerArrived(answered.report)
            return ReportAnswered(answered.report, answered.learner_id, words)
        return None

    def _ask(self, tx: Tx, tap: Tap, course_id: str, step_id: str) -> AskedForReport | ReportLimitReached:
        learners.meet(tx, tap.person, tap.at)
        if _enough(tx, tap):
            return ReportLimitReached()
        reports.ask_words(tx, tap.person.id, course_id, step_id, tap.at)
        return AskedForReport(course_id, step_id, bool(self._admins.all(tx)))

    def _tell(self, tx: Tx, tap: Tap, wish: AskedForReport, words: str) -> WordsOutcome:
        if _enough(tx, tap):
            return ReportLimitReached()
        report = reports.add(tx, tap.person.id, tap.message_id, wish.course_id, wish.step_id, words, tap.at)
        return self._told(tx, report, told=False)

    def _told(self, tx: Tx, report: Report, told: bool) -> ReportTaken:
        """`told`: the admins have it already."""
        everyone = self._admins.all(tx)
        return ReportTaken(report, () if told else admins.reachable(tx, everyone), bool(everyone))


def _enough(tx: Tx, tap: Tap) -> bool:
    return reports.made_since(tx, tap.person.id, tap.at - timedelta(days=1)) >= A_DAY


def _answer(tx: Tx, tap: Tap, report_id: int, words: str) -> WordsOutcome:
    found = reports.find(tx, report_id)
    if found is None or not reports.may_be_answered(tx, report_id):
        return AlreadyAnswered()
    reports.answer(tx, report_id, tap.message_id, tap.at)
    reports.release(tx, report_id, found.learner_id)  # of an answer whose fate nobody knows
    return ReportAnswered(found.report, found.learner_id, words)
