"""The gap that is measured when another process takes over."""

from tests.endurance.takeovers import Times, gaps, in_short


def test_a_gap_lasts_from_the_last_answer_before_a_kill_to_the_first_of_who_took_over() -> None:
    times = Times(struck=[10.0, 20.0], ready=[1.0, 11.0, 22.0], answered=[9.0, 10.1, 12.0, 19.5, 25.0])
    assert gaps(times) == [3.0, 5.5]
    assert in_short(times) == {"takeovers": 2, "p50": 3.0, "p95": 5.5, "worst": 5.5}


def test_a_kill_after_which_nobody_asks_for_anything_has_no_gap() -> None:
    assert gaps(Times(struck=[10.0, 20.0], ready=[1.0, 11.0, 21.0], answered=[9.0, 12.0])) == [3.0]
    assert in_short(Times(struck=[1.0], ready=[], answered=[])) == {}
