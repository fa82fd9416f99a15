"""What keeps the bot from starting: one line that names the setting to look at, and status 2."""

from __future__ import annotations

import os
import re
import shutil
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import main
from bot.storage.schema import migrations
from tests.cli.terminal import OTHER_TOKEN, ROOT, TOKEN, Env, Said, api_server, ended, start, the_line


def test_help_names_every_command(capsys: Said) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    said = capsys.readouterr().out
    assert all(
        re.search(rf"^ +{command} ", said, re.MULTILINE) for command in ("run", "local", "check", "backup")
    )


@pytest.mark.parametrize("arguments", [["nonsense"], ["backup"], ["run", "now"]])
def test_what_is_no_command_is_told_how_to_use_it(arguments: list[str], capsys: Said) -> None:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m bot")


@pytest.mark.parametrize("command", [["run"], ["local"], []])
def test_without_courses_nothing_starts(command: list[str], env: Env, capsys: Said) -> None:
    env.setenv("CONTENT_DIR", "nowhere")
    assert main(command) == 2
    assert the_line(capsys) == "CONTENT_DIR: there is no folder nowhere"


@pytest.mark.parametrize("token", ["", TOKEN])
def test_a_database_in_a_folder_that_is_not_there_is_refused(token: str, env: Env, capsys: Said) -> None:
    env.setenv("TELEGRAM_BOT_TOKEN", token)
    env.setenv("DATABASE_URL", "sqlite:///no/such/school.db")
    assert main([]) == 2
    assert the_line(capsys) == "DATABASE_URL: there is no folder no/such"


def test_a_database_of_a_newer_program_is_refused(home: Path, capsys: Said) -> None:
    with closing(sqlite3.connect(home / "tutorbot.db")) as newer:
        newer.execute("PRAGMA user_version = 999")
    assert main([]) == 2
    known = len(migrations())
    assert the_line(capsys).startswith(
        f"DATABASE_URL: the database has schema 999, this program knows {known}:"
    )


@pytest.mark.parametrize("token", ["", TOKEN])
def test_a_port_in_use_is_named(token: str, env: Env, capsys: Said) -> None:
    with socket.socket() as taken, api_server(TOKEN) as url:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        env.setenv("PORT", str(port))
        env.setenv("TELEGRAM_BOT_TOKEN", token)
        env.setenv("TELEGRAM_API_URL", url)
        assert main([]) == 2
        assert re.fullmatch(
            f"PORT: cannot listen on 127.0.0.1:{port} .*[Aa]ddress already in use.*", the_line(capsys)
        )


@pytest.mark.parametrize("host", ["192.0.2.1", "127.0.0.2"])
def test_the_local_chat_listens_where_it_would_be_answered_only(host: str, env: Env, capsys: Said) -> None:
    env.setenv("HOST", host)
    assert main([]) == 2
    assert the_line(capsys).startswith("HOST: without a token the bot listens on 127.0.0.1, ")


def test_a_folder_of_chats_that_cannot_be_used_is_named(home: Path, capsys: Said) -> None:
    (home / "tutorbot.chat").write_text("a file")
    assert main([]) == 2
    assert the_line(capsys).startswith("DATABASE_URL: cannot use tutorbot.chat (")


@pytest.mark.parametrize("command", ["check", "run", "backup"])
def test_a_value_that_is_wrong_is_named_by_each_command(command: str, env: Env, capsys: Said) -> None:
    env.setenv("PORT", "http")
    assert main([command, *(["copy.db"] if command == "backup" else [])]) == 2
    assert the_line(capsys) == "PORT: must be a number from 0 (any free one) to 65535"


def test_a_token_that_telegram_does_not_know_is_named_and_not_shown(env: Env, capsys: Said) -> None:
    with api_server(TOKEN) as url:
        env.setenv("TELEGRAM_BOT_TOKEN", OTHER_TOKEN)
        env.setenv("TELEGRAM_API_URL", url)
        assert main([]) == 2
    assert the_line(capsys) == "TELEGRAM_BOT_TOKEN: Telegram does not know this token"


def test_what_is_no_token_is_named_and_not_shown(env: Env, capsys: Said) -> None:
    env.setenv("TELEGRAM_BOT_TOKEN", "my secret")
    assert main([]) == 2
    line = the_line(capsys)
    assert line.startswith("TELEGRAM_BOT_TOKEN: is not a token")
    assert "secret" not in line


def test_a_file_that_is_no_database_leaves_no_trace_of_code(home: Path) -> None:
    (home / "letter.db").write_text("Dear reader, " * 100)
    assert ended(start(DATABASE_URL="sqlite:///letter.db"), 2) == (
        "",
        "DATABASE_URL: letter.db: file is not a database\n",
    )


def test_a_database_that_is_a_folder_is_refused(home: Path, env: Env, capsys: Said) -> None:
    (home / "data").mkdir()
    env.setenv("DATABASE_URL", "sqlite:///data")
    assert main([]) == 2
    assert the_line(capsys) == "DATABASE_URL: data is a folder; name a file in it"


@pytest.mark.parametrize("admins", ["anna", "@anna", "5, anna", "-5"])
def test_admins_are_named_by_numbers_and_it_is_said_where_they_are_told(
    admins: str, env: Env, capsys: Said
) -> None:
    env.setenv("ADMIN_IDS", admins)
    assert main([]) == 2
    assert the_line(capsys).startswith("ADMIN_IDS: must be Telegram user ids (numbers)")


TOO_LONG = "x" * 300
"""A name that no file system takes: looking for it fails, as in a folder that may not be looked into."""


@pytest.mark.parametrize(
    ("setting", "command", "line"),
    [
        ("DATABASE_URL=sqlite:///{}/school.db", ["stats"], "DATABASE_URL: {} cannot be read ("),
        ("CONTENT_DIR={}", ["run"], "CONTENT_DIR: {} cannot be read ("),
        ("CONTENT_DIR={}", ["check"], "{} cannot be read ("),
        ("", ["check", "{}"], "{} cannot be read ("),
        ("", ["backup", "{}"], "{}: cannot be written ("),
        ("", ["export", "{}"], "{}: cannot be written ("),
    ],
)
def test_what_may_not_be_looked_at_is_named(
    setting: str, command: list[str], line: str, home: Path, env: Env, capsys: Said
) -> None:
    with closing(sqlite3.connect(home / "tutorbot.db")) as database:
        database.execute("VACUUM")
    name, _, value = setting.partition("=")
    if name:
        env.setenv(name, value.format(TOO_LONG))
    assert main([part.format(TOO_LONG) for part in command]) == 2
    assert the_line(capsys).startswith(line.format(TOO_LONG))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into everything")
@pytest.mark.parametrize("command", [["run"], ["check"]])
def test_courses_that_may_not_be_read_are_named(
    command: list[str], home: Path, env: Env, capsys: Said
) -> None:
    (home / "courses").mkdir(mode=0o000)
    env.setenv("CONTENT_DIR", "courses")
    assert main(command) == 2
    assert the_line(capsys).endswith("courses cannot be read (Permission denied)")


@pytest.mark.parametrize("missing", ["templates", "templates/learner/words.j2"])
def test_a_copy_without_its_words_does_not_start(missing: str, home: Path) -> None:
    for folder in ("bot", "templates"):
        shutil.copytree(ROOT / folder, home / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (shutil.rmtree if missing == "templates" else Path.unlink)(home / missing)
    _, line = ended(start(PYTHONPATH=str(home)), 2)
    assert re.fullmatch(rf"templates: {home}/templates/[\w/]+\.j2 cannot be read; the bot runs .*\n", line)


def test_a_mistake_in_the_words_is_named_with_its_line(home: Path) -> None:
    for folder in ("bot", "templates"):
        shutil.copytree(ROOT / folder, home / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (home / "templates" / "learner" / "words.j2").write_text("{# fine #}\n{% set next = %}\n")
    _, line = ended(start(PYTHONPATH=str(home)), 2)
    assert line.startswith(f"templates: {home}/templates/learner/words.j2:2: ")
    assert line.count("\n") == 1
