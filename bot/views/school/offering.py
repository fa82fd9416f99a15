"""Whole courses as admins see them: shared, hidden, removed, brought back, and handed out as files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from bot.course.model import Course
from bot.learning.school.offering import (
    CourseFiles,
    CourseList,
    IdTaken,
    LastCourse,
    Removed,
    RemovedCourse,
    Withdrawal,
)
from bot.views.deep_links import Links
from bot.views.pages import page
from bot.views.qr_code import qr_code
from bot.views.school import buttons as press
from bot.views.school import course_buttons as whole
from bot.views.school import page_buttons
from bot.views.school.page_buttons import OpenExports
from bot.views.school.screens import button
from bot.views.screen import Button, ButtonStyle, Drawing, LinkButton, Row, Screen
from bot.views.words import Words

QUIET = 4
"""Squares around a code that stay empty, so that cameras find it."""
SIDE = 900
"""Pixels of a code with what stays empty."""


def courses(words: Words, found: CourseList, number: int = 0) -> Screen:
    shown = page(found.courses, number)
    rows = [(Button(course.title, press.pack(press.OpenCourse(course.key))),) for course in shown.entries]
    turn = shown.turn(words, lambda number: press.pack(press.SchoolCoursesPage(number)))
    removed = (_button(words, "removed", whole.ListRemoved(0)),) if found.removed else ()
    below: tuple[Row, ...] = (
        (_button(words, "template", whole.GetTemplate()), *removed),
        (button(words, "reload", press.Reload()), button(words, "menu", press.OpenMenu())),
    )
    entries = [{"course": course, "hidden": course.id in found.hidden} for course in shown.entries]
    return Screen(
        words.render("school/courses", courses=entries, page=shown.label), (*rows, *turn, *below), words=words
    )


def course_rows(words: Words, course: Course, hidden: bool) -> tuple[Row, ...]:
    """What can be done with a whole course."""
    hide = whole.OfferCourse(course.key) if hidden else whole.AskHide(course.key)
    return (
        (
            _button(words, "share", whole.ShareCourse(course.key)),
            Button(words.word("school.download"), page_buttons.pack(OpenExports(course.key))),
        ),
        (
            _button(words, "offer" if hidden else "hide", hide),
            _button(words, "remove", whole.AskRemove(course.key)),
        ),
    )


def share_row(words: Words, course: Course) -> Row:
    return (_button(words, "qr_code", whole.ShareCourse(course.key)),)


def share(words: Words, links: Links, course: Course, hidden: bool, admin_id: int) -> Screen:
    """The link to a course, and its QR code as a picture."""
    link = links.to_course(course.id)
    text = words.render("school/share", title=course.title, link=link, hidden=hidden)
    drawing = Drawing(_svg(words, link), course.title, admin_id, "qr-code", kept=False)
    opens = LinkButton(words.word("school.open_link"), link)
    return Screen(text, ((opens,),), drawing, words=words)


def sure_to_hide(words: Words, found: Withdrawal) -> Screen:
    yes = _button(words, "hide", whole.HideCourse(found.course.key))
    return Screen(_withdrawal(words, "school/hide", found), ((yes, _back(words, found.course)),), words=words)


def sure_to_remove(words: Words, found: Withdrawal) -> Screen:
    remove = whole.RemoveCourse(found.course.key, found.present)
    yes = Button(words.word("school.remove"), whole.pack(remove), ButtonStyle.DESTROYS)
    return Screen(
        _withdrawal(words, "school/remove", found), ((yes, _back(words, found.course)),), words=words
    )


def removed(words: Words, found: Removed) -> Screen:
    rows: list[Row] = [(_button(words, "bring_back", whole.BringBack(found.key)),)] if found.key else []
    to_courses = button(words, "courses", press.OpenCourses())
    text = words.render("school/removed", title=found.course.title)
    return Screen(text, (*rows, (to_courses, button(words, "menu", press.OpenMenu()))), words=words)


def removed_courses(words: Words, found: Sequence[RemovedCourse], number: int = 0) -> Screen:
    """A page of the courses that can be brought back."""
    shown = page(found, number)
    rows = [
        (
            Button(
                words.word("school.bring_back_course", course=one.course.title),
                whole.pack(whole.BringBack(one.key)),
            ),
        )
        for one in shown.entries
    ]
    turn = shown.turn(words, lambda number: whole.pack(whole.ListRemoved(number)))
    text = words.render("school/removed_courses", none=not found, page=shown.label)
    below = (button(words, "courses", press.OpenCourses()), button(words, "menu", press.OpenMenu()))
    return Screen(text, (*rows, *turn, below), words=words)


def last_course(words: Words, found: LastCourse) -> Screen:
    text = words.render("school/last_course", title=found.course.title)
    return Screen(text, ((_back(words, found.course),),), words=words)


def id_taken(words: Words, found: IdTaken) -> Screen:
    text = words.render("school/id_taken", title=found.course.title, id=found.course.id)
    return Screen(text, ((button(words, "courses", press.OpenCourses()),),), words=words)


def packed(found: CourseFiles) -> tuple[str, bytes, str]:
    """The files as a zip: its name, its bytes and its kind."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in found.files.items():
            bundle.writestr(f"{found.name}/{name}", content)
    return f"{found.name}.zip", data.getvalue(), "application/zip"


def _withdrawal(words: Words, template: str, found: Withdrawal) -> str:
    return words.render(template, title=found.course.title, learners=found.learners, groups=found.groups)


def _svg(words: Words, link: str) -> str:
    code = qr_code(link)
    wide = code.modules + 2 * QUIET
    return words.render("school/qr_code.svg", side=SIDE, wide=wide, quiet=QUIET, code=code.path)


def _button(words: Words, name: str, action: whole.Action) -> Button:
    return Button(words.word(f"school.{name}"), whole.pack(action))


def _back(words: Words, course: Course) -> Button:
    return button(words, "never_mind", press.OpenCourse(course.key))
