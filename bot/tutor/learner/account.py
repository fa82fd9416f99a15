"""Around the course: arriving, looking around, settings, and a person's own data."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.course.library import Library
from bot.learning.learner.learner import Learner, Pictures, Theme
from bot.learning.learner.overview import Overview
from bot.storage import personal
from bot.storage.database import Tx
from bot.storage.learner import learners, progress
from bot.storage.school import reports, uploads
from bot.tutor.admins import Admins
from bot.tutor.review.reminder_wishes import follow_clocks
from bot.tutor.tap import Tap
from bot.tutor.use_cases import LearnerResult, UseCases

log = logging.getLogger(__name__)


class Account:
    """`admins` are told when somebody was forgotten, who may have been one of them; `sweep` throws away the
    files that they had sent, and raises OSError where it cannot."""

    def __init__(
        self, use_cases: UseCases, admins: Admins, sweep: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        self._use_cases = use_cases
        self._admins = admins
        self._sweep = sweep

    def is_admin(self, user_id: int) -> bool:
        return self._admins.knows(user_id)

    async def look_around(self, tap: Tap) -> LearnerResult[Overview]:
        """All courses at a glance. Who asks for that will not write the words of a report next."""

        def work(tx: Tx, learner: Learner) -> Overview:
            library = self._use_cases.library_of(learner)
            reports.ask_no_more(tx, learner.id)
            return overview_of(tx, learner, library)

        return await self._use_cases.serve(tap, work)

    async def choose_pictures(self, tap: Tap, pictures: Pictures) -> Learner:
        _, learner = await self._use_cases.serve(tap, lambda tx, learner: _with(tx, learner, pictures))
        return learner

    async def choose_announcements(self, tap: Tap, on: bool) -> Learner:
        """Whether the learner wants to be told of what is new."""

        def work(tx: Tx, learner: Learner) -> Learner:
            learners.choose_announcements(tx, learner.id, on)
            return replace(learner, announcements=on)

        _, learner = await self._use_cases.serve(tap, work)
        return learner

    async def choose_time_zone(self, tap: Tap, zone: str) -> Learner:
        def work(tx: Tx, learner: Learner) -> Learner:
            learners.choose_time_zone(tx, learner.id, zone)
            follow_clocks(tx, learner.id, zone, tap.at)
            return replace(learner, time_zone=zone)

        _, learner = await self._use_cases.serve(tap, work)
        return learner

    async def choose_theme(self, tap: Tap, theme: Theme) -> Learner:
        """The colours of what is drawn for the learner."""

        def work(tx: Tx, learner: Learner) -> Learner:
            learners.choose_theme(tx, learner.id, theme)
            return replace(learner, theme=theme)

        _, learner = await self._use_cases.serve(tap, work)
        return learner

    async def choose_weeks(self, tap: Tap, on: bool) -> Learner:
        """Whether the weeks in which they practised are counted for the learner."""

        def work(tx: Tx, learner: Learner) -> Learner:
            learners.choose_weeks(tx, learner.id, on)
            return replace(learner, weeks=on)

        _, learner = await self._use_cases.serve(tap, work)
        return learner

    async def choose_language(self, tap: Tap, language: str | None) -> Learner:
        """What the learner is spoken to in; None: the language that they have in Telegram."""

        def work(tx: Tx, learner: Learner) -> Learner:
            learners.choose_language(tx, learner.id, language)
            return replace(learner, language=language)

        _, learner = await self._use_cases.serve(tap, work)
        return learner

    async def my_data(self, tap: Tap) -> dict[str, list[dict[str, Any]]]:
        """Every row kept about the person, by table."""
        _, rows = await self._use_cases.serve(
            tap, lambda tx, learner: personal.everything_about(tx, learner.id)
        )
        return rows

    async def forget(self, tap: Tap) -> bool:
        """Deletes everything about the person; whether that made them no admin any more."""
        person_id = tap.person.id

        def work(tx: Tx) -> tuple[bool, bool]:
            was_admin, had_files = self._admins.is_admin(tx, person_id), uploads.has_any(tx, person_id)
            personal.forget(tx, person_id)
            return was_admin and not self._admins.is_admin(tx, person_id), had_files

        dismissed, had_files = await self._use_cases.database.transaction(work)
        if had_files and self._sweep:
            await _throw_away(self._sweep)
        await self._admins.refresh()
        self._use_cases.database.clear_log()
        return dismissed

    async def know(self, tap: Tap) -> Learner:
        learner, _ = await self._use_cases.serve(tap, lambda _tx, _learner: None)
        return learner

    async def gone(self, learner_id: int, now: datetime) -> None:
        """The person blocked the bot, or is not in Telegram any more."""
        await self._use_cases.database.transaction(lambda tx: learners.mark_gone(tx, learner_id, now))


async def _throw_away(sweep: Callable[[], Awaitable[None]]) -> None:
    try:
        await sweep()
    except OSError as error:
        # Nothing refers to them any more: the next start tries it again.
        log.warning("CONTENT_DIR: an upload cannot be deleted yet (%s)", error.strerror)


def overview_of(tx: Tx, learner: Learner, library: Library) -> Overview:
    """All courses at a glance that this learner may see, and where they are in them."""
    runs = [progress.runs(tx, learner.id, course) for course in library.courses]
    last = library.course(learner.course_id) if learner.course_id else None
    courses = tuple(
        course
        for course, of_course in zip(library.courses, runs, strict=True)
        if of_course or course.id not in library.hidden
    )
    only = courses[0] if len(courses) == 1 else None
    return Overview(
        courses=courses,
        standings=tuple(of_course[0] for of_course in runs if of_course),
        earlier=tuple(run for of_course in runs for run in of_course[1:]),
        current=last or only,
    )


def _with(tx: Tx, learner: Learner, pictures: Pictures) -> Learner:
    learners.choose_pictures(tx, learner.id, pictures)
    return replace(learner, pictures=pictures)
