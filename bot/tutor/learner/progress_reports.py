"""Looking at what one has done, and at what has stayed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.learning.learner.learner import Learner
from bot.learning.learner.overview import Overview
from bot.learning.learner.practice import look_back, practice
from bot.learning.learner.progress import LearnerProgress
from bot.storage.database import Tx
from bot.storage.learner import certificates, practice_times
from bot.storage.school import reports
from bot.tutor.learner.account import overview_of
from bot.tutor.tap import Tap
from bot.tutor.use_cases import UseCases


def _none(tx: Tx, learner_id: int, since: datetime) -> Iterable[datetime]:  # noqa: ARG001
    return ()


def _unknown(tx: Tx, learner: Learner, overview: Overview, now: datetime) -> Mapping[tuple[str, str], float]:  # noqa: ARG001
    return {}


def _no(tx: Tx, learner_id: int, now: datetime) -> bool:  # noqa: ARG001
    return False


@dataclass(frozen=True)
class ReviewRecord:
    """What reviews know of a learner. `reviewed`: when they reviewed since a moment. `firmness`: as in
    LearnerProgress. `is_due`: whether a card waits for them."""

    reviewed: Callable[[Tx, int, datetime], Iterable[datetime]] = _none
    firmness: Callable[[Tx, Learner, Overview, datetime], Mapping[tuple[str, str], float]] = _unknown
    is_due: Callable[[Tx, int, datetime], bool] = _no


class ProgressReports:
    def __init__(self, use_cases: UseCases, record: ReviewRecord) -> None:
        self._use_cases = use_cases
        self._record = record

    async def has_due(self, learner_id: int, now: datetime) -> bool:
        """Whether a card waits for the learner."""
        return await self._use_cases.database.read(lambda tx: self._record.is_due(tx, learner_id, now))

    async def look(self, tap: Tap) -> tuple[Learner, LearnerProgress]:
        record = self._record

        def work(tx: Tx, learner: Learner) -> LearnerProgress:
            library = self._use_cases.library_of(learner)
            reports.ask_no_more(tx, learner.id)
            overview, since = overview_of(tx, learner, library), look_back(tap.at)
            moments = (
                *practice_times.answered(tx, learner.id, since),
                *record.reviewed(tx, learner.id, since),
            )
            return LearnerProgress(
                overview,
                practice(moments, tap.at, learner.time_zone),
                record.firmness(tx, learner, overview, tap.at),
                certificates.of_learner(tx, learner.id),
            )

        return await self._use_cases.serve(tap, work)
