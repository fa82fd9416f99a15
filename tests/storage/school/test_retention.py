"""How firm questions are after a day, a week and a month, and who is stuck: counted from reviews."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.learning.kinds.base import NOTHING, Given
from bot.learning.learner.attempts import AttemptResult
from bot.learning.learner.learner import Person
from bot.learning.review.card import Card
from bot.learning.review.review import AskedIn, Tried
from bot.learning.school.retention import INTERVALS, QuestionRetention, Recalled
from bot.learning.school.statistics import HARD_FROM
from bot.storage.database import Tx
from bot.storage.learner import learners
from bot.storage.review import cards, reviews
from bot.storage.school import retention

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

Step = tuple[float, str]
"""Days since the review before, and how it went: right, wrong, shown, recalled, or right after a hint."""


def reviewed(tx: Tx, learner_id: int, *steps: Step, key: str = "key", **more: bool) -> Card:
    """The learner's card of one question, after these."""
    learners.meet(tx, Person(learner_id, "Ada"), NOW)
    known = cards.of_learner(tx, learner_id)
    card = next(iter(known.values()), Card("tea", "how-hot", key, NOW))
    at = card.last_review or NOW
    for days, how in steps:
        at += timedelta(days=days)
        result, hinted = (AttemptResult.RIGHT, True) if how == "hinted" else (AttemptResult(how), False)
        given = Given("good") if result is AttemptResult.RECALLED else NOTHING
        card, review = card.reviewed(Tried(result, given, at, AskedIn.REVIEW, hinted), key)
        reviews.add(tx, learner_id, review)
    cards.save(tx, learner_id, [Card(**{**vars(card), **more})])
    return card


def only(tx: Tx) -> QuestionRetention:
    (found,) = retention.by_question(tx)
    return found


@pytest.mark.parametrize(
    ("days", "counts_to"),
    [
        *((0.4, None), (0.5, 0), (1, 0), (3.4, 0), (3.5, 1)),
        *((7, 1), (14.9, 1), (15, 2), (30, 2), (59.9, 2), (60, None)),
    ],
)
def test_a_review_counts_to_the_pause_before_it(tx: Tx, days: float, counts_to: int | None) -> None:
    reviewed(tx, 1, (0, "right"), (days, "right"))
    expected = [Recalled(1, 1) if number == counts_to else Recalled() for number in range(len(INTERVALS))]
    assert list(only(tx).after) == expected


def test_only_what_was_right_by_oneself_is_right(tx: Tx) -> None:
    for learner_id, how in enumerate(("right", "recalled", "hinted", "wrong", "shown"), 1):
        reviewed(tx, learner_id, (0, "right"), (1, how))
    assert only(tx) == QuestionRetention(
        "tea", "how-hot", (Recalled(5, 2), Recalled(), Recalled()), learners=5
    )


def test_a_first_review_and_one_of_another_right_answer_come_after_no_pause(tx: Tx) -> None:
    reviewed(tx, 1, (0, "right"))
    reviewed(tx, 1, (7, "right"), key="another")
    assert only(tx).after == (Recalled(), Recalled(), Recalled())
    reviewed(tx, 1, (7, "right"), key="another")
    assert only(tx).after[1] == Recalled(1, 1)


@pytest.mark.parametrize(
    ("steps", "stuck"),
    [
        (["wrong", "wrong", "wrong"], 1),
        (["right", "wrong", "shown", "hinted"], 1),
        (["wrong", "wrong"], 0),
        (["wrong", "wrong", "wrong", "right"], 0),
        (["wrong", "wrong", "wrong", "right", "wrong", "wrong"], 0),
    ],
)
def test_who_did_not_know_it_three_times_in_a_row_is_stuck_until_they_do(
    tx: Tx, steps: list[str], stuck: int
) -> None:
    reviewed(tx, 1, *((1, how) for how in steps))
    assert (only(tx).learners, only(tx).stuck) == (1, stuck)


def test_nobody_is_stuck_at_what_they_are_not_asked_or_at_a_right_answer_that_is_another_now(tx: Tx) -> None:
    missed = [(1.0, "wrong")] * 3
    reviewed(tx, 1, *missed, aside=True)
    reviewed(tx, 2, *missed, gone=True)
    reviewed(tx, 3, *missed, anew=True)
    assert retention.by_question(tx) == ()
    reviewed(tx, 4, *missed)
    reviewed(tx, 4, (1, "wrong"), key="another")
    assert (only(tx).learners, only(tx).stuck) == (1, 0)


def test_the_file_leaves_out_what_too_few_review(tx: Tx) -> None:
    for learner_id in range(1, HARD_FROM):
        reviewed(tx, learner_id, (0, "right"), (1, "wrong"))
    assert list(retention.export(tx)) == []
    reviewed(tx, HARD_FROM, (0, "wrong"), (7, "wrong"), (30, "wrong"))
    assert list(retention.export(tx)) == [("tea", "how-hot", 5, 1, 4, 0, 1, 0, 1, 0)]
