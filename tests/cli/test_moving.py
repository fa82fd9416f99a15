"""`python -m bot move`: all that a database holds goes into another, of either kind, or nothing does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import cli
from bot.storage import whole
from tests import engine
from tests.storage.rows import fill


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A database with rows in all tables, on the engine of the tests."""
    path = tmp_path / "school.db"
    with engine.transaction(path) as tx:
        for learner_id in (7, 8):
            fill(tx, learner_id)
        tx.execute("UPDATE learners SET first_name = ? WHERE id = 8", ("Zoë \n\t\\N 'x' \U0001f40d",))
        tx.execute("UPDATE cards SET stability = 0.1, difficulty = NULL")
    return path


def move(source: str, target: str) -> int:
    return cli.main(["move", "--from", source, "--to", target])


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def test_all_of_it_is_there_afterwards_and_comes_back_the_same(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = list(engine.dump(school))
    assert move(engine.url(school), url(tmp_path / "copy.db")) == 0
    said = capsys.readouterr().out.splitlines()
    assert "learners: 2" in said
    assert said[-2] == "looking through the copy"
    assert said[-1].startswith(f"{len(before)} rows copied, and found the same there. ")
    assert move(url(tmp_path / "copy.db"), engine.url(tmp_path / "back.db")) == 0
    assert list(engine.dump(tmp_path / "back.db")) == before == list(engine.dump(school))


def test_a_database_that_was_used_is_not_moved_into(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    used = tmp_path / "used.db"
    with engine.transaction(used) as tx:
        tx.execute("UPDATE counters SET last = 1 WHERE name = 'reports'")
    before = list(engine.dump(used))
    assert move(engine.url(school), engine.url(used)) == 2
    assert capsys.readouterr().err == f"--to: {engine.address(used)} is not empty; name a new one\n"
    assert list(engine.dump(used)) == before


def test_what_is_not_the_same_there_is_taken_back(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = whole._content

    def without_the_first(rows: Iterator[whole.StoredRow]) -> whole.Content:
        next(rows, None)
        return content(rows)

    monkeypatch.setattr(whole, "_content", without_the_first)
    assert move(engine.url(school), engine.url(tmp_path / "other.db")) == 2
    assert "is not the same there: 1 of 2 rows; nothing was changed" in capsys.readouterr().err
    monkeypatch.undo()
    assert move(engine.url(school), engine.url(tmp_path / "other.db")) == 0


def test_how_far_a_large_table_is_can_be_seen(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole, "TOLD_EVERY", 2)
    assert move(engine.url(school), url(tmp_path / "copy.db")) == 0
    assert "learners: 2 so far" in capsys.readouterr().out


def test_while_a_bot_is_at_work_nothing_is_moved(
    school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from bot.storage.engine import take_lock

    lock = take_lock(engine.address(school))
    assert move(engine.url(school), url(tmp_path / "copy.db")) == 2
    assert f"{engine.address(school)} is in use by another bot" in capsys.readouterr().err
    lock.release()


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("mysql://a/b", "sqlite:///{}/b.db", "--from: must look like sqlite:///path/to.db or postgresql://"),
        ("sqlite:///{}/a.db", "b.db", "--to: must look like sqlite:///path/to.db or postgresql://"),
        ("sqlite:///{}/a.db", "sqlite:///{}/a.db", "--to: is the same database as --from"),
        ("sqlite:///{}/a.db", "sqlite:///{}/b.db", "--from: there is no database {}/a.db"),
        ("sqlite:///{}/a.db", "postgresql://me:hush@127.0.0.1:1/b", "--from: there is no database {}/a.db"),
    ],
)
def test_what_cannot_be_moved_is_said_in_one_line(
    source: str, target: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert move(source.format(tmp_path), target.format(tmp_path)) == 2
    said = capsys.readouterr().err
    assert said.startswith(words.format(tmp_path))
    assert said.count("\n") == 1
    assert "hush" not in said
