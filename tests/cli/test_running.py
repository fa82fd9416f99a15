"""The bot as a process of its own: it works, ends when it is told to, and is copied meanwhile."""

from __future__ import annotations

import asyncio
import re
import signal
import sqlite3
import urllib.error
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from aiohttp import web

from bot.cli import main
from tests.cli.terminal import (
    OTHER_TOKEN,
    PATIENCE,
    ROOT,
    TOKEN,
    Said,
    address,
    assert_whole,
    at_work,
    ended,
    start,
    the_line,
)
from tests.wire.servers import bot_api, ok, refusal, unused_address


@pytest.mark.parametrize(("name", "host"), [("SIGTERM", "127.0.0.1"), ("SIGINT", "0.0.0.0")])
def test_local_mode_shows_its_page_and_ends_in_peace(name: str, host: str, home: Path, capsys: Said) -> None:
    process = start(HOST=host, PYTHONPATH=str(ROOT))
    shown = address(process)
    page, _, key = shown.partition("/?key=")
    assert page.startswith("http://127.0.0.1:")
    assert bool(key) is (host == "0.0.0.0")
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(shown, timeout=PATIENCE) as answer:
        assert answer.status == 200
        assert b"<html" in answer.read()
    with pytest.MonkeyPatch.context() as env:
        env.setenv("DATABASE_URL", "sqlite:///tutorbot.sqlite")  # another database, but the same chats
        assert main([]) == 2
    assert the_line(capsys) == "DATABASE_URL: tutorbot.chat is in use by another process"
    process.send_signal(getattr(signal, name))
    out, err = ended(process, 0)
    assert out == ""
    began, signalled, stopped = (line.partition(" INFO    bot.app.process: ")[2] for line in err.splitlines())
    assert began.startswith(f"@local_tutor_bot is ready: local, {page}; tutorbot ")
    assert began.endswith(f", database {home / 'tutorbot.db'}, courses: tea")
    assert (signalled, stopped) == (f"stopping ({name}): what is under way is finished", "stopped")
    assert_whole(home / "tutorbot.db")


def test_a_page_that_others_can_reach_has_the_same_key_after_a_restart_and_lets_nobody_in_without(
    home: Path,
) -> None:
    process = start(HOST="0.0.0.0")
    page, _, key = address(process).partition("/?key=")
    for path in ("/", "/?key=" + "x" * 32, "/bot1:local/getMe"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(page + path, timeout=PATIENCE)
        assert refused.value.code in (401, 403)
    process.terminate()
    _, err = ended(process, 0)
    assert key not in err
    kept = home / "tutorbot.chat" / "key"
    assert (kept.read_text(), kept.stat().st_mode & 0o777) == (key, 0o600)
    again = start(HOST="0.0.0.0")
    assert address(again).endswith(f"/?key={key}")
    again.terminate()
    ended(again, 0)
    kept.write_text("torn")
    last = start(HOST="0.0.0.0")
    assert re.search(r"/\?key=[A-Za-z0-9_-]{32}$", address(last))


async def test_with_a_token_the_bot_answers_through_the_server_it_was_told_and_says_when_it_is_shut_out() -> (
    None
):
    async with at_work(TOKEN) as school:
        process = start(
            TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=school.url, LOG_FORMAT="json", LOG_LEVEL="debug"
        )
        ada = school.join("Ada")
        await ada.play("""
            > /start
            Hello Ada
        """)
        school.world.bot._token = OTHER_TOKEN  # as @BotFather does with /revoke
        school.world.bot._accepted.clear()
        school.world.say(ada.id, "/help")
        out, err = await asyncio.to_thread(ended, process, 2)
    assert out == ""
    assert err.splitlines()[-1] == "TELEGRAM_BOT_TOKEN: Telegram does not know this token"
    assert "Traceback" not in err
    assert "right-token" not in err
    assert "Ada" not in err


async def test_the_log_says_how_updates_come_where_health_is_asked_and_that_the_bot_has_stopped() -> None:
    async with at_work(TOKEN) as school:
        for way, variables in (
            ("polling", {}),
            ("webhook", {"WEBHOOK_URL": "https://example.org/secret-path", "WEBHOOK_SECRET": "s"}),
        ):
            process = start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=school.url, **variables)
            assert process.stderr
            line = await asyncio.to_thread(process.stderr.readline)
            assert re.search(rf"@\S+ is ready: {way}, /healthz at http://127\.0\.0\.1:\d+; tutorbot ", line)
            process.terminate()
            _, err = await asyncio.to_thread(ended, process, 0)
            assert [entry.rpartition(": ")[2] for entry in err.splitlines()][-1] == "stopped"
            assert "secret-path" not in line + err


async def test_a_bot_that_is_up_before_its_network_waits_and_then_works() -> None:
    port = int((await unused_address()).rpartition(":")[2])
    process = start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=f"http://127.0.0.1:{port}")
    assert process.stderr
    line = await asyncio.to_thread(process.stderr.readline)
    assert "WARNING bot.app.start: TELEGRAM_API_URL: no good answer from there yet (" in line
    assert "right-token" not in line
    async with at_work(TOKEN, port) as school:
        await school.join("Ada").play("""
            > /start
            Hello Ada
        """)
        process.terminate()
        await asyncio.to_thread(ended, process, 0)


async def test_a_bot_that_waits_for_its_network_ends_in_peace() -> None:
    process = start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=await unused_address())
    assert process.stderr
    await asyncio.to_thread(process.stderr.readline)
    process.terminate()
    await asyncio.to_thread(ended, process, 0)


async def test_a_bot_that_telegram_keeps_waiting_at_its_start_ends_in_peace() -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        if request.path.endswith("/getMe"):
            return ok({"id": 1, "is_bot": True, "first_name": "Tutor", "username": "tutor_bot"})
        asked.set()
        return await refusal(429, "Too Many Requests", retry_after=9)(request)

    asked = asyncio.Event()
    async with bot_api(answer) as url, asyncio.timeout(PATIENCE):
        process = start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=url)
        await asked.wait()
        process.terminate()
        _, err = await asyncio.to_thread(ended, process, 0)
    assert "is ready" not in err


async def test_a_backup_of_a_bot_at_work_has_its_rows(home: Path) -> None:
    async with at_work(TOKEN) as school:
        process = start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=school.url)
        ada = school.join("Ada")
        await ada.play("""
            > /start tea--water
            Cold water
        """)
        said = await asyncio.to_thread(ended, start("backup", "copy.db"), 0)
        assert said == ("", "")
        process.terminate()
        await asyncio.to_thread(ended, process, 0)
    assert_whole(home / "copy.db")
    with closing(sqlite3.connect(home / "copy.db")) as copy:
        assert copy.execute("SELECT first_name FROM learners").fetchall() == [("Ada",)]
        assert copy.execute("SELECT learner_id, place_id FROM progress").fetchall() == [(ada.id, "cold")]


def test_a_backup_overwrites_nothing(home: Path, capsys: Said) -> None:
    (home / "copy.db").write_text("precious")
    (home / "tutorbot.db").touch()
    assert main(["backup", "copy.db"]) == 2
    assert the_line(capsys) == "copy.db: exists already; name a file that does not"
    assert (home / "copy.db").read_text() == "precious"


def test_a_backup_that_cannot_be_made_says_why_and_leaves_nothing(home: Path, capsys: Said) -> None:
    assert main(["backup", "copy.db"]) == 2
    assert the_line(capsys) == "DATABASE_URL: there is no database tutorbot.db yet"
    (home / "tutorbot.db").write_text("Dear reader, " * 100)
    assert main(["backup", "copy.db"]) == 2
    assert the_line(capsys) == "DATABASE_URL: file is not a database"
    (home / "copies").mkdir()
    assert main(["backup", "copies"]) == 2
    assert the_line(capsys) == "copies: is a folder; name a file in it"
    (home / "copies").rmdir()
    assert main(["backup", "nowhere/copy.db"]) == 2
    assert the_line(capsys) == "nowhere/copy.db: cannot be written (No such file or directory)"
    assert [file.name for file in home.iterdir()] == ["tutorbot.db"]
