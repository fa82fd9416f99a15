"""The bot as a process of its own, killed with kill -9 while it publishes."""

from __future__ import annotations

import asyncio

import pytest

from bot.course.shelf.shelf import Shelf
from tests.admin_school import LEAVES, AdminSchool
from tests.forked import Program, start
from tests.processes import PATIENCE, ROOT, environment
from tests.school import LocalApi, Pupil

MOMENTS = ("before", "between", "after")


@pytest.mark.parametrize("moment", MOMENTS)
async def test_a_publish_that_a_kill_cut_short_is_done_once_the_bot_is_back(
    closed: AdminSchool, grace: Pupil, api: LocalApi, moment: str
) -> None:
    async with closed.at_work():
        await grace.say("/start")
        await closed.send(grace, "leaves.yaml", LEAVES)
    settings = environment(
        closed.database,
        TELEGRAM_API_URL=closed.url,
        CONTENT_DIR=str(closed.content),
        ADMIN_IDS=str(grace.id),
    )
    message, button = grace.find("Publish")
    closed.world.tap(grace.id, message["message_id"], button["callback_data"])
    dying = start(Program("tests.chat.school.dying_bot", (moment,), str(ROOT), settings))
    async with asyncio.timeout(PATIENCE):
        assert await dying.exit() == -9
    async with closed.at_work():
        await closed.settled()
        await grace.play("""
            ~ Published
            ✅ A cup of tea
        """)
    assert (closed.content / "tea" / "2-leaves.yaml").read_text() == LEAVES
    kept = list((closed.content / ".versions" / "tea").iterdir())
    assert len(Shelf(closed.content).versions("tea")) == len(kept) == 2
    assert not list((closed.content / ".incoming").iterdir())
