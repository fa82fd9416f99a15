"""What admins see around the courses: the menu, people, statistics, reports."""

from __future__ import annotations

from bot.course.library import Library
from bot.learning.admins import Appointment, People
from bot.learning.kinds import by_tap
from bot.learning.school.report import Report
from bot.learning.school.statistics import ExportKind, Funnel, HardQuestion, Numbers
from bot.views.pages import page
from bot.views.render import course_words
from bot.views.school import buttons as press
from bot.views.school import page_buttons
from bot.views.school.buttons import pack
from bot.views.school.page_buttons import PeoplePage, RetentionPage, StatisticsPage
from bot.views.screen import Button, ButtonStyle, Row, Screen
from bot.views.shorten import shorten
from bot.views.words import Words

COURSES = 5
"""Courses of which a page of the statistics tells."""
LESSONS = 20
"""Lessons of each of them, from the first on: the file has them all."""
OPTION = 60
"""Characters of an option that a line of the statistics has room for."""


_STYLES = {"publish": ButtonStyle.ONWARD, "discard": ButtonStyle.DESTROYS, "demote": ButtonStyle.DESTROYS}


def button(words: Words, name: str, action: press.Action) -> Button:
    return Button(words.word(f"school.{name}"), pack(action), _STYLES.get(name, ButtonStyle.PLAIN))


def menu(words: Words, reports: int, broadcast: str) -> Screen:
    """`broadcast`: what the button does that leads to broadcasts."""
    rows: list[Row] = [
        (button(words, "courses", press.OpenCourses()), Button(words.word("school.broadcast"), broadcast)),
        (button(words, "people", press.OpenPeople()), button(words, "statistics", press.OpenStatistics())),
    ]
    if reports:
        rows.append((Button(words.word("school.reports", count=reports), pack(press.OpenReports())),))
    return Screen(words.render("school/menu", reports=reports), tuple(rows), words=words)


def people(words: Words, found: People, number: int = 0) -> Screen:
    """`number`: of the page of the admins."""
    shown = page(found.admins, number)
    rows: list[Row] = [
        (
            Button(
                words.word("school.dismiss", name=admin.name or admin.id),
                pack(press.Dismiss(admin.id)),
                ButtonStyle.DESTROYS,
            ),
        )
        for admin in shown.entries
        if not admin.fixed
    ]
    turn = shown.turn(words, lambda number: page_buttons.pack(PeoplePage(number)))
    text = words.render("school/people", people=found, admins=shown.entries, page=shown.label)
    return Screen(text, (*rows, *turn, (button(words, "menu", press.OpenMenu()),)), words=words)


def appointment(words: Words, outcome: Appointment | None, command: str) -> Screen:
    """What became of /promote or /demote; None: nobody was named."""
    kind = outcome.name.lower() if outcome else ""
    return Screen(words.render("school/appointment", kind=kind, command=command), words=words)


def confirm(words: Words, command: str, admin_id: int, name: str | None) -> Screen:
    """Before /promote or /demote from a group is done."""
    action = press.Promote(admin_id) if command == "promote" else press.Dismiss(admin_id)
    text = words.render("school/confirm", command=command, name=name, id=admin_id)
    return Screen(
        text, ((button(words, command, action), button(words, "never_mind", press.OpenMenu())),), words=words
    )


def appointed(words: Words, name: str | None, told: bool) -> Screen:
    """For who has appointed somebody of this name. `told`: whether they have heard of it."""
    return Screen(words.render("school/appointed", name=name, told=told), words=words)


def welcome(words: Words, by: str) -> Screen:
    """For who has been appointed, by somebody of this name: what they can do now, and where it is."""
    return Screen(words.render("school/welcome", by=by), words=words)


def statistics(
    words: Words,
    numbers: Numbers,
    funnels: tuple[Funnel, ...],
    hard: tuple[HardQuestion, ...],
    number: int = 0,
) -> Screen:
    """`number`: of the page of the courses."""
    shown = page(funnels, number, COURSES)
    text = words.render(
        "school/statistics",
        numbers=numbers,
        funnels=[
            {
                "title": funnel.course.title,
                "begun": funnel.begun,
                "finished": funnel.finished,
                "lessons": [
                    _lesson(lesson.title, done, funnel.begun) for lesson, done in funnel.lessons[:LESSONS]
                ],
                "more": len(funnel.lessons[LESSONS:]),
            }
            for funnel in shown.entries
        ],
        page=shown.label,
        hard=[_hard(question) for question in hard],
    )
    exports = [(button(words, f"export_{what.value}", press.Export(what)),) for what in ExportKind]
    stays = Button(words.word("school.retention"), page_buttons.pack(RetentionPage(0)))
    turn = shown.turn(words, lambda number: page_buttons.pack(StatisticsPage(number)))
    return Screen(text, (*turn, (stays,), *exports, (button(words, "menu", press.OpenMenu()),)), words=words)


def percent(part: int, of: int) -> int:
    """Rounded down, so that 100 means all of them."""
    return 100 * part // of if of else 0


def report(words: Words, found: Report, library: Library) -> Screen:
    """A report as admins see it, with the step as it is now."""
    course = library.course(found.course_id)
    step = course.step_or_practice(found.step_id) if course else None
    text = words.render(
        "school/report/card",
        name=found.name,
        title=step.title if step else found.step_id,
        course=course.title if course else found.course_id,
        step_id=found.step_id,
        words=found.words,
        answered=found.answered,
    )
    if found.answered:
        return Screen(text, words=words)
    answer = button(words, "answer", press.AnswerReport(found.id))
    return Screen(text, ((answer, button(words, "close", press.CloseReport(found.id))),), words=words)


def picture_refused(words: Words, course: str, section: str | None, file: str, why: str) -> Screen:
    """Telegram does not take a picture of what is taught. `section`: its title; None: it is on the cover."""
    return plain(words, "picture_refused", course=course, section=section, file=file, why=why)


def plain(words: Words, template: str, /, **values: object) -> Screen:
    return Screen(words.render(f"school/{template}", **values), words=words)


def _lesson(title: str, done: int, begun: int) -> dict[str, object]:
    return {
        "title": title,
        "percent": percent(done, begun),
    }


def _hard(found: HardQuestion) -> dict[str, object]:
    slip, times = found.favourite or (None, 0)
    return {
        "title": found.question.title,
        "percent": percent(found.right, found.tries),
        "tries": found.tries,
        "favourite": shorten(course_words(slip.text), OPTION) if slip else "",
        "times": times,
        "written": not by_tap(found.question),
    }
