"""The ways through a course: forward, back, and into a lesson."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given

from bot.course.model import Course
from bot.learning.learner.navigate import arrive, back, enter, first, onward
from bot.learning.learner.place import CourseDone, LessonDone, place_key
from bot.learning.learner.standing import Standing
from tests.learning.learner.courses import PURE, courses, places, standings


@PURE
@given(standings)
def test_back_undoes_onward_inside_a_lesson(standing: Standing) -> None:
    after = standing.moved(onward(standing))
    if standing.step and after.step and after.lesson is standing.lesson:
        assert back(after) == standing.place


@PURE
@given(standings)
def test_onward_undoes_back_inside_a_lesson(standing: Standing) -> None:
    before = standing.moved(back(standing))
    if standing.step and before.lesson is standing.lesson and before.place != standing.place:
        assert onward(before) == standing.place


@PURE
@given(courses)
def test_onward_from_the_first_step_meets_every_step_once_and_ends(course: Course) -> None:
    standing = Standing(1, course, run=1, visit=1, place=first(course))
    met = [standing.step.id] if standing.step else []
    for _ in range(len(course.spots) + len(course.lessons)):
        standing = standing.moved(onward(standing))
        met += [standing.step.id] if standing.step else []
    assert met == list(course.spots)
    assert standing.place == CourseDone() == onward(standing)
    assert standing.finished == {lesson.id for lesson in course.lessons}


@PURE
@given(standings)
def test_every_way_leads_to_a_place_that_exists(standing: Standing) -> None:
    there = places(standing.course, standing.answers)
    ways = [onward(standing), back(standing), *(enter(standing, each) for each in standing.course.lessons)]
    assert all(way in there for way in ways)


@PURE
@given(standings)
def test_back_comes_to_the_first_step_and_stays_there(standing: Standing) -> None:
    for _ in range(len(standing.course.spots) + 2):
        standing = standing.moved(back(standing))
    assert standing.step is standing.course.lessons[0].steps[0]


@PURE
@given(standings)
def test_a_lesson_left_in_the_middle_is_entered_where_it_was_left(standing: Standing) -> None:
    standing = replace(standing, finished=frozenset(), bookmarks=())
    for other in standing.course.lessons:
        if standing.step and other is not standing.lesson:
            away = standing.moved(enter(standing, other))
            assert enter(away, standing.lesson) == standing.place


@PURE
@given(standings)
def test_a_finished_lesson_is_entered_at_its_first_step(standing: Standing) -> None:
    for lesson in standing.course.lessons:
        if lesson.id in standing.finished:
            entered = standing.moved(enter(standing, lesson))
            assert entered.step is lesson.steps[0]


@PURE
@given(standings)
def test_each_move_is_a_new_visit_and_un_finishes_nothing(standing: Standing) -> None:
    after = standing.moved(onward(standing))
    assert after.visit == standing.visit + 1
    assert after.mark != standing.mark
    assert after.finished >= standing.finished
    if isinstance(after.place, LessonDone):
        assert after.place.lesson_id in after.finished


@PURE
@given(courses)
def test_all_places_of_a_course_have_keys_of_their_own(course: Course) -> None:
    there = places(course, ())
    assert len({place_key(course, place) for place in there}) == len(there)


@PURE
@given(standings)
def test_back_from_a_lessons_first_step_leads_to_the_last_one_of_the_lesson_before(
    standing: Standing,
) -> None:
    for before, lesson in pairwise(standing.course.lessons):
        at_start = standing.moved(arrive(standing.course, lesson.steps[0].id, standing.answers))
        assert at_start.moved(back(at_start)).step is before.steps[-1]
