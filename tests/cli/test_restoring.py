"""Going back to a backup from the terminal."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.cli import main
from tests.cli.terminal import TOKEN, Env, Said, address, assert_whole, at_work, ended, start, the_line


async def test_a_restored_bot_goes_on_where_the_backup_was_made(home: Path) -> None:
    async with at_work(TOKEN) as school:
        process = start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=school.url)
        ada = school.join("Ada")
        await ada.play("""
            > /start tea--water
            Cold water
        """)
        await asyncio.to_thread(ended, start("backup", "copy.db"), 0)
        await ada.press("Next ▸")
        process.kill()
        await asyncio.to_thread(ended, process, -9)
        said, _ = await asyncio.to_thread(ended, start("restore", "copy.db"), 0)
        lines = said.splitlines()
        assert lines[0] == "tutorbot.db is restored from copy.db: 1 learner."
        kept = re.fullmatch(r"The database before it is kept as (.+/tutorbot\.db\.\d{8}-\d{6})\.", lines[1])
        assert kept
        assert place(Path(kept[1])) != place(home / "tutorbot.db") == "cold"
        process = start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=school.url)
        await ada.play("""
            > /continue
            Cold water
        """)
        process.terminate()
        await asyncio.to_thread(ended, process, 0)
    assert_whole(home / "tutorbot.db")


def place(path: Path) -> str:
    with closing(sqlite3.connect(path)) as database:
        found: str = database.execute("SELECT place_id FROM progress").fetchone()[0]
        return found


def test_while_a_bot_is_at_work_nothing_is_restored(home: Path, capsys: Said) -> None:
    process = start()
    page = address(process)
    assert main(["backup", "copy.db"]) == 0
    before = (home / "tutorbot.db").read_bytes()
    assert main(["restore", "copy.db"]) == 2
    assert the_line(capsys) == (
        f"tutorbot is running here already, at {page} (process {process.pid}, DATABASE_URL tutorbot.db)"
    )
    assert (home / "tutorbot.db").read_bytes() == before
    process.terminate()
    ended(process, 0)


def test_what_is_no_backup_is_refused_in_one_line(home: Path, capsys: Said) -> None:
    (home / "letter.db").write_text("Dear reader, " * 100)
    for file, line in (
        ("letter.db", "letter.db: is no database; nothing was changed"),
        ("nothing.db", "nothing.db: there is no such file; nothing was changed"),
    ):
        assert main(["restore", file]) == 2
        assert the_line(capsys) == line
    assert not (home / "tutorbot.db").exists()


def test_a_backup_brings_a_school_to_a_new_machine(home: Path, env: Env, capsys: Said) -> None:
    process = start()
    address(process)
    process.terminate()
    ended(process, 0)
    assert main(["backup", "copy.db"]) == 0
    env.setenv("DATABASE_URL", "sqlite:///new.db")
    assert main(["restore", "copy.db"]) == 0
    assert capsys.readouterr().out == "new.db is restored from copy.db: 0 learners.\n"
    assert_whole(home / "new.db")
