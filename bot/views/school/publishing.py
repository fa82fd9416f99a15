"""From a file to a published course, as admins see it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.course.message import Message
from bot.course.model import Lesson, Step
from bot.course.reading.mistakes import Mistake
from bot.learning.school.publication import (
    CourseVersions,
    Draft,
    HasMistakes,
    Impact,
    NotWritten,
    Published,
    ReadyToPublish,
    WhichCourse,
)
from bot.views.course_messages import in_words, line_of, place
from bot.views.pages import page
from bot.views.school import buttons as press
from bot.views.school import page_buttons
from bot.views.school.buttons import pack
from bot.views.school.offering import course_rows, share_row
from bot.views.school.page_buttons import CandidatesPage
from bot.views.school.screens import button, plain
from bot.views.screen import Button, Row, Screen
from bot.views.shorten import shorten
from bot.views.words import Words

MISTAKES = 8
"""Mistakes that one message names: the file beside it has all."""
MESSAGE = 300
"""Characters of a mistake's words in that message."""
REPORT = 8
"""Lines of an import's report that the message has: the file beside it has all."""
NOTES = 3
"""Notes that are shown before something is published."""
TITLES = 6
"""Steps named of each kind of change."""
COURSES = 5
"""Courses with a preview button of their own."""
EDITIONS = 5


def course(words: Words, shelved: CourseVersions, number: int = 0) -> Screen:
    """A course with the versions that may be restored, and a page of its lessons."""
    found = shelved.course
    shown = page(found.lessons, number)
    earlier = [one for one in shelved.editions if not one.present][:EDITIONS]
    taught = [one for one in shelved.editions if one.present]
    labels = words.formats.dates_and_times([one.since for one in (*earlier, *taught)])
    rows: list[Row] = [
        (
            Button(
                words.word("school.restore", version=label),
                pack(press.Restore(found.key, one.key, shelved.present)),
            ),
        )
        for one, label in zip(earlier, labels, strict=False)
    ]
    text = words.render(
        "school/course",
        course=found,
        lessons=shown.entries,
        before=shown.first,
        page=shown.label,
        earlier=bool(rows),
        taught=labels[-1] if taught else None,
        hidden=shelved.hidden,
    )
    turn = shown.turn(words, lambda number: pack(press.CoursePage(found.key, number)))
    return Screen(
        text,
        (
            *turn,
            *rows,
            *course_rows(words, found, shelved.hidden),
            (button(words, "courses", press.OpenCourses()), button(words, "menu", press.OpenMenu())),
        ),
        words=words,
    )


def mistakes(words: Words, found: HasMistakes) -> Screen:
    """The first of them, and what to do once they are mended; the whole list is `mistakes_file`."""
    lines = [
        {"place": place(one), "message": shorten(in_words(one.message, words), MESSAGE)}
        for one in found.mistakes[:MISTAKES]
    ]
    text = words.render(
        "school/mistakes", mistakes=lines, total=len(found.mistakes), in_folder=found.in_folder
    )
    again: Row = (button(words, "reload", press.Reload()), button(words, "menu", press.OpenMenu()))
    return Screen(text, (again,) if found.in_folder else (), words=words)


def mistakes_file(words: Words, found: tuple[Mistake, ...]) -> bytes | None:
    """All mistakes, a line each; None where the message has them."""
    if len(found) <= MISTAKES and all(len(in_words(one.message, words)) <= MESSAGE for one in found):
        return None
    return "".join(f"{line_of(one, words)}\n" for one in found).encode()


def report_file(words: Words, found: ReadyToPublish) -> bytes | None:
    """All that an import says, a line each; None where the message has it."""
    said = [in_words(line, words) for line in found.report]
    if len(said) <= REPORT and all(len(line) <= MESSAGE for line in said):
        return None
    return "".join(f"{line}\n" for line in said).encode()


def which_course(words: Words, found: WhichCourse, number: int = 0) -> Screen:
    shown = page(found.courses, number)
    rows = [(Button(one.title, pack(press.ForCourse(found.draft, one.key))),) for one in shown.entries]
    turn = shown.turn(words, lambda number: page_buttons.pack(CandidatesPage(found.draft, number)))
    text = words.render("school/which_course", title=found.title, page=shown.label)
    return Screen(text, (*rows, *turn, (button(words, "discard", press.Discard(found.draft)),)), words=words)


def ready(words: Words, found: ReadyToPublish) -> Screen:
    """What changes, with the ways to look at it, publish it, or leave it."""
    notes = found.notes[:NOTES]
    text = words.render(
        "school/ready",
        impacts=[_impact(words, impact) for impact in found.impacts],
        removed=[one.title for one in found.removed],
        notes=[
            {"place": f"{one.file.as_posix()}:{one.line}", "message": in_words(one.message, words)}
            for one in notes
        ],
        more_notes=len(found.notes) - len(notes),
        report=[shorten(in_words(line, words), MESSAGE) for line in found.report[:REPORT]],
        more_report=max(0, len(found.report) - REPORT),
    )
    many = len(found.impacts) > 1
    rows: list[Row] = []
    for impact in found.impacts[:COURSES]:
        changes = impact.changes
        first = press.ViewStep(found.draft, changes.course.key, changes.first)
        label = (
            words.word("school.preview_of", course=changes.course.title)
            if many
            else words.word("school.preview")
        )
        rows.append((Button(label, pack(first)),))
    return Screen(text, (*rows, _decide(words, found.draft)), words=words)


def refused(words: Words, why: Message) -> Screen:
    return Screen(words.render("school/refused", why=in_words(why, words)), words=words)


def base_changed(words: Words, draft: Draft | None) -> Screen:
    rows: tuple[Row, ...] = ((button(words, "look_again", press.OpenDraft(draft)),),) if draft else ()
    return Screen(plain(words, "base_changed").text, rows, words=words)


def not_written(words: Words, found: NotWritten) -> Screen:
    again = (button(words, "look_again", press.OpenDraft(found.draft)),) if found.draft else ()
    text = words.render("school/not_written", why=in_words(found.why, words), kept=bool(found.draft))
    return Screen(
        text, (*((again,) if again else ()), (button(words, "courses", press.OpenCourses()),)), words=words
    )


def stand_in(words: Words, titles: Sequence[str]) -> Screen:
    """To admins: these courses are taught from elsewhere."""
    return Screen(words.render("school/stand_in", titles=titles), words=words)


def published(words: Words, found: Published, announce: str | None, link: str, hidden: bool) -> Screen:
    """`announce`: what a button does that offers to tell learners. `link`: to what was published, if it is in
    one course; `hidden`: only those who have begun that one find it."""
    rows: list[Row] = []
    only = found.courses[0] if len(found.courses) == 1 else None
    if announce is not None:
        rows.append((Button(words.word("school.announce"), announce),))
    if only and not hidden:
        rows.append(share_row(words, only))
    if only and found.undo:
        undo = press.Restore(only.key, found.undo.before, found.undo.present)
        rows.append((button(words, "undo", undo),))
    rows.append((button(words, "menu", press.OpenMenu()),))
    titles = [one.title for one in found.courses]
    version = words.formats.dates_and_times(found.restored)[0] if found.restored else ""
    text = words.render("school/published", titles=titles, version=version, link=link, hidden=hidden)
    return Screen(text, tuple(rows), words=words)


def _decide(words: Words, draft: Draft) -> Row:
    return button(words, "publish", press.Publish(draft)), button(words, "discard", press.Discard(draft))


def _impact(words: Words, impact: Impact) -> dict[str, object]:
    changes = impact.changes
    lines = [
        ("new_lessons", changes.lessons_added),
        ("new", changes.added),
        ("changed", changes.changed),
        ("moved", changes.moved),
        ("removed", changes.removed),
        ("removed_lessons", changes.lessons_removed),
    ]
    if changes.new:
        lines = [("all_lessons", changes.course.lessons)]
    return {
        "title": changes.course.title,
        "new": changes.new,
        "lines": [_line(words, change, found) for change, found in lines if found],
        "around": changes.around,
        "translations": changes.translations,
        "learners": impact.learners,
        "at_removed": impact.at_removed,
        "cards_renewed": impact.cards_renewed,
        "renewed": _titles(words, changes.renewed),
        "cards_removed": impact.cards_removed,
    }


def _line(words: Words, change: str, found: Sequence[Step | Lesson]) -> str:
    return words.word(f"school.change_{change}", titles=_titles(words, found))


def _titles(words: Words, found: Sequence[Step | Lesson]) -> str:
    titles = words.formats.listed(one.title for one in found[:TITLES])
    return titles if len(found) <= TITLES else words.word("and_more", items=titles, count=len(found) - TITLES)
