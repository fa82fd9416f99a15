"""Reminders in a real browser, at phone width: offered, set, and answered in the message that comes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.course.library import Library
from bot.emulator.web.server import Server
from bot.emulator.world.world import World
from tests.browser.chatting import click, keep_picture, newest, write
from tests.browser.house import Tab
from tests.school import School

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def reminding_school(tmp_path: Path, tea: Library) -> AsyncIterator[School]:
    server = Server(World())
    await server.start()
    school = School(server.world, server.url, tmp_path / "school.db")
    async with school.open(tea):
        yield school
    await server.stop()


async def test_an_offer_is_accepted_and_the_reminder_is_answered(reminding_school: School, tab: Tab) -> None:
    school, page = reminding_school, await tab(reminding_school.url, width=390, height=844)
    await page.get_by_role("button", name="START").click()
    for label in ("Begin", "Next ▸", "Next ▸", "Skip ▸"):
        await click(page, label)
    await expect(newest(page)).to_contain_text("Shall I ask you again tomorrow")
    await keep_picture(page, "reminder-offer")
    await click(page, "Another time")
    await keep_picture(page, "reminder-time")
    await click(page, "18")
    await keep_picture(page, "reminder-zone")
    await write(page, "Berlin")
    await expect(newest(page)).to_contain_text("Each day at 18:00 (Berlin)")
    await keep_picture(page, "reminder-set")
    for words in ("7 am", "25:99"):
        await write(page, f"/remind {words}")
        await expect(newest(page)).to_contain_text("or write it" if words == "7 am" else "no time of day")
        await keep_picture(page, f"reminder-{words[:2].strip()}")
    await write(page, "/remind")
    await expect(newest(page)).to_contain_text("Each day at 18:00 (Berlin)")
    school.execute(
        "INSERT INTO cards (learner_id, course_id, question_id, answer_key, reviews, due, aside, gone)"
        " SELECT id, 'tea', 'how-hot', 'x', 0, 0, 0, 0 FROM learners"
    )
    for day, name in ((3, "question"), (4, "second"), (5, "third"), (6, "last")):
        school.clock.now = datetime(2026, 3, day, 17, tzinfo=UTC)
        assert school.bot
        school.bot.wake()
        await expect(newest(page)).to_contain_text("My last questions" if name == "last" else "⏰")
        await keep_picture(page, f"reminder-{name}")
        await expect(page.get_by_role("article").filter(has_text="⏰ One card")).to_have_count(
            min(day - 2, 3)
        )
