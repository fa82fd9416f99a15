"""A standing comes back from its rows as it went in, whatever the place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.course.library import Library
from bot.course.model import Course, Question, Section, Spot
from bot.learning.kinds.choice import given_of
from bot.learning.learner.attempts import Answer, AttemptResult
from bot.learning.learner.learner import Person
from bot.learning.learner.navigate import first, settle
from bot.learning.learner.place import Answered, Answering, CourseDone, LessonDone, Place, Reading
from bot.learning.learner.standing import Sent, Standing
from bot.storage.database import Tx
from bot.storage.errors import ConflictError
from bot.storage.learner import answers, learners, lesson_visits, progress
from bot.storage.times import from_ms, to_ms
from tests import engine
from tests.storage.rows import everything

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
NUMBERS = st.integers(1, 10**9)
MESSAGES = st.integers(1, 2**52)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tx]:
    """A database that has Ada; what an example writes is taken back after it."""
    with engine.transaction(tmp_path_factory.mktemp("progress") / "school.db") as tx:
        learners.meet(tx, Person(7, "Ada"), NOON)
        yield tx


@pytest.fixture(scope="module")
def course(tea: Library) -> Course:
    return tea.courses[0]


def places(course: Course, kind: type[Place]) -> st.SearchStrategy[Place]:
    steps = [step for lesson in course.lessons for step in lesson.steps]
    if kind is Answering:
        return st.sampled_from(course.questions).flatmap(answering)
    known: list[Place] = [
        *(Reading(step.id) for step in steps if isinstance(step, Section)),
        *(Answered(question.id) for question in course.questions),
        *(LessonDone(lesson.id) for lesson in course.lessons),
        CourseDone(),
    ]
    return st.sampled_from([place for place in known if isinstance(place, kind)])


def answering(question: Question) -> st.SearchStrategy[Answering]:
    ids = [option.id for option in question.task.options]
    return st.builds(
        Answering,
        st.just(question.id),
        NUMBERS,
        st.frozensets(st.sampled_from(ids)).map(given_of),
        st.booleans(),
    )


def attempts(course: Course) -> st.SearchStrategy[tuple[Answer, ...]]:
    def one(question: Question) -> st.SearchStrategy[Answer]:
        ids = st.frozensets(st.sampled_from([option.id for option in question.task.options])).map(given_of)
        return st.builds(Answer, st.just(question.id), NUMBERS, ids, st.sampled_from(AttemptResult))

    def name(answer: Answer) -> tuple[str, int]:
        return answer.step_id, answer.attempt

    every = st.lists(st.sampled_from(course.questions).flatmap(one), max_size=6, unique_by=name)
    return every.map(lambda found: tuple(sorted(found, key=name)))


def standings(course: Course, kind: type[Place]) -> st.SearchStrategy[Standing]:
    lessons = [lesson.id for lesson in course.lessons]
    steps = {lesson.id: [step.id for step in lesson.steps] for lesson in course.lessons}
    left = st.dictionaries(st.sampled_from(lessons), st.booleans())
    return st.builds(
        Standing,
        learner_id=st.just(7),
        course=st.just(course),
        run=NUMBERS,
        visit=NUMBERS,
        place=places(course, kind),
        answers=attempts(course),
        finished=st.frozensets(st.sampled_from(lessons)),
        bookmarks=left.map(lambda found: tuple((key, steps[key][-at]) for key, at in sorted(found.items()))),
        sent=st.none() | st.builds(Sent, MESSAGES, NUMBERS, st.integers(0, 10**14).map(from_ms)),
    )


@pytest.mark.parametrize("kind", get_args(Place))
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_standing_comes_back_as_it_was_saved(
    kind: type[Place], data: st.DataObject, kept: Tx, course: Course
) -> None:
    standing = settled(data.draw(standings(course, kind)))
    kept.execute("BEGIN")
    try:
        write(kept, standing)
        found = progress.load(kept, 7, course)
        assert found is not None
        assert replace(found, bookmarks=tuple(sorted(found.bookmarks))) == standing
        assert progress.runs(kept, 7, course) == (found,)
        done = everything(kept)["progress"][0]["finished_at"]
        assert (done is not None) is isinstance(standing.place, CourseDone)
    finally:
        kept.execute("ROLLBACK")


def settled(standing: Standing) -> Standing:
    """Without ticks at options that this very standing knows to be wrong."""
    at = standing.lesson
    spot = Spot(standing.course.lessons.index(at), standing.step_number - 1)
    return replace(standing, place=settle(standing.course, standing.place, spot, at.id, standing.answers))


def write(tx: Tx, standing: Standing) -> None:
    """As a learner would: begun at the first step, then moved; the message before the move."""
    here = (7, standing.course.id, standing.run)
    progress.begin(tx, replace(standing, place=first(standing.course), sent=None), NOON)
    for answer in standing.answers:
        answers.add(tx, *here, answer, NOON)
    for lesson_id in standing.finished:
        lesson_visits.finish(tx, *here, lesson_id, NOON)
    for lesson_id, step_id in standing.bookmarks:
        lesson_visits.bookmark(tx, *here, lesson_id, step_id)
    if standing.sent:
        shown = replace(standing, visit=standing.sent.visit)
        progress.mark_sent(tx, shown, standing.sent.message_id, standing.sent.at)
    progress.save(tx, standing, NOON)


def test_who_has_not_begun_a_course_stands_nowhere_in_it(tx: Tx, course: Course) -> None:
    assert progress.load(tx, 7, course) is None
    assert progress.runs(tx, 7, course) == ()


def test_a_run_is_begun_once(tx: Tx, course: Course) -> None:
    learners.meet(tx, Person(7, "Ada"), NOON)
    standing = Standing(7, course, 1, 1, first(course))
    progress.begin(tx, standing, NOON)
    with pytest.raises(ConflictError):
        progress.begin(tx, standing, NOON)


def test_the_newest_run_is_the_present_one_and_the_others_stay(tx: Tx, course: Course) -> None:
    learners.meet(tx, Person(7, "Ada"), NOON)
    for run in (1, 2, 10):
        progress.begin(tx, Standing(7, course, run, run, first(course)), NOON)
    moved = Standing(7, course, 10, 11, CourseDone())
    progress.save(tx, moved, NOON)
    assert progress.load(tx, 7, course) == moved
    assert [(found.run, found.visit) for found in progress.runs(tx, 7, course)] == [(10, 11), (2, 2), (1, 1)]


def test_two_learners_stand_each_for_themselves(tx: Tx, course: Course) -> None:
    for learner_id in (7, 8):
        learners.meet(tx, Person(learner_id, "Ada"), NOON)
        progress.begin(tx, Standing(learner_id, course, 1, 1, first(course)), NOON)
    progress.save(tx, Standing(7, course, 1, 2, CourseDone()), NOON)
    found = progress.load(tx, 8, course)
    assert found == Standing(8, course, 1, 1, first(course))


def test_a_lessons_first_end_is_the_one_that_is_remembered(tx: Tx) -> None:
    learners.meet(tx, Person(7, "Ada"), NOON)
    lesson_visits.bookmark(tx, 7, "tea", 1, "water", "hot")
    lesson_visits.finish(tx, 7, "tea", 1, "water", NOON)
    lesson_visits.finish(tx, 7, "tea", 1, "water", NOON + timedelta(days=1))
    lesson_visits.bookmark(tx, 7, "tea", 1, "water", "cold")
    (row,) = everything(tx)["lesson_visits"]
    assert (row["finished_at"], row["bookmark"]) == (to_ms(NOON), "cold")
    assert lesson_visits.of_run(tx, 7, "tea", 1) == (frozenset({"water"}), (("water", "cold"),))
    assert lesson_visits.of_run(tx, 7, "tea", 2) == (frozenset(), ())


def test_a_kind_of_place_that_nobody_knows_is_no_place(kept: Tx, course: Course) -> None:
    kept.execute("BEGIN")
    try:
        progress.begin(kept, Standing(7, course, 1, 1, first(course)), NOON)
        kept.execute("UPDATE progress SET place = 'dreaming'")
        with pytest.raises(ValueError, match="dreaming"):
            progress.load(kept, 7, course)
    finally:
        kept.execute("ROLLBACK")
