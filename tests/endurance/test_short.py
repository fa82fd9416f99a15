"""The endurance tests in a short form: python -m tests.endurance runs them at full length."""

from random import Random

from tests.endurance.broadcast import is_true, trial
from tests.endurance.lessons import Plan
from tests.endurance.runs import crash, faults, is_flawless

FLAWLESS = {"lost": 0, "doubled": 0, "misplaced": 0, "unknown": 0, "refused": 0, "unanswered": 0}


async def test_a_bot_that_is_killed_again_and_again_loses_and_doubles_no_tap() -> None:
    result = await crash(Plan(learners=12, lengths=(10,), reviewers=5), kills=7, seed=3, longest_life=0.7)
    assert is_flawless(result), result
    assert result["areas"]["private"] == FLAWLESS, result
    assert result["areas"]["reviews"] == FLAWLESS, result
    assert not result["areas"]["reminders"]["doubled"] + result["areas"]["reminders"]["lost"], result
    assert result["reminders"]
    assert result["logged_errors"] == 0


async def test_where_others_stand_by_and_take_over_after_each_kill_no_tap_is_lost_or_doubled_either() -> None:
    plan = Plan(learners=5, lengths=(10,), reviewers=1)
    result = await crash(plan, kills=2, seed=5, longest_life=0.3, standbys=1)
    assert is_flawless(result), result
    assert result["areas"]["private"] == FLAWLESS, result
    assert result["logged_errors"] == 0
    assert result["gap_s"]["takeovers"] > 0, result


async def test_with_many_calls_going_wrong_all_learners_reach_the_end() -> None:
    plan = Plan(learners=7, to_the_end=True, course_ids=("tea",), lengths=(10,), reviewers=4)
    result = await faults(plan, rate=0.06, seed=1)
    assert is_flawless(result), result
    assert all(result["faults"].values()), result


async def test_a_broadcast_that_is_killed_again_and_again_reaches_no_chat_twice_and_forgets_none() -> None:
    result = await trial(chats=500, kills=3, random=Random(1))
    assert is_true(result), result
    assert result["sent"] > 300


async def test_a_broadcast_that_others_take_over_reaches_no_chat_twice_and_forgets_none() -> None:
    result = await trial(chats=150, kills=1, random=Random(2), standbys=1)
    assert is_true(result), result
    assert result["sent"] > 70
