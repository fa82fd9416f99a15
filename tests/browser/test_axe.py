"""What axe-core, Deque's checker of accessibility, finds on the page: nothing, whatever is on show."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from bot.course.library import Library
from tests.browser.accessibility import look
from tests.browser.chatting import click, newest, write
from tests.browser.filled_chat import fill_chat
from tests.browser.graduate import at_the_end
from tests.browser.house import House, Tab, Theme, until_page_is
from tests.school import School

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize(
    ("theme", "language"), [("light", "en"), ("dark", "en"), ("light", "de"), ("dark", "ar")]
)
async def test_axe_finds_nothing(house: House, theme: Theme, language: str) -> None:
    commands = [{"command": name, "description": f"About {name}"} for name in ("start", "help", "lessons")]
    await house.bot.setMyCommands(commands=commands)
    await house.bot.setMyDescription(description="I teach one small step at a time.")
    url = f"{house.server.url}/?name=Ada&language={language}"
    page = await house.tab(url, width=390, height=844, theme=theme)
    await until_page_is(page, theme)
    await expect(page.locator("#start")).to_be_visible()
    found = await look(page, "an empty chat")
    await page.locator("#start").click()
    ada = (await house.bot.update())["message"]["from"]["id"]
    await fill_chat(house, ada)
    await expect(page.get_by_role("article")).to_have_count(6)
    found += await look(page, "messages of all kinds")
    await page.locator("#command-button").click()
    found += await look(page, "the list of commands")
    await page.keyboard.press("Escape")
    for button, name in (("#chats-button", "the chats"), ("#person", "the people")):
        await page.locator(button).click()
        found += await look(page, name)
        await page.keyboard.press("Escape")
    await page.get_by_role("img", name="The Engine").click()
    found += await look(page, "a large picture")
    await page.keyboard.press("Escape")
    group = house.world.groups.create("Tea", ada, "supergroup", topics=True)
    house.world.groups.add_member(group.id, house.world.join("Ben").id, by=ada)
    await page.locator("#chats-button").click()
    await page.get_by_role("button", name="Tea").click()
    found += await look(page, "a group with topics")
    await page.locator("#chats-button").click()
    found += await look(page, "a group's people")
    assert found == []


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing_in_what_stays_of_a_course(
    docker_school: School, shipped: Library, tab: Tab, theme: Theme
) -> None:
    page = await at_the_end(docker_school, shipped, tab, theme)
    docker_school.execute(f"UPDATE learners SET theme = '{theme}'")
    docker_school.clock.pass_(days=30)
    for words in ("What is a daemon?", "/find contaner", "/glossary", "/remind", "/settings", "/progress"):
        await write(page, words)
        await docker_school.settled()
    await click(page, "Your certificate ▸ What is Docker?")
    await write(page, "Ada Lovelace")
    await expect(newest(page)).to_contain_text("of 5 questions right")
    await write(page, f"/start cert-{docker_school.rows('SELECT id FROM certificates')[0][0]}")
    await expect(newest(page)).to_contain_text("This certificate is genuine")
    await write(page, "/review")
    await expect(newest(page)).to_contain_text("1 of ")
    found = await look(page, "what is found and shown, and a card")
    await click(page, "I don't know")
    found += await look(page, "an answered card")
    await click(page, "Enough for now")
    found += await look(page, "a review that was left")
    assert found == []
