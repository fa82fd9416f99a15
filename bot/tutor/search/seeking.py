"""Who is looking for something: their courses, and the questions that wait for them meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from bot.learning.learner.learner import Learner
from bot.learning.learner.overview import Overview
from bot.learning.search.found import OpenQuestion, Seeker, seeker
from bot.storage.database import Tx
from bot.storage.school import reports
from bot.tutor.learner.account import overview_of
from bot.tutor.review.sessions import Desk
from bot.tutor.tap import Tap
from bot.tutor.use_cases import UseCases


class Looking(NamedTuple):
    learner: Learner
    overview: Overview
    seeker: Seeker


class Seeking:
    def __init__(self, use_cases: UseCases) -> None:
        self._use_cases = use_cases

    async def look(self, tap: Tap) -> Looking:
        """Who is looking. They will not write the words of a report next."""

        def work(tx: Tx, learner: Learner) -> tuple[Overview, Seeker]:
            library = self._use_cases.library_of(learner)
            reports.ask_no_more(tx, learner.id)
            overview = overview_of(tx, learner, library)
            who = seeker(overview, _open_card(Desk(tx, learner, library, tap.at)))
            return overview, replace(who, reads=learner.reads)

        learner, found = await self._use_cases.serve(tap, work)
        return Looking(learner, *found)


def _open_card(desk: Desk) -> OpenQuestion | None:
    session = desk.load()
    asked = desk.asked(session) if session and session.asks(desk.now) else None
    if asked is None or not asked.present.is_open:
        return None
    return OpenQuestion(asked.original, asked.lesson, is_card=True)
