"""Where a learner stands, as a screen."""

from __future__ import annotations

from functools import lru_cache
from typing import assert_never

from bot.course.model import Course, Lesson, Question, Section, Step
from bot.learning.learner.attempts import checks, missed, put_right, untried
from bot.learning.learner.learner import Learner, Pictures
from bot.learning.learner.place import Answered, Answering, CourseDone, LessonDone, Reading
from bot.learning.learner.standing import Standing
from bot.views import kinds
from bot.views.learner import navigation_row
from bot.views.learner import question as quiz
from bot.views.learner.buttons import Again, Describe, Jump, Lessons, Restart, pack
from bot.views.learner.pictures import picture_and_words
from bot.views.render import course_text
from bot.views.screen import Button, Row, Screen
from bot.views.words import Words

REVIEWS = 8
"""Buttons to questions worth another look: more would push the way on out of sight."""


def place(words: Words, standing: Standing, learner: Learner) -> Screen:
    match standing.place:
        case Reading(step_id):
            section = standing.course.step(step_id)
            assert isinstance(section, Section)  # noqa: S101 - `settle` saw to it
            wish = learner.pictures
            return _section(words, section, wish, navigation_row.here(standing, wish))
        case Answering() | Answered():
            return quiz.question(words, standing, learner.pictures)
        case LessonDone():
            return _lesson_done(words, standing)
        case CourseDone():
            return _course_done(words, standing)
        case _:
            assert_never(standing.place)


def described(words: Words, step: Step) -> Screen:
    """The answer to a wish to have a picture described."""
    description = step.picture.description if step.picture else ""
    return Screen(words.render("learner/described", title=step.title, description=description))


def explained(words: Words, step: Step) -> Screen:
    """The answer to a wish to hear more."""
    return Screen(words.render("learner/more", title=step.title, more=course_text(step.more or "")))


@lru_cache(maxsize=quiz.KEPT)
def _section(words: Words, section: Section, wish: Pictures, here: navigation_row.Here) -> Screen:
    picture, description = picture_and_words(section.picture, wish)
    text = words.render(
        "learner/section",
        title=section.title,
        text=course_text(section.text),
        description=description,
        note=section.note and course_text(section.note),
        warning=section.warning and course_text(section.warning),
        **here.far.values,
    )
    rows: list[Row] = []
    if picture and not description:
        rows.append((Button(words.word("learner.describe"), pack(Describe(here.key))),))
    if section.more:
        rows.append(navigation_row.to_more(words, here))
    return Screen(text, (*rows, navigation_row.on(words, here, "next")), picture, words=words)


def _lesson_done(words: Words, standing: Standing) -> Screen:
    course, lesson = standing.course, standing.lesson
    number = course.lessons.index(lesson) + 1
    after = course.lessons[number] if number < len(course.lessons) else None
    review = missed(lesson.questions, standing.answers)
    skipped = untried(lesson.questions, standing.answers)
    text = words.render(
        "learner/lesson_done",
        lesson=lesson.title,
        number=number,
        total=len(course.lessons),
        score=standing.score(lesson),
        checks=checks(lesson.questions, standing.answers),
        review=[_explained(words, question) for question in review],
        skipped=[question.title for question in skipped],
        next=after and after.title,
    )
    onward = navigation_row.on_from_end(words, navigation_row.here(standing), last=after is None)
    return Screen(text, (*_look_again(words, standing, review, skipped), *onward))


def _course_done(words: Words, standing: Standing) -> Screen:
    course = standing.course
    review = missed(course.questions, standing.answers)
    open_lessons = [lesson for lesson in course.lessons if lesson.id not in standing.finished]
    gone_through = (lesson for lesson in course.lessons if lesson not in open_lessons)
    skipped = untried((q for lesson in gone_through for q in lesson.questions), standing.answers)
    text = words.render(
        "learner/course_done",
        course=course.title,
        score=standing.score(),
        checks=checks(course.questions, standing.answers),
        lessons=[_result(standing, lesson) for lesson in course.lessons],
        review=[_explained(words, question) for question in review],
        skipped=[question.title for question in skipped],
        unfinished=[lesson.title for lesson in open_lessons],
    )
    jumps = [(Button(lesson.title, pack(Jump(course.lesson_key(lesson.id)))),) for lesson in open_lessons]
    again = Button(words.word("learner.restart"), pack(Restart(course.key, standing.run)))
    lessons = Button(words.word("learner.lessons"), pack(Lessons(course.key)))
    return Screen(text, (*jumps[:REVIEWS], *_look_again(words, standing, review, skipped), (lessons, again)))


def _result(standing: Standing, lesson: Lesson) -> dict[str, object]:
    return {
        "title": lesson.title,
        "finished": lesson.id in standing.finished,
        "score": standing.score(lesson),
    }


def _explained(words: Words, question: Question) -> dict[str, object]:
    """What stands under a spoiler, for whoever does not want to think of it again: words alone, as Telegram
    hides no code."""
    return {
        "title": question.title,
        "answers": [answer.striptags() for answer in kinds.solution(words, question)],
        "feedback": course_text(question.feedback).striptags(),
    }


def _look_again(
    words: Words, standing: Standing, review: tuple[Question, ...], skipped: tuple[Question, ...]
) -> list[Row]:
    """What was missed at the first try, ticked off where it was put right since; then what was skipped."""
    right = put_right(standing.answers)
    signs = [("put_right" if question.id in right else "look_again", question) for question in review]
    signs += [("untried", question) for question in skipped]
    return [(_again(words, standing.course, question, sign),) for sign, question in signs[:REVIEWS]]


def _again(words: Words, course: Course, question: Question, sign: str) -> Button:
    label = f"{words.word(f'learner.{sign}')} {question.title}"
    return Button(label, pack(Again(course.step_key(question.id))))
