"""Any small course, and anywhere one may stand in it, for hypothesis.

Hypothesis chooses a size and a number, dice made from that number do the rest: to have it choose each option
of each question itself takes a hundred times as long. A failure shrinks to the smallest size that has it.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st

from bot.course.kinds.choice import Choice, Option
from bot.course.model import Course, Lesson, Question, Section, Step
from bot.learning.kinds.choice import given_of
from bot.learning.learner.attempts import Answer, AttemptResult
from bot.learning.learner.navigate import arrive
from bot.learning.learner.place import CourseDone, LessonDone, Place
from bot.learning.learner.standing import Standing

T = TypeVar("T")

PURE = settings(max_examples=150, derandomize=True, deadline=None, database=None)

# A small stock of ids, so that two courses share many of them: one as it was, and one as it became.
STEP_IDS = [f"step-{number}" for number in range(10)]
LESSON_IDS = [f"lesson-{number}" for number in range(4)]
OPTION_IDS = [f"option-{number}" for number in range(5)]

dice = st.integers(0, 2**32).map(Random)
sizes = st.integers(1, len(STEP_IDS))


def any_question(dice: Random, step_id: str = "step-0") -> Question:
    ids = dice.sample(OPTION_IDS, dice.randint(2, 5))
    right = set(dice.sample(ids, dice.randint(1, len(ids))))
    options = [Option(i, f"Text of {i}", i in right, "" if i in right else f"Not {i}.") for i in ids]
    options[0] = replace(options[0], last=dice.random() < 0.5)
    return Question(step_id, f"Title of {step_id}", "Which?", Choice(tuple(options)), "Because.", "Think.")


def any_step(dice: Random, step_id: str) -> Step:
    if dice.random() < 0.5:
        return Section(step_id, f"Title of {step_id}", "Text.")
    return any_question(dice, step_id)


def any_course(size: int, dice: Random) -> Course:
    """`size` steps in one to four lessons, all ids in any order."""
    taught = [any_step(dice, step_id) for step_id in dice.sample(STEP_IDS, size)]
    count = dice.randint(1, min(len(LESSON_IDS), size))
    cuts = sorted(dice.sample(range(1, size), count - 1))
    lessons = [
        Lesson(lesson_id, f"Title of {lesson_id}", "", tuple(taught[start:end]))
        for lesson_id, start, end in zip(
            dice.sample(LESSON_IDS, count), [0, *cuts], [*cuts, size], strict=True
        )
    ]
    return Course("course", "Course", "", "en", tuple(lessons))


def any_answers(size: int, dice: Random) -> tuple[Answer, ...]:
    """Attempts at any of the steps, as they may have been recorded in whatever the course once was."""
    return tuple(
        Answer(step_id, attempt, given_of(some(dice, OPTION_IDS)), dice.choice(list(AttemptResult)))
        for step_id in dice.sample(STEP_IDS, dice.randint(0, size))
        for attempt in range(1, dice.randint(1, 4) + 1)
    )


def any_standing(size: int, dice: Random) -> Standing:
    course, given = any_course(size, dice), any_answers(size, dice)
    return Standing(
        learner_id=1,
        course=course,
        run=1,
        visit=dice.randint(1, 9),
        place=dice.choice(places(course, given)),
        answers=given,
        finished=some(dice, LESSON_IDS),
        bookmarks=tuple((lesson_id, dice.choice(STEP_IDS)) for lesson_id in some(dice, LESSON_IDS)),
    )


def places(course: Course, given: tuple[Answer, ...]) -> list[Place]:
    """Every place there is."""
    at_steps = [arrive(course, step_id, given) for step_id in course.spots]
    return [*at_steps, *(LessonDone(lesson.id) for lesson in course.lessons), CourseDone()]


def some(dice: Random, stock: list[T]) -> frozenset[T]:
    return frozenset(thing for thing in stock if dice.random() < 0.5)


questions = dice.map(any_question)
courses = st.builds(any_course, sizes, dice)
answers = st.builds(any_answers, sizes, dice)
standings = st.builds(any_standing, sizes, dice)
chosen = dice.map(lambda dice: some(dice, OPTION_IDS))
