"""A database that cannot: the learner hears of it kindly, the log tells it in a line, and it passes."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.course.library import Library
from bot.storage.sqlite import database as storage
from bot.views.words import words_for
from tests.school import Pupil, School
from tests.storage.rows import connect, everything

TROUBLE = "Something went wrong here. Nothing is lost – please try again in a moment."


@pytest.fixture
async def school(
    closed_school: School, tea: Library, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[School]:
    """A bot whose database may not grow, and that waits for nobody."""
    monkeypatch.setattr(storage, "BUSY_SECONDS", 0.02)
    monkeypatch.setattr(storage, "_connect", _of_fixed_size(storage._connect))
    async with closed_school.open(tea):
        yield closed_school


@pytest.mark.sqlite
async def test_while_the_database_is_locked_a_learner_is_told_so_and_the_next_press_works(
    school: School, caplog: pytest.LogCaptureFixture
) -> None:
    ada = await at_the_second_step(school)
    with locked(school.database):
        await refused(ada, "Next ▸")
        assert_one_line(caplog, "OperationalError (database is locked)")
        await ada.play("""
            > /continue
            Something went wrong on my side
        """)
    await ada.play("""
        > [Next ▸]
        How hot?
    """)


@pytest.mark.sqlite
async def test_on_a_full_disk_a_learner_is_told_so_and_the_next_press_works(
    school: School, caplog: pytest.LogCaptureFixture
) -> None:
    ada = await at_the_second_step(school)
    with full(school.database):
        await refused(ada, "Next ▸")
        assert_one_line(caplog, "OperationalError (database or disk is full)")
    await ada.play("""
        > [Next ▸]
        How hot?
    """)


@pytest.mark.sqlite
async def test_an_answer_that_could_not_be_saved_is_not_counted_and_can_be_given_again(
    school: School,
) -> None:
    ada = await at_the_second_step(school)
    await ada.press("Next ▸")
    wrong = next(line.split()[0] for line in ada.text.splitlines() if "It sings" in line)
    with locked(school.database):
        await refused(ada, wrong)
    with full(school.database):
        await refused(ada, wrong)
    await ada.press(wrong)
    await ada.play("~ Not quite – see why")
    (answer,) = rows(school.database)["answers"]
    assert answer["attempt"] == 1


async def at_the_second_step(school: School) -> Pupil:
    ada = school.join("Ada")
    await ada.play("""
        > /start
        > [Begin]
        > [Next ▸]
        Hot water
    """)
    return ada


async def refused(ada: Pupil, label: str) -> None:
    """The press is answered with an alert; the chat and the rows stay as they were."""
    messages, before = ada.messages, rows(ada.school.database)
    await ada.press(label)
    toast = ada.school.world.toasts(ada.id)[-1]
    assert (toast["text"], toast["alert"]) == (TROUBLE, True)
    assert ada.messages == messages
    assert rows(ada.school.database) == before


def assert_one_line(caplog: pytest.LogCaptureFixture, words: str) -> None:
    (record,) = (
        record for record in caplog.records if record.name.startswith("bot.") and record.levelno > 20
    )
    line = record.getMessage()
    assert words in line
    assert "\n" not in line
    assert not record.exc_info
    assert "Ada" not in line


def test_the_words_are_the_template_s() -> None:
    assert words_for(None).word("toast_trouble") == TROUBLE


@contextmanager
def locked(path: Path) -> Iterator[None]:
    other = connect(path)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@contextmanager
def full(path: Path) -> Iterator[None]:
    """Every change of a place wants room that the database of fixed size does not have."""
    other = connect(path)
    other.execute("CREATE TABLE ballast (text)")
    other.execute(
        "CREATE TRIGGER heavy BEFORE UPDATE OF visit ON progress"
        " BEGIN INSERT INTO ballast VALUES (randomblob(4000000)); END"
    )
    yield
    other.execute("DROP TRIGGER heavy")
    other.execute("DROP TABLE ballast")
    other.close()


def rows(path: Path) -> object:
    connection = connect(path)
    try:
        return everything(connection)
    finally:
        connection.close()


def _of_fixed_size(connect_: object) -> object:
    def connect_small(path: Path, patience: float) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect_(path, patience)  # type: ignore[operator]
        connection.execute("PRAGMA max_page_count = 160")
        return connection

    return connect_small
