"""How firmly a card is remembered, and when it comes again."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.kinds.base import Given
from bot.learning.kinds.card import Recall
from bot.learning.learner.attempts import AttemptResult
from bot.learning.review.card import Card, fresh, replay
from bot.learning.review.memory import DAY, RETENTION, intervals, remembered, retrievability
from bot.learning.review.review import AskedIn, Review, Tried
from tests.learning.learner.courses import PURE

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

pauses = st.integers(1, 100_000).map(lambda minutes: timedelta(minutes=minutes))
tries = st.sampled_from(AttemptResult)
results = st.tuples(tries, st.sampled_from([*Recall, "boils"]), st.booleans(), pauses)


def tried(result: AttemptResult, given: str = "", hinted: bool = False, at: datetime = NOW) -> Tried:
    return Tried(result, Given(given), at, AskedIn.REVIEW, hinted)


@given(st.lists(st.tuples(results, st.sampled_from(["key", "other key"])), max_size=20))
@PURE
def test_replay_of_all_reviews_gives_the_card_that_they_made(
    history: list[tuple[tuple[AttemptResult, str, bool, timedelta], str]],
) -> None:
    card, kept, now = Card("course", "question", "key", NOW), list[Review](), NOW
    for (result, answer, hinted, pause), key in history:
        now += pause
        card, review = card.settled(key, now).reviewed(tried(result, answer, hinted, now), key)
        kept.append(review)
    assert replay(kept) == (card if kept else None)
    assert [review.number for review in kept] == list(range(1, len(kept) + 1))


@pytest.mark.parametrize(
    ("answer", "rating"),
    [
        (tried(AttemptResult.RIGHT), Recall.GOOD),
        (tried(AttemptResult.RIGHT, hinted=True), Recall.AGAIN),
        (tried(AttemptResult.WRONG), Recall.AGAIN),
        (tried(AttemptResult.SHOWN), Recall.AGAIN),
        (tried(AttemptResult.SHOWN, "again"), Recall.AGAIN),
        (tried(AttemptResult.RECALLED, "hard"), Recall.HARD),
        (tried(AttemptResult.RECALLED, "easy", hinted=True), Recall.EASY),
        (tried(AttemptResult.RECALLED), Recall.GOOD),
    ],
)
def test_right_by_oneself_is_good_all_else_is_again_and_a_cards_learner_is_believed(
    answer: Tried, rating: Recall
) -> None:
    assert answer.rating is rating


def test_the_better_it_was_known_the_longer_it_stays_away() -> None:
    memory = remembered(None, Recall.GOOD, NOW)
    days = list(intervals(memory, memory.due).values())
    assert days == sorted(days)
    assert days[0] >= DAY
    assert all(length % DAY == timedelta() for length in days)


def test_the_chance_to_remember_has_sunk_to_what_was_asked_for_when_the_card_is_due() -> None:
    memory = remembered(None, Recall.EASY, NOW)
    assert retrievability(memory, NOW) == 1
    assert retrievability(memory, memory.due) == pytest.approx(RETENTION, abs=0.01)
    assert retrievability(memory, memory.due + 30 * DAY) < retrievability(memory, memory.due)
    assert retrievability(None, NOW) == RETENTION


def test_the_same_hour_is_a_day_later_also_on_the_day_the_clocks_change() -> None:
    memory = remembered(None, Recall.GOOD, NOW)
    lengths = (timedelta(hours=23), timedelta(hours=24), timedelta(hours=25))
    memories = [remembered(memory, Recall.GOOD, NOW + length) for length in lengths]
    assert len({(each.stability, each.interval) for each in memories}) == 1


def test_a_zone_other_than_utc_and_parts_of_milliseconds_change_nothing() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=5, minutes=45))) + timedelta(microseconds=7)
    assert remembered(None, Recall.GOOD, there) == remembered(None, Recall.GOOD, NOW)


def test_nothing_is_left_to_chance() -> None:
    random.seed(1)
    once = remembered(remembered(None, Recall.GOOD, NOW), Recall.EASY, NOW + 9 * DAY)
    random.seed(2)
    assert remembered(remembered(None, Recall.GOOD, NOW), Recall.EASY, NOW + 9 * DAY) == once


def test_a_card_whose_right_answer_changed_begins_anew_and_is_due_at_once() -> None:
    card, _ = fresh("course", "question", "key", NOW).reviewed(tried(AttemptResult.RIGHT), "key")
    assert card.settled("key", NOW) == card
    changed = card.settled("other key", NOW)
    assert (changed.memory, changed.due, changed.reviews) == (None, NOW, 1)
    assert changed.settled("third key", NOW + DAY).due == NOW
    assert changed.settled("key", NOW + DAY) == card


def test_a_card_whose_question_is_gone_comes_back_with_its_memory() -> None:
    card, _ = fresh("course", "question", "key", NOW).reviewed(tried(AttemptResult.RIGHT), "key")
    gone = card.settled(None, NOW)
    assert not gone.is_asked
    assert gone.settled("key", NOW) == card


def test_an_answer_in_a_lesson_counts_from_a_day_after_the_last_review_on() -> None:
    for asked_in, soonest in ((AskedIn.LESSON, DAY), (AskedIn.GROUP, DAY), (AskedIn.REVIEW, DAY / 4)):
        assert Tried(AttemptResult.RIGHT, Given(""), NOW + soonest, asked_in).counts_after(NOW)
    assert not Tried(AttemptResult.RIGHT, Given(""), NOW + 0.9 * DAY, AskedIn.LESSON).counts_after(NOW)
    assert not Tried(AttemptResult.RIGHT, Given(""), NOW - 2 * DAY, AskedIn.LESSON).counts_after(NOW)
    assert Tried(AttemptResult.RIGHT, Given(""), NOW, AskedIn.GROUP).counts_after(None)


def test_what_was_answered_is_kept_to_200_characters() -> None:
    assert len(tried(AttemptResult.WRONG, "x" * 300).given) == 200
