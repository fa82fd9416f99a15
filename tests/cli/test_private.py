"""What is written is for the eyes of whoever runs the bot: on a machine that others use, too."""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from tests.cli.terminal import TOKEN, address, at_work, ended, start


@pytest.fixture(autouse=True)
def _usual_mask() -> Iterator[None]:
    """As it is on most machines: what is made is readable for all."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def test_what_local_mode_writes_is_read_by_its_owner_alone(home: Path) -> None:
    process = start()
    address(process)
    made = {path.relative_to(home).as_posix(): mode(path) for path in home.rglob("*")}
    process.terminate()
    ended(process, 0)
    assert made.pop("tutorbot.chat") == made.pop("tutorbot.chat/files") == "0o700"
    assert {"tutorbot.db", "tutorbot.db-wal", "tutorbot.db-shm", "tutorbot.chat/journal.jsonl"} <= made.keys()
    assert set(made.values()) == {"0o600"}


async def test_a_copy_and_an_export_are_read_by_their_owner_alone(home: Path) -> None:
    async with at_work(TOKEN) as school:
        process = start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=school.url)
        await school.join("Ada").play("""
            > /start
            Hello Ada
        """)
        process.terminate()
        await asyncio.to_thread(ended, process, 0)
    for command in (["backup", "copy.db"], ["export", "rows.csv"]):
        ended(start(*command), 0)
        assert mode(home / command[1]) == "0o600"


def test_a_file_that_is_there_keeps_the_mode_that_somebody_chose(home: Path) -> None:
    database = home / "tutorbot.db"
    database.touch()
    database.chmod(0o640)
    process = start()
    address(process)
    assert mode(database) == mode(home / "tutorbot.db-wal") == "0o640"
    process.terminate()
    ended(process, 0)
    assert mode(database) == "0o640"


def test_a_command_leaves_the_mask_of_its_process_as_it_was() -> None:
    assert main(["check"]) == 0
    assert os.umask(0o022) == 0o022
