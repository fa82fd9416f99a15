"""What a learner sees around the course itself."""

from __future__ import annotations

from collections.abc import Collection

from bot.course.model import Course, Question
from bot.learning.learner.attempts import score
from bot.learning.learner.learner import Learner
from bot.learning.learner.overview import Overview
from bot.learning.learner.place import CourseDone
from bot.learning.learner.standing import Standing
from bot.views.commands import described
from bot.views.kinds import what_to_write
from bot.views.learner import navigation_row
from bot.views.learner.buttons import (
    Begin,
    CoursesPage,
    Cover,
    Forget,
    Jump,
    Lessons,
    LessonsPage,
    ResourcesPage,
    ShowResult,
    pack,
)
from bot.views.learner.contents import to_contents
from bot.views.learner.course_rows import course_rows, next_course
from bot.views.learner.pictures import picture_and_words
from bot.views.pages import SIZE, Page, page
from bot.views.render import course_text
from bot.views.screen import Button, ButtonStyle, Row, Screen
from bot.views.words import Words

LINKS = 40
"""Links on a page: nobody has to choose one of them."""


def welcome(words: Words, learner: Learner, overview: Overview, gone: bool = False) -> Screen:
    """The first words: what there is to learn, or the place to go on from. `gone`: a link led nowhere."""
    standing = overview.standing(overview.current) if overview.current else None
    if standing is None:
        return _first_welcome(words, learner, overview, gone)
    step = standing.step
    text = words.render(
        "learner/welcome_back",
        name=learner.first_name,
        course=standing.course.title,
        finished=_finished(standing),
        step=step and step.title,
        gone=gone,
        lost=_is_lost(learner, overview),
        **navigation_row.how_far(standing, learner.pictures).values,
    )
    after = _coming_next(words, standing, overview)
    known = (standing.course.id, *((standing.course.next.id,) if after and standing.course.next else ()))
    others = [course for course in overview.courses if course.id not in known]
    few, all_ = map(_to_cover, others), (Button(words.word("learner.all_courses"), pack(CoursesPage(0))),)
    return Screen(
        text,
        (*after, *_entry_rows(words, standing.course, standing), *(few if len(others) <= SIZE else (all_,))),
        words=words,
    )


def cover(words: Words, course: Course, standing: Standing | None, learner: Learner) -> Screen:
    """What a course is about, and the way into it."""
    picture, description = picture_and_words(course.cover, learner.pictures)
    text = words.render(
        "learner/cover",
        title=course.title,
        summary=course.summary,
        about=course.about and course_text(course.about),
        description=description,
        lessons=len(course.lessons),
        steps=len(course.spots),
        questions=len(course.questions),
        languages=course.languages,
        far=standing
        and not _finished(standing)
        and navigation_row.how_far(standing, learner.pictures).values,
    )
    return Screen(text, _entry_rows(words, course, standing), picture, words=words)


def lessons(words: Words, course: Course, standing: Standing | None, number: int | None = None) -> Screen:
    """A page of the lessons with their scores, and a jump to each; None: the page where the learner is."""
    here = course.lessons.index(standing.lesson) if standing and not _finished(standing) else 0
    shown = page(course.lessons, here // SIZE if number is None else number)
    lines = [
        {
            "title": lesson.title,
            "summary": lesson.summary,
            "untranslated": lesson.untranslated,
            "finished": bool(standing and lesson.id in standing.finished),
            "here": bool(standing and standing.lesson is lesson and not _finished(standing)),
            "score": score(lesson.questions, standing.answers if standing else ()),
        }
        for lesson in shown.entries
    ]
    jumps = [
        (Button(f"{i}. {lesson.title}", pack(Jump(course.lesson_key(lesson.id)))),)
        for i, lesson in enumerate(shown.entries, shown.first + 1)
    ]
    open_ = to_contents(words, course, shown.entries, shown.first)
    turn = shown.turn(words, lambda number: pack(LessonsPage(course.key, number)))
    text = words.render(
        "learner/lessons", course=course.title, lessons=lines, before=shown.first, page=shown.label
    )
    return Screen(text, (*jumps, *open_, *turn, _way_on(words, course, standing)), words=words)


def courses(words: Words, overview: Overview, number: int = 0) -> Screen:
    """A page of the courses to choose from, where it is not clear which one is meant."""
    shown = page(overview.courses, number)
    return Screen(
        words.render("learner/courses", courses=shown.entries, page=shown.label),
        _to_covers(words, shown),
        words=words,
    )


def resources(words: Words, course: Course, standing: Standing | None, number: int = 0) -> Screen:
    """A page of the links; the last one explains the marks in the texts."""
    found = course.resources
    shown = page(found.links, number, LINKS)
    is_last = shown.number == shown.total - 1
    note, warning = (part and is_last and course_text(part) for part in (found.note, found.warning))
    text = words.render(
        "learner/resources",
        course=course.title,
        links=shown.entries,
        note=note,
        warning=warning,
        page=shown.label,
    )
    turn = shown.turn(words, lambda number: pack(ResourcesPage(course.key, number)))
    return Screen(text, (*turn, _way_on(words, course, standing)), words=words)


def help_(words: Words, overview: Overview, offered: Collection[str]) -> Screen:
    """`offered`: the names of the commands that are listed."""
    commands = [
        {"name": name, "description": text} for name, text in described(offered, words.profile("commands"))
    ]
    return Screen(
        words.render("learner/help", commands=commands), back_to_course(words, overview), words=words
    )


def privacy(words: Words, overview: Overview) -> Screen:
    return Screen(words.render("learner/privacy"), back_to_course(words, overview), words=words)


def forget(words: Words) -> Screen:
    """The first step of /forget: are you sure?"""
    sure, keep = (
        Button(words.word("learner.forget"), pack(Forget(True)), ButtonStyle.DESTROYS),
        Button(words.word("learner.keep"), pack(Forget(False))),
    )
    return Screen(words.render("learner/forget"), ((sure,), (keep,)), words=words)


def no_words(words: Words, learner: Learner, overview: Overview) -> Screen:
    """The answer to a text that is neither a command nor a button."""
    course = overview.current
    begun = course if course and overview.standing(course) else None
    text = words.render("learner/no_words", name=learner.first_name, course=begun and begun.title)
    return Screen(text, back_to_course(words, overview), words=words)


def not_an_answer(words: Words, standing: Standing) -> Screen:
    """The answer to words that the open question has no use for."""
    question = standing.step
    assert isinstance(question, Question)  # noqa: S101 - it is open
    how = what_to_write(words, question)
    text = words.render("learner/not_an_answer", title=question.title, how=how)
    return Screen(text, course_rows(words, standing)[:1], words=words)


def plain(words: Words, template: str) -> Screen:
    """A message that is the same for everyone, such as forgotten, kept, unknown_command or trouble."""
    return Screen(words.render(f"learner/{template}"), words=words)


def _first_welcome(words: Words, learner: Learner, overview: Overview, gone: bool) -> Screen:
    only = overview.courses[0] if len(overview.courses) == 1 else None
    shown = page(overview.courses, 0)
    text = words.render(
        "learner/welcome",
        name=learner.first_name,
        courses=shown.entries,
        page=shown.label,
        gone=gone,
        lost=_is_lost(learner, overview),
    )
    if only is None:
        return Screen(text, _to_covers(words, shown), words=words)
    picture, _ = picture_and_words(only.cover, learner.pictures)
    return Screen(text, _entry_rows(words, only, None), picture, words=words)


def _is_lost(learner: Learner, overview: Overview) -> bool:
    """Whether the course that the learner was in last is not taught any more."""
    return learner.course_id is not None and all(one.id != learner.course_id for one in overview.courses)


def _coming_next(words: Words, standing: Standing, overview: Overview) -> tuple[Row, ...]:
    """Where a course was finished: to the one that goes on from there, unless that was begun already."""
    begun = {one.course.id for one in overview.standings}
    following = standing.course.next
    if following is None or following.id in begun or not _finished(standing):
        return ()
    return next_course(words, standing.course)


def _finished(standing: Standing) -> bool:
    return isinstance(standing.place, CourseDone)


def _entry_rows(words: Words, course: Course, standing: Standing | None) -> tuple[Row, ...]:
    return (
        _way_on(words, course, standing),
        (Button(words.word("learner.lessons"), pack(Lessons(course.key))),),
    )


def _way_on(words: Words, course: Course, standing: Standing | None) -> Row:
    """Into the course; where it was begun, on; where its end was reached, to the result as well."""
    label = words.word("learner.resume" if standing else "learner.begin")
    begin = Button(label, pack(Begin(course.key)), ButtonStyle.ONWARD)
    result = Button(words.word("learner.result"), pack(ShowResult(course.key)))
    if standing is None or not standing.ended:
        return (begin,)
    return (result,) if _finished(standing) else (begin, result)


def _to_covers(words: Words, shown: Page[Course]) -> tuple[Row, ...]:
    return (*map(_to_cover, shown.entries), *shown.turn(words, lambda number: pack(CoursesPage(number))))


def _to_cover(course: Course) -> Row:
    return (Button(course.title, pack(Cover(course.key))),)


def back_to_course(words: Words, overview: Overview) -> tuple[Row, ...]:
    """To where the learner was before they asked for something else."""
    standing = overview.standing(overview.current) if overview.current else None
    return course_rows(words, standing)[:1] if standing else ()
