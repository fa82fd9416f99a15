"""From answers to verdicts and scores."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.course.model import Question
from bot.learning import kinds
from bot.learning.kinds.base import NOTHING
from bot.learning.kinds.choice import given_of
from bot.learning.learner.attempts import (
    Answer,
    AttemptResult,
    answers_to,
    missed,
    score,
    sitting,
    slips,
    untried,
)
from tests.learning.learner.courses import PURE, answers, chosen, questions

lists = st.lists(questions, max_size=6).map(
    lambda found: [replace(question, id=f"step-{number}") for number, question in enumerate(found)]
)


@PURE
@given(questions, chosen)
def test_right_is_all_of_the_right_options_and_none_of_the_wrong(
    question: Question, ids: frozenset[str]
) -> None:
    known = ids & {option.id for option in question.task.options}
    verdict = kinds.grade(question, given_of(ids))
    assert verdict.right == (known == question.task.correct)
    assert {slip.id for slip in verdict.slips} == known - question.task.correct
    assert verdict.incomplete == bool(question.task.correct - known)


@PURE
@given(lists, answers)
def test_a_score_adds_up(asked: list[Question], given_: tuple[Answer, ...]) -> None:
    found = score(asked, given_)
    assert 0 <= found.right <= found.tried <= found.of == len(asked)
    assert len(missed(asked, given_)) == found.tried - found.right
    assert len(untried(asked, given_)) == found.of - found.tried


@PURE
@given(lists, answers, st.sampled_from(AttemptResult))
def test_later_tries_never_change_a_score(
    asked: list[Question], given_: tuple[Answer, ...], result: AttemptResult
) -> None:
    later = [
        Answer(question.id, len(tries) + 1, kinds.solution(question), result)
        for question in asked
        if (tries := answers_to(question.id, given_))
    ]
    before, after = score(asked, given_), score(asked, (*given_, *later))
    assert replace(after, by_now=before.by_now) == before
    assert after.right <= before.by_now <= after.by_now <= after.of


@PURE
@given(answers)
def test_the_order_in_which_answers_are_read_does_not_matter(given_: tuple[Answer, ...]) -> None:
    for step_id in {answer.step_id for answer in given_}:
        tries = answers_to(step_id, reversed(given_))
        assert [answer.attempt for answer in tries] == list(range(1, len(tries) + 1))


@PURE
@given(st.lists(st.sampled_from(AttemptResult), max_size=6))
def test_a_sitting_is_what_was_tried_since_the_question_was_opened(results: list[AttemptResult]) -> None:
    tries = [Answer("q", attempt, NOTHING, result) for attempt, result in enumerate(results, 1)]
    closed = bool(tries) and tries[-1].closes
    now = sitting(tries, closed=closed)
    assert list(now) == tries[len(tries) - len(now) :]
    assert not any(answer.closes for answer in now[:-1])
    if closed:
        assert now[-1].closes
        assert sitting(tries, closed=False) == ()


@PURE
@given(questions, st.lists(chosen, max_size=4))
def test_mistakes_are_the_wrong_options_chosen_each_once(
    question: Question, tries: list[frozenset[str]]
) -> None:
    given_ = [
        Answer(question.id, attempt, given_of(ids), AttemptResult.WRONG)
        for attempt, ids in enumerate(tries, 1)
    ]
    found = slips(question, given_)
    assert len(set(found)) == len(found)
    wrong = {option.id for option in question.task.options if not option.correct}
    assert {slip.id for slip in found} == wrong & frozenset().union(*tries)
    last = [max(n for n, ids in enumerate(tries) if slip.id in ids) for slip in found]
    assert last == sorted(last)
