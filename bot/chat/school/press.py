"""What admins press. A press of anybody else, with whatever data, is answered as an unknown button."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import assert_never

from bot.chat.incoming import ButtonPress, OnButtonPress
from bot.chat.school.appointments import Appointing
from bot.chat.school.publishing import PublishingChat
from bot.chat.school.reports import ReportChat
from bot.chat.show import Show, together
from bot.learning.admins import Appointment, NoAdmin
from bot.learning.school.publication import Settled
from bot.tutor.admins import Admins
from bot.tutor.school.publishing import Publishing
from bot.tutor.school.reports import Reports
from bot.tutor.school.statistics import Statistics, What
from bot.tutor.tap import Tap
from bot.views.render import render, word
from bot.views.school import buttons
from bot.views.school import publishing as course_views
from bot.views.school import screens as views
from bot.views.school.screens import WORDS
from bot.views.school.statistics_chart import chart
from bot.views.screen import Screen

Around = (
    buttons.Menu
    | buttons.Courses
    | buttons.CoursesPage
    | buttons.OneCourse
    | buttons.CoursePage
    | buttons.People
    | buttons.Promote
    | buttons.Dismiss
    | buttons.Statistics
    | buttons.Export
    | buttons.Reports
    | buttons.CloseReport
)


class SchoolPress:
    """`draw` makes a PNG of an SVG. `unknown` answers a button that nobody knows."""

    def __init__(
        self,
        team: Admins,
        publishing: Publishing,
        statistics: Statistics,
        reports: Reports,
        show: Show,
        appointing: Appointing,
        files: PublishingChat,
        words: ReportChat,
        draw: Callable[[str], bytes],
        broadcast: str,
        unknown: OnButtonPress,
        now: Callable[[], datetime],
    ) -> None:
        self._team = team
        self._publishing = publishing
        self._statistics = statistics
        self._reports = reports
        self._show = show
        self._appointing = appointing
        self._files = files
        self._words = words
        self._draw = draw
        self._broadcast = broadcast
        self._unknown = unknown
        self._now = now

    async def press(self, pressed: ButtonPress) -> None:
        action = buttons.parse(pressed.data)
        refused: NoAdmin | None = NoAdmin()
        if action is not None and pressed.private and self._team.knows(pressed.person.id):
            refused = await self._act(pressed.tap(self._now()), action, pressed)
        if refused:
            await self._unknown(pressed)

    async def _act(self, tap: Tap, action: buttons.Action, pressed: ButtonPress) -> NoAdmin | None:
        match action:
            case buttons.Reload():
                return await self._files.reload(tap, pressed)
            case buttons.Restore(course, version, present):
                outcome = await self._publishing.restore(tap, course, version, present)
                return await self._files.result(tap, pressed, outcome)
            case buttons.AnswerReport(report_id):
                refused = await self._words.ask_answer(tap, report_id)
                if refused is None:
                    await self._show.answer(pressed.query_id)
                return refused
            case (
                buttons.ForCourse()
                | buttons.Look()
                | buttons.ViewStep()
                | buttons.TryOption()
                | buttons.SeeHint()
                | buttons.SeeAnswer()
                | buttons.Publish()
                | buttons.Discard()
            ):
                return await self._files.draft(tap, action, pressed)
            case _:
                return await self._around(tap, action, pressed)

    async def _around(self, tap: Tap, action: Around, pressed: ButtonPress) -> NoAdmin | None:
        match action:
            case buttons.Menu():
                return await self._to(tap, pressed, await self._menu(tap))
            case buttons.Courses():
                return await self._to(tap, pressed, await self._courses(tap))
            case buttons.CoursesPage(page):
                return await self._to(tap, pressed, await self._courses(tap, page))
            case buttons.OneCourse(course):
                return await self._to(tap, pressed, await self._course(tap, course))
            case buttons.CoursePage(course, page):
                return await self._to(tap, pressed, await self._course(tap, course, page))
            case buttons.People():
                return await self._to(tap, pressed, await self._people(tap))
            case buttons.Promote(admin_id):
                return await self._to(tap, pressed, await self._appointing.appoint(tap, admin_id))
            case buttons.Dismiss(admin_id):
                return await self._dismiss(tap, admin_id, pressed)
            case buttons.Statistics():
                return await self._numbers(tap, pressed)
            case buttons.Export(what):
                return await self._export(tap, What(what.value), pressed)
            case buttons.Reports():
                return await self._open_reports(tap, pressed)
            case buttons.CloseReport(report_id):
                return await self._close(tap, report_id, pressed)
            case _:
                assert_never(action)

    async def _to(
        self, tap: Tap, pressed: ButtonPress, screen: Screen | NoAdmin, toast: str = ""
    ) -> NoAdmin | None:
        """Changes the pressed message into this screen."""
        if isinstance(screen, NoAdmin):
            return screen
        answer = self._show.answer(pressed.query_id, word(toast, WORDS) if toast else "")
        await together(answer, self._show.edit(tap.person.id, pressed.message_id, screen))
        return None

    async def _menu(self, tap: Tap) -> Screen | NoAdmin:
        reports = await self._statistics.unanswered(tap)
        return reports if isinstance(reports, NoAdmin) else views.menu(reports, self._broadcast)

    async def _courses(self, tap: Tap, page: int = 0) -> Screen | NoAdmin:
        found = await self._publishing.courses(tap)
        return found if isinstance(found, NoAdmin) else course_views.courses(found, page)

    async def _course(self, tap: Tap, key: str, page: int = 0) -> Screen | NoAdmin:
        found = await self._publishing.course(tap, key)
        if isinstance(found, NoAdmin):
            return found
        return views.plain("settled") if isinstance(found, Settled) else course_views.course(found, page)

    async def _people(self, tap: Tap) -> Screen | NoAdmin:
        found = await self._statistics.people(tap)
        return found if isinstance(found, NoAdmin) else views.people(found)

    async def _dismiss(self, tap: Tap, admin_id: int, pressed: ButtonPress) -> NoAdmin | None:
        outcome = await self._appointing.dismiss(tap, admin_id)
        if isinstance(outcome, NoAdmin):
            return outcome
        toasts = {Appointment.DEMOTED: "toast_demoted", Appointment.FIXED: "toast_fixed"}
        toast = toasts.get(outcome, "toast_no_admin")
        screen = await self._people(tap)
        if isinstance(screen, NoAdmin):  # one may demote oneself: then nothing of this is left
            await together(
                self._show.answer(pressed.query_id, word(toast, WORDS)),
                self._show.strip(tap.person.id, pressed.message_id),
            )
            return None
        return await self._to(tap, pressed, screen, toast)

    async def _numbers(self, tap: Tap, pressed: ButtonPress) -> NoAdmin | None:
        found = await self._statistics.summary(tap)
        if isinstance(found, NoAdmin):
            return found
        numbers, funnels, hard = found
        picture = await asyncio.to_thread(self._draw, chart(numbers, funnels))
        await self._show.answer(pressed.query_id)
        await self._show.photo(tap.person.id, ("statistics.png", picture, "image/png"))
        await self._show.send(tap.person.id, views.statistics(numbers, funnels, hard))
        return None

    async def _export(self, tap: Tap, what: What, pressed: ButtonPress) -> NoAdmin | None:
        found = await self._statistics.export(tap, what)
        if isinstance(found, NoAdmin):
            return found
        file, rows = found
        await self._show.answer(pressed.query_id)
        await self._show.document(tap.person.id, file, render("school/export", rows=rows))
        return None

    async def _open_reports(self, tap: Tap, pressed: ButtonPress) -> NoAdmin | None:
        found = await self._reports.unanswered(tap)
        if isinstance(found, NoAdmin):
            return found
        await self._show.answer(pressed.query_id)
        for report in found:
            await self._show.send(tap.person.id, views.report(report, self._reports.library()))
        if not found:
            await self._show.send(tap.person.id, views.plain("report/none"))
        return None

    async def _close(self, tap: Tap, report_id: int, pressed: ButtonPress) -> NoAdmin | None:
        done = await self._reports.close(tap, report_id)
        if isinstance(done, NoAdmin):
            return done
        toast = word("toast_closed" if done else "toast_answered", WORDS)
        strip = self._show.strip(tap.person.id, pressed.message_id)
        await together(self._show.answer(pressed.query_id, toast), strip)
        return None
