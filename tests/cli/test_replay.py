"""Making the cards of the review anew from the terminal."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import main
from bot.storage.sqlite.migrate import migrate
from tests.cli.terminal import Said
from tests.storage.rows import connect

LEARNER = (
    "INSERT INTO learners (id, first_name, language_code, pictures, created_at, seen_at, started_at)"
    " VALUES (1, 'Ada', 'en', 'shown', 0, 0, 0)"
)
REVIEW = (
    "INSERT INTO reviews (learner_id, course_id, question_id, number, answer_key, reviewed_at, result, given,"
    " hinted, seconds, asked_in) VALUES"
    " (1, 'tea', 'how-hot', 1, 'key', 0, 'right', 'boils', 0, NULL, 'lesson')"
)


def test_cards_are_made_of_the_reviews(home: Path, capsys: Said) -> None:
    with closing(connect(home / "tutorbot.db")) as database:
        migrate(database)
        database.execute(LEARNER)
        database.execute(REVIEW)
    assert main(["replay"]) == 0
    assert capsys.readouterr().out == "1 card of 1 learner replayed: 1 of them changed.\n"
    assert main(["replay"]) == 0
    assert capsys.readouterr().out == "1 card of 1 learner replayed: all were as their reviews say.\n"
    with closing(sqlite3.connect(home / "tutorbot.db")) as database:
        assert database.execute("SELECT question_id, reviews FROM cards").fetchall() == [("how-hot", 1)]


def test_without_a_database_there_is_nothing_to_replay(home: Path, capsys: Said) -> None:
    assert main(["replay"]) == 2
    assert "there is no database" in capsys.readouterr().err


@pytest.mark.usefixtures("home")
def test_what_is_no_database_is_told_in_one_line(capsys: Said) -> None:
    Path("tutorbot.db").write_text("no database at all, but long enough to be taken for one" * 30, "utf-8")
    assert main(["replay"]) == 2
    assert capsys.readouterr().err.startswith("DATABASE_URL: ")
