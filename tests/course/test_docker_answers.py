"""What learners write in the second course is judged as a teacher would."""

from __future__ import annotations

import pytest

from bot.course.kinds.command import ShellCommand
from bot.course.library import Library
from bot.learning.kinds import grade
from bot.learning.kinds.base import Given
from tests.course.docker_right import RIGHT
from tests.course.docker_wrong import WRONG

right = [(question_id, answer) for question_id, answers in RIGHT.items() for answer in answers]
wrong = [(question_id, *one) for question_id, answers in WRONG.items() for one in answers]


def test_the_table_is_long_enough_and_tells_of_every_command(shipped: Library) -> None:
    assert len({*right, *(one[:2] for one in wrong)}) >= 150
    taught = shipped.courses[1].taught
    assert {q_id for q_id, one in taught.items() if isinstance(one.question.task, ShellCommand)} == set(RIGHT)


@pytest.mark.parametrize(("question_id", "answer"), right)
def test_another_order_or_spelling_is_right(shipped: Library, question_id: str, answer: str) -> None:
    assert grade(shipped.courses[1].taught[question_id].question, Given(answer)).right


@pytest.mark.parametrize(("question_id", "answer", "said"), wrong)
def test_a_slip_is_wrong_and_named(shipped: Library, question_id: str, answer: str, said: str) -> None:
    verdict = grade(shipped.courses[1].taught[question_id].question, Given(answer))
    assert not verdict.right
    reasons = [slip.why for slip in verdict.slips if slip.why]
    assert said in {remark.code for remark in verdict.remarks} or any(said in why for why in reasons)
