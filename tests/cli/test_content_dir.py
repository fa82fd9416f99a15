"""CONTENT_DIR as a crash, or a disk that failed, has left it: the bot starts, and the commands only read."""

from __future__ import annotations

import asyncio
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app.process import put_in_order
from bot.cli import main
from bot.course.shelf.shelf import Shelf
from tests.cli.terminal import TEA, TOKEN, Env, Said, at_work, ended, start
from tests.failing_disk import Countdown, asked, broken

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def content(home: Path, env: Env) -> Path:
    """A folder of courses in which a publication was cut short: the course's folder is not where it was."""
    content = home / "courses"
    shutil.copytree(TEA, content)
    Shelf(content).keep("tea", NOW)
    (content / "tea").rename(content / ".versions" / "tea" / ".old")
    (content / ".versions" / "tea" / ".swap").touch()
    (content / ".versions" / "tea" / ".20260301T120000Z-0123").mkdir()
    env.setenv("CONTENT_DIR", str(content))
    return content


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


async def test_the_bot_starts_after_a_publication_that_was_cut_short_and_leaves_nothing_half_done(
    content: Path,
) -> None:
    async with at_work(TOKEN) as school:
        process = start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=school.url)
        await school.join("Ada").play("""
            > /start tea--water
            Cold water
        """)
        process.terminate()
        _, err = await asyncio.to_thread(ended, process, 0)
    assert err.splitlines()[0].endswith("courses: tea")
    left = [name for name in names(content) if "/." in name or name.startswith(".incoming")]
    assert left == []
    assert "tea/course.yaml" in names(content)


def test_what_only_looks_at_the_courses_finds_them_and_changes_nothing(content: Path, capsys: Said) -> None:
    before = names(content)
    assert main(["check"]) == 0
    assert capsys.readouterr().out.startswith("tea: 2 lessons")
    assert names(content) == before


def test_what_cannot_be_put_in_order_is_said_in_a_line_and_stops_nothing(
    content: Path, caplog: pytest.LogCaptureFixture
) -> None:
    before = names(content)
    with asked(Countdown(content / ".versions", 1, broken, lasting=True)):
        put_in_order(content)
    assert caplog.messages == [
        "CONTENT_DIR: tea cannot be put in order (Input/output error)",
    ]
    assert names(content) == before


def test_a_course_that_cannot_be_had_is_taught_as_it_was_last(
    content: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def unreadable(path: str) -> None:
        if path == str(content / "tea"):
            broken()

    with asked(unreadable, looks=True):
        put_in_order(content)
    assert caplog.messages == ["CONTENT_DIR: tea is not to be had; its last good version is taught"]


def test_beside_a_bot_that_owns_the_folder_nothing_is_put_in_order(
    content: Path, caplog: pytest.LogCaptureFixture
) -> None:
    owner, before = Shelf(content), names(content)
    owner.claim()
    put_in_order(content)
    assert caplog.messages == ["CONTENT_DIR: is not put in order (another bot is at work there)"]
    assert names(content) == before
    owner.close()
