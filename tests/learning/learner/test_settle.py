"""A place as the course is now, whatever was added, removed, moved or turned into something else."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.course.kinds.choice import Choice, Option
from bot.course.model import Course, Lesson, Question, Section, Spot, Step
from bot.learning import kinds
from bot.learning.kinds.choice import given_of
from bot.learning.learner.attempts import Answer, AttemptResult, missed, score
from bot.learning.learner.navigate import settle
from bot.learning.learner.place import Answered, Answering, LessonDone, Reading
from bot.learning.learner.standing import Standing
from tests.learning.learner.courses import (
    LESSON_IDS,
    PURE,
    STEP_IDS,
    answers,
    chosen,
    courses,
    dice,
    standings,
)


@PURE
@given(standings, courses)
def test_a_place_settles_on_a_step_that_exists_and_is_of_its_kind(before: Standing, now: Course) -> None:
    place = settle(now, before.place, _spot(before), before.lesson.id, before.answers)
    match place:
        case Reading(step_id):
            assert isinstance(now.step(step_id), Section)
        case Answering(step_id) | Answered(step_id):
            assert isinstance(now.step(step_id), Question)
        case LessonDone(lesson_id):
            assert now.lesson(lesson_id)


any_place = st.one_of(
    st.builds(Reading, st.sampled_from(STEP_IDS)),
    st.builds(Answered, st.sampled_from(STEP_IDS)),
    st.builds(LessonDone, st.sampled_from(LESSON_IDS)),
    st.builds(Answering, st.sampled_from(STEP_IDS), st.integers(1, 9), chosen.map(given_of), st.booleans()),
)


@PURE
@given(any_place, courses, st.builds(Spot, st.integers(0, 9), st.integers(0, 9)), answers)
def test_settling_twice_is_settling_once(
    place: Reading, now: Course, spot: Spot, given_: tuple[Answer, ...]
) -> None:
    once = settle(now, place, spot, "lesson-0", given_)
    assert settle(now, once, spot, "lesson-0", given_) == once


@PURE
@given(standings)
def test_in_the_same_course_a_place_stays_as_it_is(standing: Standing) -> None:
    where = _spot(standing), standing.lesson.id, standing.answers
    assert settle(standing.course, standing.place, *where) == standing.place


@PURE
@given(standings, dice)
def test_moving_everything_about_leaves_the_step_and_the_score(standing: Standing, dice: Random) -> None:
    now = _stirred(standing.course, dice)
    place = settle(now, standing.place, _spot(standing), standing.lesson.id, standing.answers)
    assert place == standing.place
    assert score(now.questions, standing.answers) == standing.score()


@PURE
@given(standings)
def test_new_texts_change_nobodys_place_or_score(standing: Standing) -> None:
    now = _reworded(standing.course)
    place = settle(now, standing.place, _spot(standing), standing.lesson.id, standing.answers)
    assert place == standing.place
    assert score(now.questions, standing.answers) == standing.score()
    before = missed(standing.course.questions, standing.answers)
    assert [q.id for q in missed(now.questions, standing.answers)] == [q.id for q in before]


@PURE
@given(standings)
def test_without_its_step_a_place_in_a_lesson_stays_in_that_lesson(standing: Standing) -> None:
    if standing.step is None or len(standing.lesson.steps) == 1:
        return
    kept = tuple(step for step in standing.lesson.steps if step is not standing.step)
    now = _with(standing.course, replace(standing.lesson, steps=kept))
    place = settle(now, standing.place, _spot(standing), standing.lesson.id, standing.answers)
    assert not isinstance(place, LessonDone)
    assert replace(standing, course=now, place=place).lesson.id == standing.lesson.id


def test_ticks_at_options_that_are_gone_or_were_answered_and_are_wrong_now_are_forgotten() -> None:
    options = tuple(Option(i, i, i == "right", "No.") for i in ("right", "ticked", "tried"))
    course = Course(
        "c", "C", "", "en", (Lesson("l", "L", "", (Question("q", "Q", "?", Choice(options), "!"),)),)
    )
    tried = (Answer("q", 1, given_of({"tried"}), AttemptResult.WRONG),)
    place = Answering("q", 2, given_of({"right", "ticked", "tried", "gone"}), hinted=True)
    settled = settle(course, place, Spot(0, 0), "l", tried)
    assert settled == Answering("q", 2, given_of({"right", "ticked"}), hinted=True)


def _spot(standing: Standing) -> Spot:
    return Spot(standing.course.lessons.index(standing.lesson), standing.step_number - 1)


def _with(course: Course, changed: Lesson) -> Course:
    lessons = tuple(changed if lesson.id == changed.id else lesson for lesson in course.lessons)
    return replace(course, lessons=lessons)


def _stirred(course: Course, dice: Random) -> Course:
    """The same steps, dealt anew to the same lessons, all in another order."""
    taught = [step for lesson in course.lessons for step in lesson.steps]
    dice.shuffle(taught)
    dealt: list[list[Step]] = [[taught.pop()] for _ in course.lessons]
    for step in taught:
        dice.choice(dealt).append(step)
    lessons = [replace(lesson, steps=tuple(hand)) for lesson, hand in zip(course.lessons, dealt, strict=True)]
    dice.shuffle(lessons)
    return replace(course, lessons=tuple(lessons))


def _reworded(course: Course) -> Course:
    def step(old: Step) -> Step:
        if isinstance(old, Section):
            return replace(old, title="New", text="New.", note="New.")
        options = tuple(replace(option, text=f"New {option.id}") for option in reversed(kinds.options(old)))
        return replace(old, title="New", prompt="New?", task=Choice(options), feedback="New.", hint=None)

    lessons = (replace(old, title="New", steps=tuple(map(step, old.steps))) for old in course.lessons)
    return replace(course, title="New", lessons=tuple(lessons))
