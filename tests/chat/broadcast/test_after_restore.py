"""After a restore nobody knows what has gone out since the backup was made: an admin is asked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.course.library import Library
from bot.storage.sqlite.backup import copy_database
from bot.storage.sqlite.restore import restore
from tests.chat.broadcast.station import SLOW, Station, announcements, begun, compose, received, shown
from tests.school import Pupil, write

pytestmark = pytest.mark.sqlite

RESTORED = "I work with a restored backup"
UNDER_WAY = "It was under way when the backup was made that I work with now."


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.db"


def go_back(station: Station, copy: Path) -> int:
    """How many broadcasts are on hold."""
    return restore(copy, station.database, station.clock()).on_hold


@pytest.mark.parametrize("paused", [False, True])
async def test_a_broadcast_that_was_under_way_goes_to_nobody_twice_unless_an_admin_says_so(
    paused: bool, closed: Station, tea: Library, copy: Path
) -> None:
    closed.limits = SLOW
    async with closed.open(tea):
        grace, ids = await begun(closed, 30)
        if paused:
            await grace.press("Pause")
        await copy_database(closed.database, copy)
        if paused:
            await grace.press("Go on ▸")
        await closed.over()
    assert received(closed, ids) == [1] * 30
    assert go_back(closed, copy) == 1
    left = closed.states()["unknown"]
    async with closed.open(tea):
        await shown(grace, UNDER_WAY)
        closed.look()
        await grace.say("/broadcast")
        assert received(closed, ids) == [1] * 30
        await grace.press("Broadcast 1")
        await grace.press(f"Send to {left} chats ▸")
        await closed.over()
    assert closed.states() == {"sent": 31}
    assert sum(received(closed, ids)) in (30 + left, 30 + left - 1)  # the admin may be one of them


async def test_one_that_was_under_way_and_is_let_be_is_over_and_tells_of_whom_nobody_knows(
    closed: Station, tea: Library, copy: Path
) -> None:
    closed.limits = SLOW
    async with closed.open(tea):
        grace, ids = await begun(closed, 30)
        await copy_database(closed.database, copy)
        await closed.over()
    go_back(closed, copy)
    async with closed.open(tea):
        await shown(grace, UNDER_WAY)
        await grace.press("Let it be")
        await closed.over()
        assert "cancelled" in grace.last["caption"]
    assert closed.states()["unknown"] > 0
    assert received(closed, ids) == [1] * 30


async def test_one_that_was_due_since_the_backup_is_asked_about_however_short_ago_it_was(
    closed: Station, tea: Library, copy: Path
) -> None:
    grace, ada = await scheduled(closed, tea, copy)
    closed.clock.now = datetime(2026, 3, 1, 18, 10, tzinfo=UTC)
    async with closed.open(tea):
        await closed.over()
    assert len(announcements(ada)) == 1
    assert go_back(closed, copy) == 1
    async with closed.open(tea):
        await shown(grace, RESTORED)
        await grace.press("Let it be")
    assert len(announcements(ada)) == 1


async def test_one_that_is_yet_to_come_goes_out_at_its_time(
    closed: Station, tea: Library, copy: Path
) -> None:
    _, ada = await scheduled(closed, tea, copy)
    assert go_back(closed, copy) == 0
    async with closed.open(tea):
        closed.clock.now = datetime(2026, 3, 1, 18, 10, tzinfo=UTC)
        closed.look()
        await closed.over()
    assert len(announcements(ada)) == 1


async def test_one_that_was_on_hold_already_is_asked_about_anew(
    closed: Station, tea: Library, copy: Path
) -> None:
    grace, ada = await scheduled(closed, tea, copy)
    closed.clock.now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    async with closed.open(tea):
        await shown(grace, "It was due 15 hours ago")
        await copy_database(closed.database, closed.database.with_name("later.db"))
        await grace.press("Send to 2 chats ▸")
        await closed.over()
    assert go_back(closed, closed.database.with_name("later.db")) == 1
    async with closed.open(tea):
        await shown(grace, RESTORED)
    assert len(announcements(ada)) == 1


async def test_one_that_paused_because_it_fails_everywhere_stays_as_it_is(
    closed: Station, tea: Library, copy: Path
) -> None:
    closed.limits = SLOW
    async with closed.open(tea):
        grace, _ = await begun(closed, 30)
        await grace.press("Pause")
        await closed.until("SELECT state FROM broadcasts", [("paused",)])
    write(closed, "UPDATE broadcasts SET problem = 'Message to copy not found'")
    await copy_database(closed.database, copy)
    assert go_back(closed, copy) == 0
    assert closed.rows("SELECT state FROM broadcasts") == [("paused",)]


async def scheduled(station: Station, tea: Library, copy: Path) -> tuple[Pupil, Pupil]:
    """A broadcast for the next 18:00, and a backup that was made before."""
    async with station.open(tea):
        grace, ada = await station.learners("Grace", "Ada")
        await compose(grace)
        await grace.press("When")
        await grace.press("Next 18:00")
        await grace.press("Schedule it ▸")
        await copy_database(station.database, copy)
    return grace, ada
