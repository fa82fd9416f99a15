"""The order in which a learner sees a question's options."""

from collections import Counter
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.course.kinds.choice import Choice, Option
from bot.course.model import Course, Lesson, Question
from bot.learning.kinds.choice import given_of
from bot.learning.learner.attempts import Answer, AttemptResult
from bot.learning.learner.place import Answered, Answering, Place
from bot.learning.learner.shuffle import shuffled
from bot.learning.learner.standing import Standing
from tests.learning.learner.courses import PURE, dice, questions

FIVE = Question("q", "Q", "?", Choice(tuple(Option(i, i, i == "a", "No.") for i in "abcde")), "!")


@PURE
@given(questions, st.text())
def test_shuffling_loses_and_doubles_nothing_and_is_the_same_each_time(question: Question, seed: str) -> None:
    order = shuffled(question, seed)
    assert sorted(order, key=lambda option: option.id) == sorted(question.task.options, key=lambda o: o.id)
    assert shuffled(question, seed) == order


@PURE
@given(questions, st.text())
def test_what_must_stay_last_is_last(question: Question, seed: str) -> None:
    flags = [option.last for option in shuffled(question, seed)]
    assert flags == sorted(flags)


@PURE
@given(questions, st.text(), dice)
def test_the_order_in_the_file_does_not_matter(question: Question, seed: str, dice: Random) -> None:
    stirred = list(question.task.options)
    dice.shuffle(stirred)
    assert shuffled(replace(question, task=Choice(tuple(stirred))), seed) == shuffled(question, seed)


@PURE
@given(questions, st.text())
def test_an_option_taken_out_leaves_the_order_of_the_others(question: Question, seed: str) -> None:
    whole = shuffled(question, seed)
    for gone in question.task.options:
        rest = tuple(option for option in question.task.options if option is not gone)
        kept = tuple(option for option in whole if option is not gone)
        assert shuffled(replace(question, task=Choice(rest)), seed) == kept


def test_a_new_text_leaves_the_order() -> None:
    reworded = replace(FIVE, task=Choice(tuple(replace(option, text="New") for option in FIVE.task.options)))
    for seed in map(str, range(50)):
        assert [o.id for o in shuffled(reworded, seed)] == [o.id for o in shuffled(FIVE, seed)]


def test_learners_see_different_orders_and_the_right_option_anywhere() -> None:
    orders = [shuffled(FIVE, f"{learner}/1") for learner in range(1000)]
    assert len({tuple(option.id for option in order) for order in orders}) > 100
    where = Counter(next(i for i, option in enumerate(order) if option.correct) for order in orders)
    assert min(where[place] for place in range(5)) > 150


def test_a_learner_sees_another_order_in_the_next_run() -> None:
    changed = [shuffled(FIVE, f"{learner}/1") != shuffled(FIVE, f"{learner}/2") for learner in range(100)]
    assert sum(changed) > 90


def test_the_options_are_mixed_anew_for_each_sitting_and_stay_put_within_one() -> None:
    course = Course("c", "C", "", "en", (Lesson("l", "L", "", (FIVE,)),))
    wrong, right = (
        Answer("q", 1, given_of("b"), AttemptResult.WRONG),
        Answer("q", 2, given_of("a"), AttemptResult.RIGHT),
    )

    def order(learner: int, place: Place, *answers: Answer) -> tuple[Option, ...]:
        return Standing(learner, course, 1, 1, place, answers).order(FIVE)

    changed = 0
    for learner in range(100):
        first = order(learner, Answering("q"))
        assert (
            order(learner, Answering("q", 2), wrong) == order(learner, Answered("q"), wrong, right) == first
        )
        again = order(learner, Answering("q", 3), wrong, right)
        assert order(learner, Answered("q"), wrong, right, replace(right, attempt=3)) == again
        changed += again != first
    assert changed > 90
