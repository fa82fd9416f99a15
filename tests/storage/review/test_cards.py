"""Cards and reviews in the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.learning.kinds.base import Given
from bot.learning.learner.attempts import AttemptResult
from bot.learning.learner.learner import Person
from bot.learning.review.card import Card, CardId, fresh, replay
from bot.learning.review.memory import DAY
from bot.learning.review.review import AskedIn, Tried
from bot.storage.database import Tx
from bot.storage.learner import learners
from bot.storage.review import cards, reviewers, reviews

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def right(at: datetime) -> Tried:
    return Tried(AttemptResult.RIGHT, Given("boils"), at, AskedIn.LESSON, hinted=False, seconds=7)


def meet(tx: Tx, *learner_ids: int) -> None:
    for learner_id in learner_ids:
        learners.meet(tx, Person(learner_id, "Ada"), NOW)


def test_a_card_and_its_reviews_come_back_as_they_were(tx: Tx) -> None:
    meet(tx, 1)
    new = fresh("tea", "how-hot", "key", NOW)
    once, first = new.reviewed(right(NOW), "key")
    twice, second = once.reviewed(right(NOW + 3 * DAY), "key")
    for card in (new, twice):
        cards.save(tx, 1, [card])
        assert cards.find(tx, 1, card.id) == card
        assert cards.of_learner(tx, 1) == {card.id: card}
    for review in (first, second):
        reviews.add(tx, 1, review)
    assert reviews.by_card(tx, 1) == {CardId("tea", "how-hot"): (first, second)}
    assert replay(reviews.by_card(tx, 1)[new.id]) == twice


def test_a_review_is_kept_once(tx: Tx) -> None:
    meet(tx, 1)
    _, review = fresh("tea", "how-hot", "key", NOW).reviewed(right(NOW), "key")
    assert reviews.add(tx, 1, review)
    assert not reviews.add(tx, 1, review)
    assert len(reviews.by_card(tx, 1)) == 1


def test_due_is_what_is_asked_and_whose_time_has_come(tx: Tx) -> None:
    meet(tx, 1, 2, 3)
    due = Card("tea", "due", "key", NOW - DAY)
    others = [
        Card("tea", "later", "key", NOW + DAY),
        Card("tea", "aside", "key", NOW - DAY, aside=True),
        Card("tea", "gone", "key", NOW - DAY, gone=True),
    ]
    cards.save(tx, 1, [due, *others])
    cards.save(tx, 2, others)
    assert cards.due(tx, 1, NOW) == (due,)
    assert cards.due(tx, 2, NOW) == ()
    assert cards.first_due(tx, 1) == NOW - DAY
    assert cards.first_due(tx, 2) == NOW + DAY
    assert cards.first_due(tx, 3) is None
    assert cards.with_due(tx, [1, 2, 3], NOW) == {1}
    assert cards.with_due(tx, [1, 2, 3], NOW + timedelta(days=2)) == {1, 2}
    assert cards.with_due(tx, [], NOW) == frozenset()


@pytest.mark.sqlite
def test_what_is_due_is_found_by_an_index_and_never_by_a_scan(tx: Tx) -> None:
    asked = "aside = 0 AND gone = 0"
    for query in (
        f"SELECT * FROM cards WHERE learner_id = 1 AND due <= 2 AND {asked} ORDER BY due",
        f"SELECT MIN(due) FROM cards WHERE learner_id = 1 AND {asked}",
        f"SELECT DISTINCT learner_id FROM cards WHERE learner_id IN (1, 2) AND due <= 3 AND {asked}",
    ):
        plan = " ".join(row["detail"] for row in tx.execute(f"EXPLAIN QUERY PLAN {query}"))
        assert "SEARCH cards USING" in plan
        assert "cards_by_due" in plan
        assert "SCAN" not in plan


@pytest.mark.sqlite
def test_a_sweep_finds_what_is_new_by_an_index_and_never_by_a_scan(tx: Tx) -> None:
    for source, time in reviewers.SOURCES.items():
        query = (
            f"SELECT learner_id, {time} FROM {source} WHERE ({time}, learner_id) > (1, 1) AND {time} <= 9"
            f" ORDER BY {time}, learner_id LIMIT 5"
        )
        plan = " ".join(row["detail"] for row in tx.execute(f"EXPLAIN QUERY PLAN {query}"))
        assert f"SEARCH {source} USING COVERING INDEX" in plan
        assert "TEMP B-TREE" not in plan
