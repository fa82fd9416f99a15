"""A session of review in a real browser, at phone width: one message that turns into the next card."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import expect

from bot.emulator.web.server import Server
from bot.emulator.world.world import World
from tests import demo
from tests.browser.chatting import click, keep_picture, newest, write
from tests.browser.house import Tab
from tests.school import School

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ASKED = ("how-hot", "a-card", "pairs", "several")


@pytest_asyncio.fixture(loop_scope="session")
async def review_school(tmp_path: Path) -> AsyncIterator[School]:
    server = Server(World())
    await server.start()
    school = School(server.world, server.url, tmp_path / "school.db")
    async with school.open(demo.library()):
        yield school
    await server.stop()


async def test_a_session_stays_one_message(review_school: School, tab: Tab) -> None:
    page = await tab(review_school.url, width=390, height=844)
    await page.get_by_role("button", name="START").click()
    await click(page, "Begin")
    learned(review_school)
    await write(page, "/review")
    await expect(newest(page)).to_contain_text(f"1 of {len(ASKED)}")
    shown = await page.get_by_role("article").count()
    for number in range(1, len(ASKED) + 1):
        await expect(newest(page)).to_contain_text(f"{number} of {len(ASKED)}")
        await keep_picture(page, f"review-{number}-asked")
        if await newest(page).get_by_role("button", name="Turn it over").count():
            await click(page, "Turn it over")
            await keep_picture(page, f"review-{number}-turned")
            await click(page, "Good · 11 d")
        else:
            await click(page, "I don't know")
        await keep_picture(page, f"review-{number}-answered")
        if await newest(page).get_by_role("button", name="Show the section").count():
            await click(page, "Show the section")
            await keep_picture(page, f"review-{number}-section")
            await click(page, "◂ To the card")
        await click(page, "Next card ▸")
    await expect(newest(page)).to_contain_text("1 of 4 cards remembered")
    await keep_picture(page, "review-end")
    assert await page.get_by_role("article").count() == shown
    await write(page, "/review")
    await expect(newest(page)).to_contain_text("Nothing to review now.")
    await keep_picture(page, "review-nothing")


def learned(school: School) -> None:
    """These were answered rightly two days ago."""
    (learner_id,) = school.rows("SELECT id FROM learners")[0]
    at = int(school.clock.now.timestamp() * 1000) - 48 * 3_600_000
    for question_id in ASKED:
        school.execute(
            "INSERT INTO answers (learner_id, course_id, run, step_id, attempt, chosen, result, answered_at)"
            f" VALUES ({learner_id}, 'every-kind', 1, '{question_id}', 1, 'good', 'recalled', {at})"
        )
