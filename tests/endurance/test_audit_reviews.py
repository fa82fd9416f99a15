"""What the endurance tests hold a review to: each answer is one row, and cards are what their reviews say."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from bot.emulator.world.world import World
from bot.learning.kinds.base import Given
from bot.learning.learner.attempts import AttemptResult
from bot.learning.learner.learner import Person
from bot.learning.review.card import Card, fresh
from bot.learning.review.memory import DAY
from bot.learning.review.review import AskedIn, Tried
from bot.storage.learner import learners
from bot.storage.review import cards, reviews
from bot.storage.sqlite.migrate import migrate
from bot.storage.sqlite.tx import SqliteTx
from tests.endurance.audit_reviews import audit_reviews
from tests.endurance.card_ledger import Questions, Reviewed
from tests.endurance.clock import FastClock
from tests.endurance.findings import Findings, Records
from tests.endurance.hand import Hand
from tests.endurance.manners import Manners
from tests.endurance.reviewer import Reviewer

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ONE = Reviewed("tea", "how-hot", "right", "boils", False)

pytestmark = pytest.mark.sqlite


@pytest.fixture
def reviewer() -> Reviewer:
    """Who has answered one card in a lesson, and once in the review."""
    world = World()
    person = world.join("Ada").id
    hand = Hand(world, person, person, Random(1), Manners(0.0, 0.0))
    return Reviewer(hand, Questions(()), FastClock.from_now(), reviewed=[ONE])


@pytest.fixture
def found(reviewer: Reviewer, tmp_path: Path) -> Iterator[Records]:
    """A database that holds just that."""
    with closing(sqlite3.connect(tmp_path / "bot.db", isolation_level=None)) as connection:
        connection.row_factory = sqlite3.Row
        migrate(connection)
        learners.meet(SqliteTx(connection), Person(reviewer.hand.id, "Ada"), NOW)
        card = fresh("tea", "how-hot", "key", NOW)
        for days, asked_in in ((0, AskedIn.LESSON), (3, AskedIn.REVIEW)):
            card = answered(connection, reviewer, card, days, asked_in)
        yield Records(connection)


def answered(
    connection: sqlite3.Connection, reviewer: Reviewer, card: Card, days: float, asked_in: AskedIn
) -> Card:
    tried = Tried(AttemptResult.RIGHT, Given("boils"), NOW + days * DAY, asked_in)
    after, review = card.reviewed(tried, "key")
    reviews.add(SqliteTx(connection), reviewer.hand.id, review)
    cards.save(SqliteTx(connection), reviewer.hand.id, [after])
    return after


def findings(reviewer: Reviewer, found: Records) -> Findings:
    counted = Findings()
    lines = [*audit_reviews([reviewer], 1, found, counted)]
    assert bool(lines) is not counted.flawless
    return counted


def test_what_was_answered_and_is_there_once_is_flawless(reviewer: Reviewer, found: Records) -> None:
    assert findings(reviewer, found) == Findings()


def test_an_answer_without_its_review_is_lost(reviewer: Reviewer, found: Records) -> None:
    reviewer.reviewed.append(ONE._replace(question_id="which"))
    assert findings(reviewer, found) == Findings(lost=1)


def test_a_second_review_of_one_answer_is_doubled(reviewer: Reviewer, found: Records) -> None:
    (card,) = cards.of_learner(SqliteTx(found.connection), reviewer.hand.id).values()
    answered(found.connection, reviewer, card, 3.001, AskedIn.REVIEW)
    assert findings(reviewer, found) == Findings(doubled=1)


def test_an_answer_of_a_lesson_that_was_taken_up_twice_is_doubled(reviewer: Reviewer, found: Records) -> None:
    (card,) = cards.of_learner(SqliteTx(found.connection), reviewer.hand.id).values()
    answered(found.connection, reviewer, card, 9, AskedIn.LESSON)
    assert findings(reviewer, found) == Findings(doubled=1)


@pytest.mark.parametrize(
    "damage",
    ["UPDATE cards SET stability = stability + 1", "UPDATE cards SET due = due + 1", "DELETE FROM cards"],
)
def test_a_card_that_is_not_what_its_reviews_make_is_misplaced(
    reviewer: Reviewer, found: Records, damage: str
) -> None:
    found.connection.execute(damage)
    assert findings(reviewer, found) == Findings(misplaced=1)


def test_a_gap_between_the_numbers_of_reviews_is_misplaced(reviewer: Reviewer, found: Records) -> None:
    found.connection.execute("UPDATE reviews SET number = 3 WHERE number = 2")
    assert findings(reviewer, found) == Findings(misplaced=1)


def test_what_was_set_aside_stays_aside(reviewer: Reviewer, found: Records) -> None:
    (card,) = cards.of_learner(SqliteTx(found.connection), reviewer.hand.id).values()
    reviewer.aside.add(card.id)
    assert findings(reviewer, found) == Findings(misplaced=1)
    cards.save(SqliteTx(found.connection), reviewer.hand.id, [replace(card, aside=True)])
    assert findings(reviewer, found) == Findings()
