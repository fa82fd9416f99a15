"""The school run from the chat page, in a real browser: an admin publishes a lesson and announces it, and a
learner opens it from the announcement."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.emulator.world.world import World
from tests.admin_school import LEAVES, AdminSchool, admin_school
from tests.browser.chatting import click, keep_picture, newest, write
from tests.browser.house import Tab
from tests.school import LocalApi, School

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def office(tmp_path: Path) -> AsyncIterator[AdminSchool]:
    """A bot at work in a school where Grace is an admin."""
    api = LocalApi(World())
    await api.start()
    school = admin_school(School(api.world, api.url, tmp_path / "school.db"), tmp_path)
    school.appoint("Grace")
    async with school.at_work():
        yield school
    await api.stop()


async def test_an_admin_publishes_a_lesson_and_announces_it_and_a_learner_opens_it(
    office: AdminSchool, tab: Tab, tmp_path: Path
) -> None:
    ada, grace = [await visit(tab, office, name) for name in ("Ada", "Grace")]
    file = tmp_path / "leaves.yaml"
    file.write_text(LEAVES)
    await grace.locator("#file").set_input_files(file)
    await expect(newest(grace)).to_contain_text("A cup of tea – no mistakes")
    await expect(newest(grace)).to_contain_text("new: Wait")
    await keep_picture(grace, "admin-changes")
    await click(grace, "See it as learners will")
    await expect(newest(grace)).to_contain_text("Two spoons a cup.")
    await click(grace, "▸")
    await expect(newest(grace)).to_contain_text("Three minutes.")
    await keep_picture(grace, "admin-preview")
    await click(grace, "Publish")
    await expect(newest(grace)).to_contain_text("is taught like this from now on")
    await click(grace, "Announce it")
    await keep_picture(grace, "admin-announce")
    await click(grace, re.compile("^Send to 2 chats"))
    await expect(newest(ada)).to_contain_text("New: Leaves")
    await keep_picture(ada, "announcement")
    await newest(ada).get_by_role("button", name="Open the lesson ▸").click()
    await expect(newest(ada)).to_contain_text("Two spoons a cup.")
    await click(ada, "Next ▸")
    await expect(newest(ada)).to_contain_text("Three minutes.")
    await click(ada, "Mistake?")
    await expect(newest(ada)).to_contain_text("What is not right here?")
    await keep_picture(ada, "announced-lesson")
    await write(ada, "I waited four.")
    await expect(newest(ada)).to_contain_text("Thank you, Ada.")
    await expect(newest(grace)).to_contain_text("I waited four.")


async def test_an_admin_sees_the_statistics_as_a_picture(office: AdminSchool, tab: Tab) -> None:
    grace = await visit(tab, office, "Grace")
    await write(grace, "/admin")
    await expect(newest(grace)).to_contain_text("The school")
    await keep_picture(grace, "admin-menu")
    await click(grace, "Statistics")
    await expect(newest(grace)).to_contain_text("1 in all")
    await expect(grace.get_by_role("article").nth(-2).locator("img")).to_be_visible()
    await keep_picture(grace, "admin-statistics")


async def visit(tab: Tab, school: AdminSchool, name: str) -> Page:
    page = await tab(f"{school.url}/?name={name}", width=390, height=844)
    await page.get_by_role("button", name="START").click()
    await expect(newest(page)).to_contain_text(f"Hello {name}")
    return page
