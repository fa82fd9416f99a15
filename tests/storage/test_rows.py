"""Learners, taps, answers and files: what their rows remember."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.kinds.base import NOTHING, Given
from bot.learning.learner.attempts import Answer, AttemptResult
from bot.learning.learner.learner import Person, Pictures
from bot.storage import picture_files
from bot.storage.database import Tx
from bot.storage.errors import ConflictError
from bot.storage.learner import answers, learners, taps
from bot.storage.times import from_ms, to_ms
from tests.storage.rows import everything

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ADA = Person(7, "Ada", "en")
ZONES = st.timedeltas(timedelta(hours=-14), timedelta(hours=14)).map(timezone)


@given(st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=ZONES))  # noqa: DTZ001
def test_a_time_comes_back_to_the_millisecond_whatever_its_zone(moment: datetime) -> None:
    back = from_ms(to_ms(moment))
    assert timedelta(0) <= moment - back < timedelta(milliseconds=1)
    assert back.tzinfo is UTC


@given(st.integers(-(10**13), 10**14))
def test_every_millisecond_is_a_time_of_its_own(milliseconds: int) -> None:
    assert to_ms(from_ms(milliseconds)) == milliseconds


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        to_ms(datetime(2026, 3, 1))  # noqa: DTZ001


def test_who_comes_for_the_first_time_is_known_from_then_on(tx: Tx) -> None:
    new = learners.meet(tx, ADA, NOON)
    assert (new.id, new.first_name, new.language_code) == (7, "Ada", "en")
    assert (new.pictures, new.course_id, new.seen_at) == (Pictures.SHOWN, None, NOON)
    assert learners.meet(tx, ADA, NOON + timedelta(minutes=5)) == new


def test_a_choice_is_remembered(tx: Tx) -> None:
    learners.meet(tx, ADA, NOON)
    learners.choose_course(tx, ADA.id, "tea")
    for pictures in Pictures:
        learners.choose_pictures(tx, ADA.id, pictures)
        learner = learners.meet(tx, ADA, NOON)
        assert (learner.course_id, learner.pictures) == ("tea", pictures)


@pytest.mark.parametrize("change", [{"first_name": "Ada L."}, {"language_code": "de"}])
def test_a_new_name_or_language_is_taken_over(change: dict[str, str], tx: Tx) -> None:
    learners.meet(tx, ADA, NOON)
    now = replace(ADA, **change)
    learner = learners.meet(tx, now, NOON)
    assert (learner.first_name, learner.language_code) == (now.first_name, now.language_code)
    assert learners.meet(tx, now, NOON) == learner


@pytest.mark.sqlite
def test_when_someone_was_seen_is_written_once_an_hour(tx: Tx, connection: sqlite3.Connection) -> None:
    learners.meet(tx, ADA, NOON)
    written = connection.total_changes
    for minutes in (1, 30, 60):
        assert learners.meet(tx, ADA, NOON + timedelta(minutes=minutes)).seen_at == NOON
    assert connection.total_changes == written
    later = NOON + timedelta(minutes=61)
    learners.meet(tx, ADA, later)
    assert connection.total_changes > written
    assert learners.meet(tx, ADA, later).seen_at == later


def test_who_was_gone_and_writes_again_is_back(tx: Tx) -> None:
    learners.meet(tx, ADA, NOON)
    learners.mark_gone(tx, ADA.id, NOON)
    assert everything(tx)["learners"][0]["gone_at"] == to_ms(NOON)
    learners.meet(tx, ADA, NOON)
    assert everything(tx)["learners"][0]["gone_at"] is None


def test_who_was_met_in_a_group_only_may_be_written_to_after_they_came_by_themselves(
    tx: Tx,
) -> None:
    learners.meet(tx, ADA, NOON, private=False)
    learners.mark_gone(tx, ADA.id, NOON)
    learners.meet(tx, ADA, NOON + timedelta(days=1), private=False)
    (row,) = everything(tx)["learners"]
    assert (row["started_at"], row["gone_at"]) == (None, to_ms(NOON))
    for days in (2, 3):
        learners.meet(tx, ADA, NOON + timedelta(days=days))
        (row,) = everything(tx)["learners"]
        assert (row["started_at"], row["gone_at"]) == (to_ms(NOON + timedelta(days=2)), None)


def test_marking_a_stranger_as_gone_makes_no_learner_of_them(tx: Tx) -> None:
    learners.mark_gone(tx, 404, NOON)
    assert not everything(tx)["learners"]


def test_a_tap_is_new_once(tx: Tx) -> None:
    learners.meet(tx, ADA, NOON)
    assert taps.is_new(tx, "1", ADA.id, NOON)
    assert not taps.is_new(tx, "1", ADA.id, NOON + timedelta(hours=24))
    assert taps.is_new(tx, "2", ADA.id, NOON)


def test_taps_are_kept_for_as_long_as_they_may_come_again_and_no_longer(tx: Tx) -> None:
    assert timedelta(hours=24) < taps.KEPT
    learners.meet(tx, ADA, NOON)
    taps.is_new(tx, "old", ADA.id, NOON)
    taps.is_new(tx, "late", ADA.id, NOON + taps.KEPT)
    assert {row["id"] for row in everything(tx)["taps"]} == {"old", "late"}
    taps.is_new(tx, "later", ADA.id, NOON + taps.KEPT + timedelta(seconds=1))
    assert {row["id"] for row in everything(tx)["taps"]} == {"late", "later"}


def test_an_attempt_is_recorded_once(tx: Tx) -> None:
    learners.meet(tx, ADA, NOON)
    first = Answer("which", 1, Given("green purple-rain"), AttemptResult.WRONG)
    second = Answer("which", 2, NOTHING, AttemptResult.SHOWN)
    for answer in (second, first):
        answers.add(tx, ADA.id, "tea", 1, answer, NOON)
    with pytest.raises(ConflictError):
        answers.add(tx, ADA.id, "tea", 1, replace(first, result=AttemptResult.RIGHT), NOON)
    assert answers.of_run(tx, ADA.id, "tea", 1) == (first, second)
    assert answers.of_run(tx, ADA.id, "tea", 2) == ()
    answers.add(tx, ADA.id, "tea", 2, first, NOON)
    assert answers.of_run(tx, ADA.id, "tea", 2) == (first,)


def test_a_file_belongs_to_one_bot_and_its_newest_id_counts(tx: Tx) -> None:
    picture_files.keep(tx, 1, "cup", "a")
    picture_files.keep(tx, 2, "cup", "b")
    picture_files.keep(tx, 1, "cup", "c")
    picture_files.keep(tx, 1, "pot", "d")
    assert picture_files.find(tx, 1) == {"cup": "c", "pot": "d"}
    picture_files.drop(tx, 1, "cup")
    assert picture_files.find(tx, 1) == {"pot": "d"}
    assert picture_files.find(tx, 2) == {"cup": "b"}
