"""What admins press in private. All here raises NotAdminError where they are none (any more)."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import assert_never

from bot.chat.draw import Draw, NotDrawnError
from bot.chat.incoming import ButtonPress, OnButtonPress
from bot.chat.school.appointments import Appointments
from bot.chat.school.course_exports import export_course
from bot.chat.school.offering import OfferingChat
from bot.chat.school.publishing import PublishingChat
from bot.chat.school.reports import ReportChat
from bot.chat.show import Show, together
from bot.learning.admins import Appointment
from bot.learning.school.publication import AlreadySettled
from bot.learning.school.statistics import ExportKind
from bot.tutor.school.services import SchoolServices
from bot.tutor.tap import Tap
from bot.views.school import buttons, page_buttons
from bot.views.school import offering as of_courses
from bot.views.school import publishing as course_views
from bot.views.school import screens as views
from bot.views.school.page_buttons import (
    BesideStep,
    CandidatesPage,
    ExportCourse,
    OfExport,
    OpenExports,
    PeoplePage,
    RetentionPage,
    SeeDescription,
    SeeMore,
    StatisticsPage,
    TurnPage,
)
from bot.views.school.retention import retention
from bot.views.school.statistics_chart import chart
from bot.views.screen import Screen
from bot.views.words import words_of

log = logging.getLogger(__name__)

SchoolOverview = (
    buttons.OpenMenu
    | buttons.OpenCourses
    | buttons.SchoolCoursesPage
    | buttons.OpenCourse
    | buttons.CoursePage
    | buttons.OpenPeople
    | buttons.Promote
    | buttons.Dismiss
    | buttons.OpenStatistics
    | buttons.Export
    | buttons.OpenReports
    | buttons.CloseReport
)


@dataclass(frozen=True, slots=True)
class SchoolPress:
    """To be entered through `AdminsOnly`. `unknown` answers a button that
    nobody knows."""

    services: SchoolServices
    show: Show
    draw: Draw
    appointing: Appointments
    publishing_chat: PublishingChat
    offering_chat: OfferingChat
    report_chat: ReportChat
    broadcast: str
    unknown: OnButtonPress

    async def press(self, pressed: ButtonPress) -> None:
        if await self.offering_chat.press(pressed):
            return
        if turn := page_buttons.parse(pressed.data):
            await self._turn(pressed.tap, turn, pressed)
        elif action := buttons.parse(pressed.data):
            await self._act(pressed.tap, action, pressed)
        else:
            await self.unknown(pressed)

    async def _act(self, tap: Tap, action: buttons.Action, pressed: ButtonPress) -> None:
        match action:
            case buttons.Reload():
                await self.publishing_chat.reload(tap, pressed)
            case buttons.Restore(course, version, present):
                outcome = await self.services.publishing.restore(tap, course, version, present)
                await self.publishing_chat.result(tap, pressed, outcome)
            case buttons.AnswerReport(report_id):
                await self.report_chat.ask_answer(tap, report_id)
                await self.show.answer(pressed.query_id)
            case (
                buttons.ForCourse()
                | buttons.OpenDraft()
                | buttons.ViewStep()
                | buttons.TryOption()
                | buttons.TryPart()
                | buttons.TakePartBack()
                | buttons.TryParts()
                | buttons.SeeHint()
                | buttons.SeeAnswer()
                | buttons.Publish()
                | buttons.Discard()
            ):
                await self.publishing_chat.draft(tap, action, pressed)
            case _:
                await self._around(tap, action, pressed)

    async def _turn(self, tap: Tap, action: TurnPage | BesideStep | OfExport, pressed: ButtonPress) -> None:
        match action:
            case CandidatesPage(draft, page):
                await self.publishing_chat.candidates(tap, draft, page, pressed)
            case PeoplePage(page):
                await self._to(tap, pressed, await self._people(tap, page))
            case SeeMore() | SeeDescription():
                await self.publishing_chat.preview.beside(tap, action, pressed)
            case OpenExports() | ExportCourse():
                await export_course(self.services.course_exports, self.show, action, pressed)
            case StatisticsPage(page):
                found = await self.services.statistics.summary(tap)
                await self._to(tap, pressed, views.statistics(words_of(tap.person), *found, page))
            case RetentionPage(page):
                stays = await self.services.statistics.retention(tap)
                await self._to(tap, pressed, retention(words_of(tap.person), stays, page))
            case _:
                assert_never(action)

    async def _around(self, tap: Tap, action: SchoolOverview, pressed: ButtonPress) -> None:
        match action:
            case buttons.OpenMenu():
                await self._to(tap, pressed, await self._menu(tap))
            case buttons.OpenCourses():
                await self._to(tap, pressed, await self._courses(tap))
            case buttons.SchoolCoursesPage(page):
                await self._to(tap, pressed, await self._courses(tap, page))
            case buttons.OpenCourse(course):
                await self._to(tap, pressed, await self._course(tap, course))
            case buttons.CoursePage(course, page):
                await self._to(tap, pressed, await self._course(tap, course, page))
            case buttons.OpenPeople():
                await self._to(tap, pressed, await self._people(tap))
            case buttons.Promote(admin_id):
                await self._to(tap, pressed, await self.appointing.appoint(tap, admin_id))
            case buttons.Dismiss(admin_id):
                await self._dismiss(tap, admin_id, pressed)
            case buttons.OpenStatistics():
                await self._numbers(tap, pressed)
            case buttons.Export(what):
                await self._export(tap, what, pressed)
            case buttons.OpenReports():
                await self._open_reports(tap, pressed)
            case buttons.CloseReport(report_id):
                await self._close(tap, report_id, pressed)
            case _:
                assert_never(action)

    async def _to(self, tap: Tap, pressed: ButtonPress, screen: Screen, toast: str = "") -> None:
        """Changes the pressed message into this screen."""
        answer = self.show.answer(
            pressed.query_id, words_of(tap.person).word(f"school.{toast}") if toast else ""
        )
        await together(answer, self.show.edit(tap.person.id, pressed.message_id, screen))

    async def _menu(self, tap: Tap) -> Screen:
        return views.menu(
            words_of(tap.person), await self.services.statistics.unanswered(tap), self.broadcast
        )

    async def _courses(self, tap: Tap, page: int = 0) -> Screen:
        return of_courses.courses(words_of(tap.person), await self.services.offering.courses(tap), page)

    async def _course(self, tap: Tap, key: str, page: int = 0) -> Screen:
        found = await self.services.publishing.course(tap, key)
        return (
            views.plain(words_of(tap.person), "settled")
            if isinstance(found, AlreadySettled)
            else course_views.course(words_of(tap.person), found, page)
        )

    async def _people(self, tap: Tap, page: int = 0) -> Screen:
        return views.people(words_of(tap.person), await self.services.statistics.people(tap), page)

    async def _dismiss(self, tap: Tap, admin_id: int, pressed: ButtonPress) -> None:
        outcome = await self.appointing.dismiss(tap, admin_id)
        toasts = {Appointment.DEMOTED: "toast_demoted", Appointment.FIXED: "toast_fixed"}
        toast = toasts.get(outcome, "toast_no_admin")
        if outcome is Appointment.DEMOTED and admin_id == tap.person.id:  # then nothing of this is left
            await together(
                self.show.answer(pressed.query_id, words_of(tap.person).word(f"school.{toast}")),
                self.show.strip(tap.person.id, pressed.message_id),
            )
        else:
            await self._to(tap, pressed, await self._people(tap), toast)

    async def _numbers(self, tap: Tap, pressed: ButtonPress) -> None:
        found = await self.services.statistics.summary(tap)
        numbers, funnels, hard = found
        await self.show.answer(pressed.query_id)
        try:
            picture = await self.draw(chart(words_of(tap.person), numbers, funnels))
        except NotDrawnError as error:
            log.error("%s", error)
        else:
            await self.show.photo(tap.person.id, ("statistics.png", picture, "image/png"))
        await self.show.send(tap.person.id, views.statistics(words_of(tap.person), numbers, funnels, hard))

    async def _export(self, tap: Tap, what: ExportKind, pressed: ButtonPress) -> None:
        found = await self.services.statistics.export(tap, what)
        file, rows = found
        await self.show.answer(pressed.query_id)
        await self.show.document(tap.person.id, file, views.plain(words_of(tap.person), "export", rows=rows))

    async def _open_reports(self, tap: Tap, pressed: ButtonPress) -> None:
        found = await self.services.reports.unanswered(tap)
        await self.show.answer(pressed.query_id)
        for report in found:
            await self.show.send(
                tap.person.id, views.report(words_of(tap.person), report, self.services.reports.library())
            )
        if not found:
            await self.show.send(tap.person.id, views.plain(words_of(tap.person), "report/none"))

    async def _close(self, tap: Tap, report_id: int, pressed: ButtonPress) -> None:
        done = await self.services.reports.close(tap, report_id)
        toast = words_of(tap.person).word("school.toast_closed" if done else "school.toast_answered")
        strip = self.show.strip(tap.person.id, pressed.message_id)
        await together(self.show.answer(pressed.query_id, toast), strip)
