"""A group on a phone: how the bot comes there, and its topics."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.browser.chatting import click, keep_picture, newest, write
from tests.browser.house import House, Tab
from tests.school import School

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PHONE = {"width": 390, "height": 844}


async def test_a_new_group_says_how_to_add_the_bot_and_has_its_topics(house: House) -> None:
    page, _ = await house.visit("Ada", **PHONE)
    await found(page, "Tea club", "Group with topics")
    absent = page.locator("#absent")
    await expect(absent).to_contain_text("is not in this group yet.")
    await keep_picture(page, "group-absent")
    await absent.get_by_role("button").click()
    await expect(absent).to_be_hidden()
    topics = page.locator("#topics")
    await topics.get_by_role("button", name="New topic").click()
    await page.get_by_role("textbox", name="Name of a new topic").fill("Green tea")
    await page.get_by_role("button", name="Add", exact=True).click()
    await expect(topics.locator("[aria-current]")).to_have_text("Green tea")
    await keep_picture(page, "topic-upkeep")
    await page.keyboard.press("Escape")
    await write(page, "/lesson")
    heard = await said(house)
    assert heard["is_topic_message"]
    thread = heard["message_thread_id"]
    await house.bot.sendMessage(chat_id=heard["chat"]["id"], text="In General")
    await expect(newest(page)).to_contain_text("/lesson")
    await expect(topics).to_contain_text("General (new messages)")
    await house.bot.sendMessage(chat_id=heard["chat"]["id"], message_thread_id=thread, text="In the topic")
    await expect(newest(page)).to_contain_text("In the topic")
    await keep_picture(page, "topic")
    await topics.get_by_role("button", name="General").click()
    await expect(newest(page)).to_contain_text("In General")


async def test_a_topic_is_renamed_closed_and_deleted(house: House) -> None:
    page, _ = await house.visit("Ada", **PHONE)
    await found(page, "Tea club", "Group with topics")
    topics = page.locator("#topics")
    await topics.get_by_role("button", name="New topic").click()
    await page.get_by_role("textbox", name="Name of a new topic").fill("Green tea")
    await page.get_by_role("button", name="Add", exact=True).click()
    name = page.get_by_role("textbox", name="Name of the topic Green tea")
    await name.fill("Black tea")
    await name.press("Enter")
    await expect(topics.locator("[aria-current]")).to_have_text("Black tea")
    await page.get_by_role("button", name="Close Black tea").click()
    await expect(topics.locator("[aria-current]")).to_have_text("🔒 Black tea")
    await page.get_by_role("button", name="Open Black tea").click()
    await expect(topics.locator("[aria-current]")).to_have_text("Black tea")
    await page.get_by_role("button", name="Delete Black tea").click()
    await expect(topics.locator("[aria-current]")).to_have_text("General")


async def test_the_setup_of_a_group_fits_on_a_phone(docker_school: School, tab: Tab) -> None:
    page = await tab(f"{docker_school.url}/?name=Ada", **PHONE)
    await expect(page.locator("#my-name")).to_have_text("Ada")
    await found(page, "Docker study group", "Group")
    await page.locator("#absent").get_by_role("button").click()
    for label, picture in (
        ("Set it up", "setup-main"),
        ("Time zone: –", "setup-zone"),
        ("13:00 Berlin", "setup-ready"),
        ("Start ▸", "setup-started"),
        ("Post the first section now", "setup-posted"),
    ):
        await click(page, label)
        await keep_picture(page, picture)
    await expect(page.locator("#messages")).to_contain_text("1 of ")


async def said(house: House) -> dict[str, Any]:
    """The next text that somebody wrote."""
    while True:
        update = await house.bot.update()
        if "text" in (message := update.get("message", {})):
            return dict(message)


async def found(page: Page, title: str, kind: str) -> None:
    await page.locator("#chats-button").click()
    await page.get_by_role("textbox", name="Name of a new chat").fill(title)
    await page.get_by_role("combobox", name="Kind").select_option(label=kind)
    await page.get_by_role("button", name="Create").click()
    await expect(page.locator("#bot-name")).to_have_text(title)
