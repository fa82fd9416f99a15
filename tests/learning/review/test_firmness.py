"""How firm a lesson is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.course.library import Library
from bot.learning.kinds.card import Recall
from bot.learning.review.card import Card, CardId, fresh
from bot.learning.review.firmness import firmness
from bot.learning.review.memory import Memory, remembered

NOW = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)


def card(question_id: str, stability: float, days: int) -> Card:
    last = NOW - timedelta(days=days)
    return Card("tea", question_id, "key", NOW, Memory(stability, 5.0, 2, last, NOW), reviews=1)


def by_id(*cards: Card) -> dict[CardId, Card]:
    return {card.id: card for card in cards}


def test_it_is_the_mean_chance_to_remember_and_sinks_with_time(tea: Library) -> None:
    (course,) = tea.courses
    found = firmness(by_id(card("how-hot", 10, 9)), course, NOW)
    assert found == {("tea", "water"): pytest.approx(0.9, abs=0.001)}
    later = firmness(by_id(card("how-hot", 10, 10)), course, NOW + timedelta(days=30))
    assert later["tea", "water"] < 0.8


def test_what_was_not_known_a_moment_ago_is_less_firm_than_what_was(tea: Library) -> None:
    (course,) = tea.courses

    def firm(rating: Recall) -> float:
        just_now = Card("tea", "how-hot", "key", NOW, remembered(None, rating, NOW), reviews=1)
        return firmness(by_id(just_now), course, NOW)["tea", "water"]

    assert firm(Recall.AGAIN) < 0.85 < 0.92 < firm(Recall.GOOD) < 1


def test_what_was_never_reviewed_or_is_not_asked_says_nothing(tea: Library) -> None:
    (course,) = tea.courses
    known = card("how-hot", 10, 10)
    for other in (fresh("tea", "how-hot", "key", NOW), replace(known, aside=True), replace(known, gone=True)):
        assert firmness(by_id(other), course, NOW) == {}
    assert firmness(by_id(replace(known, course_id="coffee")), course, NOW) == {}
