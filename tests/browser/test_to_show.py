"""What a learner has to show, on a phone: the progress as a picture, and a certificate."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.course.library import Library
from tests.browser.chatting import click, keep_picture, newest, write
from tests.browser.graduate import at_the_end
from tests.browser.house import Tab, Theme
from tests.school import School

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_the_progress_is_a_picture_that_a_phone_shows_whole(
    docker_school: School, shipped: Library, tab: Tab, theme: Theme
) -> None:
    page = await at_the_end(docker_school, shipped, tab, theme)
    docker_school.execute(f"UPDATE learners SET theme = '{theme}'")
    await write(page, "/progress")
    await expect(newest(page)).to_contain_text("Weeks with practice: 3 of the last 12")
    picture = newest(page).locator("img")
    await expect(picture).to_be_visible()
    box = await picture.bounding_box()
    assert box
    assert 250 < box["width"] <= 390
    await keep_picture(page, f"progress-{theme}")


async def test_a_certificate_from_the_result_to_the_link_that_proves_it(
    docker_school: School, shipped: Library, tab: Tab
) -> None:
    page = await at_the_end(docker_school, shipped, tab)
    await write(page, "/progress")
    await click(page, "Your result ▸ What is Docker?")
    await expect(newest(page)).to_contain_text("you have been through the whole course")
    await keep_picture(page, "result-with-certificate")
    await click(page, "Your certificate ▸")
    await expect(newest(page)).to_contain_text("Which name should be on it?")
    await keep_picture(page, "certificate-name")
    await write(page, "Ada Lovelace")
    await expect(newest(page)).to_contain_text("3 lessons · 5 of 5 questions right, 5 at the first try")
    await expect(newest(page).locator("img")).to_be_visible()
    await keep_picture(page, "certificate")
    (number,) = docker_school.rows("SELECT id FROM certificates")[0]
    await write(page, f"/start cert-{number}")
    await expect(newest(page)).to_contain_text("This certificate is genuine")
    await keep_picture(page, "certificate-genuine")
