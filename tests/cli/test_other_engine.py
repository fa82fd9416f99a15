"""What the command line says where the database is PostgreSQL's, and what it leaves to others."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bot import cli

URL = "postgresql://me:hush@127.0.0.1:1/school?sslmode=disable"


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", URL)
    monkeypatch.setenv("CONTENT_DIR", str(Path(__file__).parents[1] / "content"))


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.main(arguments) == 2
    line = capsys.readouterr().err
    assert line.count("\n") == 1
    assert "hush" not in line
    return line


def test_a_backup_is_made_by_a_program_of_its_own_whose_line_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert "pg_dump --format=custom --file='a copy' 'postgresql://me@127.0.0.1:1/school'" in said(
        capsys, "backup", "a copy"
    )


def test_so_is_going_back_to_one(capsys: pytest.CaptureFixture[str]) -> None:
    line = said(capsys, "restore", "copy")
    assert "stop the bot, then pg_restore" in line
    assert "--dbname='postgresql://me@127.0.0.1:1/school' copy" in line


def test_without_its_driver_the_line_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "bot.storage.postgres.database", None)
    monkeypatch.delattr("bot.storage.postgres.database", raising=False)
    line = said(capsys, "stats")
    assert line.startswith("DATABASE_URL: PostgreSQL needs psycopg: pip install 'tutorbot[postgres]'")


def test_where_no_server_answers_a_command_says_so_and_ends(capsys: pytest.CaptureFixture[str]) -> None:
    line = said(capsys, "stats")
    assert line.startswith("DATABASE_URL: postgresql://me@127.0.0.1:1/school: ")
    assert "Connection refused" in line
