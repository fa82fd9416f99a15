"""Numbers that stand in buttons are given once: also after what had them is gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.learning.broadcast.broadcast import WrittenText
from bot.learning.broadcast.delivery_time import Timing
from bot.learning.learner.learner import Person
from bot.storage import personal
from bot.storage.broadcast import broadcasts
from bot.storage.database import Tx
from bot.storage.learner import learners
from bot.storage.school import reports, uploads
from bot.storage.sqlite.migrate import migrate
from tests.storage.rows import connect

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def report(tx: Tx, message_id: int) -> int:
    return reports.add(tx, 7, message_id, "tea", "water", "It is hot.", NOON).id


def draft(tx: Tx, _: int) -> int:
    return broadcasts.draft(tx, 7, WrittenText("Hello all"), Timing(), NOON).id


def upload(tx: Tx, _: int) -> int:
    return uploads.add(tx, 7, NOON).id


MADE = {"reports": report, "broadcasts": draft, "uploads": upload}


@pytest.fixture
def school(tx: Tx) -> Tx:
    learners.meet(tx, Person(7, "Ada"), NOON)
    return tx


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_numbers_begin_at_one_and_go_up_by_one(school: Tx, make: Callable[[Tx, int], int]) -> None:
    assert [make(school, number) for number in (1, 2, 3)] == [1, 2, 3]


@pytest.mark.parametrize("make", MADE.values(), ids=MADE)
def test_a_number_is_not_given_again_after_its_person_was_forgotten(
    school: Tx, make: Callable[[Tx, int], int]
) -> None:
    assert [make(school, number) for number in (1, 2)] == [1, 2]
    personal.forget(school, 7)
    broadcasts.tidy(school)
    learners.meet(school, Person(7, "Ada"), NOON)
    assert make(school, 3) == 3


def test_the_number_of_a_draft_that_was_thrown_away_is_not_given_again(school: Tx) -> None:
    assert broadcasts.discard(school, draft(school, 0))
    assert draft(school, 0) == 2


def test_the_number_of_an_upload_that_went_or_was_too_old_is_not_given_again(
    school: Tx,
) -> None:
    assert uploads.drop(school, upload(school, 0))
    assert upload(school, 0) == 2
    late = NOON + uploads.KEPT + timedelta(seconds=1)
    assert uploads.add(school, 7, late).id == 3
    assert uploads.ids(school) == {3}


@pytest.fixture
def old(path: Path) -> Iterator[sqlite3.Connection]:
    """A database from before numbers were counted."""
    connection = connect(path)
    migrate(connection, upto=4)
    connection.execute(
        "INSERT INTO learners (id, first_name, language_code, pictures, created_at, seen_at)"
        " VALUES (7, 'Ada', 'en', 'shown', 1, 1)"
    )
    yield connection
    connection.close()


@pytest.mark.sqlite
def test_a_number_from_before_they_were_counted_is_not_given_again(old: sqlite3.Connection) -> None:
    old.executescript(
        "INSERT INTO reports (id, learner_id, message_id, course_id, step_id, words, made_at)"
        " VALUES (3, 7, 1, 'tea', 'water', '', 1);"
        "INSERT INTO broadcasts (id, state, audience, zone, local, quiet_start, quiet_end, resends,"
        " created_at) VALUES (5, 'done', 'everyone', 'UTC', 0, 0, 0, 0, 1);"
        "INSERT INTO uploads VALUES (8, 7, '', '', '', 1)"
    )
    migrate(old)
    assert [make(old, 2) for make in MADE.values()] == [4, 6, 9]


@pytest.mark.sqlite
def test_nor_is_that_of_a_report_which_is_gone_while_somebody_is_about_to_answer_it(
    old: sqlite3.Connection,
) -> None:
    reports.ask_answer(old, 7, 3, NOON)
    migrate(old)
    assert report(old, 1) == 4
