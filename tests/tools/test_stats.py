"""`stats` and `export`, as whoever looks after the machine uses them."""

from __future__ import annotations

import asyncio
import os
import resource
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.cli import main
from bot.course.shelf.shelf import Shelf
from tests.admin_school import AdminSchool
from tests.forked import Program, talk
from tests.school import Pupil

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def taught(closed: AdminSchool, grace: Pupil, monkeypatch: pytest.MonkeyPatch) -> AdminSchool:
    """A database with one learner in it, named by the environment."""
    async with closed.at_work():
        ada = closed.join("Ada")
        await ada.play("""
            > /start
            > [Begin]
        """)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{closed.database}")
    monkeypatch.setenv("CONTENT_DIR", str(closed.content))
    return closed


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def run(*arguments: str) -> Done:
    process = talk(Program("bot", arguments, str(ROOT), dict(os.environ)))
    out, err = process.communicate(timeout=60)
    return Done(process.wait(), out, err)


async def test_stats_prints_the_numbers(taught: AdminSchool) -> None:
    done = run("stats")
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 in all" in done.stdout
    assert "A cup of tea\n1 began it · " in done.stdout
    assert "<" not in done.stdout
    assert "What stays\nNothing can be said yet" in done.stdout


@pytest.mark.parametrize(
    "command", [("stats",), ("broadcast", "--text", "Hello", "--audience", "course:tea")]
)
async def test_beside_a_publication_a_command_reads_the_course_and_leaves_the_folder_alone(
    taught: AdminSchool, command: tuple[str, ...]
) -> None:
    Shelf(taught.content).keep("tea", taught.clock())
    (taught.content / "tea").rename(taught.content / ".versions" / "tea" / ".old")
    before = sorted(taught.content.rglob("*"))
    done = run(*command)
    assert (done.returncode, done.stderr) == (0, "")
    assert sorted(taught.content.rglob("*")) == before


async def test_export_writes_a_file_without_names_and_never_over_another(
    taught: AdminSchool, tmp_path: Path
) -> None:
    file = tmp_path / "progress.csv"
    done = run("export", "--what", "progress", str(file))
    assert (done.returncode, done.stdout) == (0, f"{file}: 1 row\n")
    assert file.read_text().splitlines()[1].startswith("1,tea,1,reading,cold,water,")
    again = run("export", "--what", "progress", str(file))
    assert again.returncode == 2
    assert again.stderr == f"{file}: exists already; name a file that does not\n"


async def test_an_export_that_cannot_be_finished_leaves_no_half_of_it(
    taught: AdminSchool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(taught.database)) as database, database:
        database.executemany(
            "INSERT INTO learners (id, first_name, language_code, pictures, created_at, seen_at, started_at)"
            " VALUES (?, 'A', 'en', 'shown', 1, 1, 1)",
            ((number,) for number in range(10, 20_000)),
        )
    file = tmp_path / "learners.csv"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        assert await asyncio.to_thread(main, ["export", "--what", "learners", str(file)]) == 2
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert capsys.readouterr().err == f"{file}: cannot be written (File too large)\n"
    assert not file.exists()


def test_without_a_database_one_line_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    for command in (["stats"], ["export", str(tmp_path / "x.csv")]):
        assert main(command) == 2
        assert capsys.readouterr().err == f"DATABASE_URL: there is no database {tmp_path / 'none.db'} yet\n"
