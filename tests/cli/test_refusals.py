"""What keeps the bot from starting: one line that names the setting to look at, and status 2."""

from __future__ import annotations

import re
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import main
from bot.storage.migrate import migrations
from tests.cli.terminal import OTHER_TOKEN, TOKEN, Env, Said, api_server, ended, start, the_line


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
        "DATABASE_URL: file is not a database\n",
    )
