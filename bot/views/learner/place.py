"""Where a learner stands, as a screen."""

from __future__ import annotations

from functools import lru_cache
from typing import assert_never

from bot.course.model import Lesson, Section, Step
from bot.learning.learner.attempts import checks, missed, untried
from bot.learning.learner.certificate import is_earned
from bot.learning.learner.learner import Learner, Pictures
from bot.learning.learner.place import Answered, Answering, CourseDone, LessonDone, Reading
from bot.learning.learner.standing import Standing
from bot.views.learner import another_look, certificate, navigation_row
from bot.views.learner import question as quiz
from bot.views.learner.buttons import Describe, Jump, Lessons, Restart, pack
from bot.views.learner.course_rows import next_course
from bot.views.learner.pictures import picture_and_words
from bot.views.render import course_text
from bot.views.review.buttons import to_review
from bot.views.review.reminder_offer import is_offered, offer_rows
from bot.views.screen import Button, Row, Screen
from bot.views.words import Words


def place(words: Words, standing: Standing, learner: Learner, due: bool = False) -> Screen:
    """`due`: whether a card of the review waits for them, to which the end of a lesson leads."""
    match standing.place:
        case Reading(step_id):
            section = standing.course.step(step_id)
            assert isinstance(section, Section)  # noqa: S101 - `settle` saw to it
            wish = learner.pictures
            return _section(words, section, wish, navigation_row.here(standing, wish))
        case Answering() | Answered():
            return quiz.question(words, standing, learner.pictures)
        case LessonDone():
            return _lesson_done(words, standing, learner, due)
        case CourseDone():
            return _course_done(words, standing, due)
        case _:
            assert_never(standing.place)


def described(words: Words, step: Step) -> Screen:
    """The answer to a wish to have a picture described."""
    description = step.picture.description if step.picture else ""
    return Screen(words.render("learner/described", title=step.title, description=description), words=words)


def explained(words: Words, step: Step) -> Screen:
    """The answer to a wish to hear more."""
    return Screen(
        words.render("learner/more", title=step.title, more=course_text(step.more or "")), words=words
    )


def section_text(words: Words, section: Section, description: str | None, far: navigation_row.HowFar) -> str:
    return words.render(
        "learner/section",
        title=section.title,
        text=course_text(section.text),
        untranslated=section.untranslated,
        description=description,
        note=section.note and course_text(section.note),
        warning=section.warning and course_text(section.warning),
        **far.values,
    )


@lru_cache(maxsize=quiz.KEPT)
def _section(words: Words, section: Section, wish: Pictures, here: navigation_row.Here) -> Screen:
    picture, description = picture_and_words(section.picture, wish)
    text = section_text(words, section, description, here.far)
    rows: list[Row] = []
    if picture and not description:
        rows.append((Button(words.word("learner.describe"), pack(Describe(here.key))),))
    if section.more:
        rows.append(navigation_row.to_more(words, here))
    return Screen(text, (*rows, navigation_row.on(words, here, "next")), picture, words=words)


def _lesson_done(words: Words, standing: Standing, learner: Learner, due: bool) -> Screen:
    course, lesson = standing.course, standing.lesson
    number = course.lessons.index(lesson) + 1
    after = course.lessons[number] if number < len(course.lessons) else None
    review = another_look.open_first(missed(lesson.questions, standing.answers), standing)
    skipped = untried(lesson.questions, standing.answers)
    offered = is_offered(standing, learner)
    text = words.render(
        "learner/lesson_done",
        lesson=lesson.title,
        number=number,
        total=len(course.lessons),
        score=standing.score(lesson),
        checks=checks(lesson.questions, standing.answers),
        **another_look.values(words, review, skipped),
        next=after and after.title,
        offered=offered,
    )
    onward = navigation_row.on_from_end(words, navigation_row.here(standing), last=after is None)
    offer = offer_rows(words, standing) if offered else ()
    return Screen(
        text,
        (*another_look.rows(words, standing, review, skipped), *offer, *_to_review(words, due), *onward),
        words=words,
    )


def _course_done(words: Words, standing: Standing, due: bool) -> Screen:
    course = standing.course
    review = another_look.open_first(missed(course.questions, standing.answers), standing)
    open_lessons = [lesson for lesson in course.lessons if lesson.id not in standing.finished]
    gone_through = (lesson for lesson in course.lessons if lesson not in open_lessons)
    skipped = untried((q for lesson in gone_through for q in lesson.questions), standing.answers)
    text = words.render(
        "learner/course_done",
        course=course.title,
        score=standing.score(),
        checks=checks(course.questions, standing.answers),
        lessons=[_result(standing, lesson) for lesson in course.lessons],
        **another_look.values(words, review, skipped),
        unfinished=[lesson.title for lesson in open_lessons],
        certificate=certificate.terms_line(words, standing),
        next=course.next if course.next and course.next.title else None,
    )
    earned = (certificate.to_certificate(words, course.key),) if is_earned(standing) else ()
    jumps = [(Button(lesson.title, pack(Jump(course.lesson_key(lesson.id)))),) for lesson in open_lessons]
    again = Button(words.word("learner.restart"), pack(Restart(course.key, standing.run)))
    lessons = Button(words.word("learner.lessons"), pack(Lessons(course.key)))
    return Screen(
        text,
        (
            *jumps[: another_look.MOST_BUTTONS],
            *another_look.rows(words, standing, review, skipped),
            *earned,
            *_to_review(words, due),
            *next_course(words, course),
            (lessons, again),
        ),
        words=words,
    )


def _to_review(words: Words, due: bool) -> tuple[Row, ...]:
    return (to_review(words),) if due else ()


def _result(standing: Standing, lesson: Lesson) -> dict[str, object]:
    return {
        "title": lesson.title,
        "finished": lesson.id in standing.finished,
        "score": standing.score(lesson),
    }
