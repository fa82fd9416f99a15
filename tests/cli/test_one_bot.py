"""One bot at a time on a database; what only reads or queues goes on beside it."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli import main
from bot.storage.lock import DatabaseInUseError
from bot.storage.sqlite import lock as locks
from bot.storage.sqlite.lock import Lock
from tests.cli.terminal import Env, Said, address, ended, start, the_line


@pytest.mark.parametrize("way", ["the same path", "a link", "an absolute path"])
def test_a_second_bot_on_a_database_says_who_is_at_work_there_and_ends(
    way: str, home: Path, env: Env, capsys: Said
) -> None:
    process = start()
    page = address(process)
    (home / "linked.db").symlink_to("tutorbot.db")
    paths = {"a link": "linked.db", "an absolute path": f"{home}/tutorbot.db"}
    path = paths.get(way, "tutorbot.db")
    env.setenv("DATABASE_URL", f"sqlite:///{path}")
    for command in ("run", "local"):
        assert main([command]) == 2
        where = f"at {page} (process {process.pid}, DATABASE_URL {path})"
        line = f"tutorbot is running here already, {where}"
        assert the_line(capsys) == line
    process.terminate()
    ended(process, 0)


def test_after_a_kill_the_next_bot_starts_and_nobody_is_said_to_be_at_work(home: Path) -> None:
    for _ in range(2):
        process = start()
        address(process)
        process.send_signal(signal.SIGKILL)
        ended(process, -signal.SIGKILL)
    process = start()
    address(process)
    process.terminate()
    ended(process, 0)
    assert (home / "tutorbot.db.lock").read_text() == ""


def test_what_reads_or_queues_works_beside_a_running_bot(capsys: Said) -> None:
    process = start()
    address(process)
    for command in (
        ["stats"],
        ["backup", "copy.db"],
        ["export", "rows.csv"],
        ["broadcast", "--text", "Hi", "--audience", "everyone"],
    ):
        assert main(command) == 0, capsys.readouterr().err
    process.terminate()
    ended(process, 0)


def test_a_lock_that_cannot_be_made_is_named_in_one_line(home: Path, capsys: Said) -> None:
    (home / "tutorbot.db.lock").mkdir()
    assert main([]) == 2
    assert the_line(capsys) == f"DATABASE_URL: {home}/tutorbot.db.lock cannot be written (Is a directory)"


def test_a_lock_is_one_for_a_database_and_free_again_when_it_is_given_back(tmp_path: Path) -> None:
    database, link = tmp_path / "school.db", tmp_path / "link.db"
    link.symlink_to(database)
    lock = Lock.take(database)
    with pytest.raises(
        DatabaseInUseError, match=rf"link.db is in use by another bot \(process {os.getpid()}\)"
    ):
        Lock.take(link)
    lock.tell("@tutor_bot")
    with pytest.raises(DatabaseInUseError) as refusal:
        Lock.take(link)
    assert (refusal.value.holder.process, refusal.value.holder.place) == (str(os.getpid()), "@tutor_bot")
    lock.release()
    Lock.take(link).release()


def test_whoever_holds_the_lock_and_has_not_said_who_they_are_is_another_process(tmp_path: Path) -> None:
    lock = Lock.take(tmp_path / "school.db")
    (tmp_path / "school.db.lock").write_text("")
    with pytest.raises(DatabaseInUseError, match="another process"):
        Lock.take(tmp_path / "school.db")
    lock.release()


def test_a_process_on_another_machine_is_said_to_be_there(tmp_path: Path, monkeypatch: Env) -> None:
    lock = Lock.take(tmp_path / "school.db")
    monkeypatch.setattr(locks.socket, "gethostname", lambda: "elsewhere")
    with pytest.raises(DatabaseInUseError, match=rf"process {os.getpid()} on "):
        Lock.take(tmp_path / "school.db")
    lock.release()


def test_without_such_locks_as_on_windows_the_bot_starts_all_the_same(
    tmp_path: Path, monkeypatch: Env
) -> None:
    monkeypatch.setattr(locks, "fcntl", None)
    first, second = Lock.take(tmp_path / "school.db"), Lock.take(tmp_path / "school.db")
    first.release()
    second.release()


async def test_a_database_held_by_another_program_is_waited_for_and_that_is_said(home: Path) -> None:
    other = held(home / "tutorbot.db")
    process = start()
    assert process.stderr
    line = await asyncio.to_thread(process.stderr.readline)
    assert " DATABASE_URL: tutorbot.db: database is locked, by another program; next try in" in line
    other.close()
    await asyncio.to_thread(address, process)
    process.terminate()
    await asyncio.to_thread(ended, process, 0)


def test_a_bot_that_waits_for_its_database_ends_in_peace(home: Path) -> None:
    with closing(held(home / "tutorbot.db")):
        process = start()
        assert process.stderr
        process.stderr.readline()
        process.terminate()
        assert "is ready" not in ended(process, 0)[1]


def held(path: Path) -> sqlite3.Connection:
    """Somebody's shell is in the middle of something."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("PRAGMA journal_mode = WAL")
    other.execute("CREATE TABLE IF NOT EXISTS notes (text)")
    other.execute("BEGIN EXCLUSIVE")
    return other


def test_a_database_that_may_not_be_written_to_ends_the_start(capsys: Said, monkeypatch: Env) -> None:
    monkeypatch.setattr(sqlite3, "connect", _refusing(sqlite3.connect, "PRAGMA query_only = ON"))
    assert main([]) == 2
    assert the_line(capsys) == "DATABASE_URL: tutorbot.db: attempt to write a readonly database"


def _refusing(connect: object, pragma: str) -> object:
    def connected(*arguments: object, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)  # type: ignore[operator]
        connection.execute(pragma)
        return connection

    return connected
