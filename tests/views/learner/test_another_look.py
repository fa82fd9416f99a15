"""What is worth another look fits a phone, however much went wrong."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.course.library import Library
from bot.course.model import Course, Question
from bot.learning.kinds.base import NOTHING
from bot.learning.learner.attempts import Answer, AttemptResult
from bot.learning.learner.learner import Learner, Pictures
from bot.learning.learner.place import CourseDone, LessonDone, Place
from bot.learning.learner.standing import Standing
from bot.views.learner import another_look, place
from bot.views.screen import Screen
from bot.views.split_message import messages_of
from bot.views.words import words_for

ADA = Learner(7, "Ada", "en", Pictures.SHOWN, None, datetime(2026, 11, 27, tzinfo=UTC))
WORDS = words_for("en")


def drawn(course: Course, at: Place, answers: list[Answer]) -> Screen:
    finished = frozenset(lesson.id for lesson in course.lessons)
    standing = Standing(7, course, run=1, visit=9, place=at, answers=tuple(answers), finished=finished)
    return place.place(WORDS, standing, ADA)


def wrong(question: Question) -> Answer:
    return Answer(question.id, 1, NOTHING, AttemptResult.WRONG)


def test_with_everything_wrong_the_result_is_one_message_that_says_where_the_rest_is(
    first_course: Library,
) -> None:
    course = first_course.courses[0]
    screen = drawn(course, CourseDone(), [wrong(question) for question in course.questions])
    hidden = screen.text.count("<tg-spoiler>")
    assert 1 <= hidden <= another_look.MOST_ANSWERS
    assert f"… and {len(course.questions) - hidden} more" in screen.text
    assert len(messages_of(screen)) == 1
    assert len(screen.text) < 2200
    assert len(screen.rows) == another_look.MOST_BUTTONS + 1  # nothing is due for review yet


def test_what_is_still_wrong_comes_before_what_was_put_right(first_course: Library) -> None:
    course = first_course.courses[0]
    last = course.questions[-1]
    answers = [wrong(question) for question in course.questions]
    answers += [Answer(one.id, 2, NOTHING, AttemptResult.RIGHT) for one in course.questions[:-1]]
    screen = drawn(course, CourseDone(), answers)
    (first, *_), *_ = screen.rows
    assert first.label == f"↺ {last.title}"
    assert screen.text.index(last.title) < screen.text.index(course.questions[0].title)


def test_what_was_skipped_is_named_as_far_as_a_phone_shows_it(first_course: Library) -> None:
    lesson = first_course.courses[0].lessons[0]
    screen = drawn(first_course.courses[0], LessonDone(lesson.id), [])
    assert "more: ☰" not in screen.text
    screen = drawn(first_course.courses[0], CourseDone(), [])
    assert screen.text.count("•") == another_look.MOST_BUTTONS
    assert f"… and {len(first_course.courses[0].questions) - another_look.MOST_BUTTONS} more" in screen.text
