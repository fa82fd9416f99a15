"""A leaderboard that is fair and kind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.learning.group.leaderboard import LINES, DisplayName, FirstAnswer, board, points

START = datetime(2026, 3, 1, tzinfo=UTC)


def first(learner_id: int, question: str, right: bool, hour: int) -> FirstAnswer:
    return FirstAnswer(learner_id, "tea", question, right, START + timedelta(hours=hour))


def test_only_the_earliest_answer_to_a_question_counts() -> None:
    answers = [
        first(1, "a", True, 2),
        first(1, "a", False, 1),
        first(1, "b", True, 3),
        first(1, "b", True, 4),
    ]
    assert points(answers) == {1: 1}


def test_a_week_counts_first_answers_of_the_week_and_no_later_ones() -> None:
    answers = [first(1, "a", True, 1), first(1, "a", True, 5), first(1, "b", True, 5)]
    assert points(answers, START + timedelta(hours=4)) == {1: 1}


def test_those_with_the_same_points_share_a_place() -> None:
    names = {1: DisplayName("Ada"), 2: DisplayName("bob"), 3: DisplayName("Cy"), 4: DisplayName("Di")}
    found = board({1: 2, 2: 5, 3: 2, 4: 1}, names)
    assert [(line.place, line.name.shown) for line in found.lines] == [
        (1, "bob"),
        (2, "Ada"),
        (2, "Cy"),
        (4, "Di"),
    ]


def test_nobody_is_shown_with_nothing_or_against_their_will() -> None:
    names = {1: DisplayName("Ada", hidden=True), 2: DisplayName("Bob", alias="Owl"), 3: DisplayName("Cy")}
    found = board({1: 9, 2: 1, 3: 0}, names)
    assert [(line.place, line.name.shown) for line in found.lines] == [(1, "Owl")]


def test_who_does_not_fit_beside_others_with_the_same_points_is_counted() -> None:
    names = {i: DisplayName(f"P{i:02}") for i in range(LINES + 3)}
    scores = dict.fromkeys(names, 1) | {0: 2}
    found = board(scores, names)
    assert len(found.lines) == LINES
    assert found.more == 3
