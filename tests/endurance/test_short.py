"""The endurance tests in a short form: python -m tests.endurance runs them at full length."""

from random import Random

from tests.endurance.broadcast import is_true, trial
from tests.endurance.runs import crash, faults, is_flawless


async def test_a_bot_that_is_killed_again_and_again_loses_and_doubles_no_tap() -> None:
    result = await crash(learners=25, kills=10, seed=3, longest_life=0.8)
    assert is_flawless(result), result
    assert result["unanswered"] == 0
    assert result["logged_errors"] == 0


async def test_with_many_calls_going_wrong_all_learners_reach_the_end() -> None:
    result = await faults(learners=20, rate=0.05, seed=1, course_id="tea")
    assert is_flawless(result), result
    assert all(result["faults"].values()), result


async def test_a_broadcast_that_is_killed_again_and_again_reaches_no_chat_twice_and_forgets_none() -> None:
    result = await trial(chats=600, kills=3, random=Random(1))
    assert is_true(result), result
    assert result["sent"] > 400
