"""Looking something up on the page: by words, in the glossary, and by inline mode."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.chatting import click, keep_picture, newest, write
from tests.browser.house import House, Tab
from tests.school import School

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_words_find_and_the_glossary_explains_at_phone_width(docker_school: School, tab: Tab) -> None:
    page = await tab(docker_school.url, width=390, height=844)
    await page.get_by_role("button", name="START").click()
    await click(page, "Begin")
    await write(page, "What is a daemon?")
    await expect(newest(page)).to_contain_text("It is taught in “Docker Engine”.")
    await keep_picture(page, "found")
    await click(page, "1. Docker Engine")
    await expect(newest(page)).to_contain_text("Two main parts")
    await keep_picture(page, "look")
    await click(page, "Continue ▸ What is Docker?")
    await expect(newest(page)).to_contain_text("But it works on my machine!")
    await write(page, "/glossary")
    await expect(newest(page)).to_contain_text("Words of “What is Docker?”")
    await keep_picture(page, "glossary")
    await click(page, "C")
    await expect(newest(page)).to_contain_text("Command line interface")
    await keep_picture(page, "letter")
    await click(page, "Container")
    await expect(newest(page)).to_contain_text("It is taught in “Containers”")
    await keep_picture(page, "term")


async def test_inline_mode_lists_what_the_bot_offers_and_posts_what_is_chosen(
    docker_school: School, tab: Tab
) -> None:
    page = await tab(docker_school.url, width=390, height=844)
    await page.get_by_role("button", name="START").click()
    await expect(newest(page)).to_contain_text("Hello")
    await page.get_by_role("textbox", name="Message").press_sequentially(
        "@local_tutor_bot isolation", delay=5
    )
    offered = page.get_by_role("listbox", name="What the bot offers")
    await expect(offered.get_by_role("option")).not_to_have_count(0)
    await keep_picture(page, "offered")
    await offered.get_by_role("option", name="Containers and their advantages").first.click()
    await expect(newest(page)).to_contain_text("via @local_tutor_bot")
    await expect(newest(page)).to_contain_text("How can a container stay the same")
    await expect(page.get_by_role("textbox", name="Message")).to_have_value("")
    await keep_picture(page, "posted")
    await (
        newest(page)
        .get_by_role("link", name="Read it")
        .or_(newest(page).get_by_role("button", name="Read it"))
        .click()
    )
    await expect(newest(page)).to_contain_text("9 of 16")
    await keep_picture(page, "opened")


async def test_only_the_answer_to_what_stands_there_is_listed(house: House) -> None:
    page, ada = await house.visit("Ada")
    await house.bot.sendMessage(chat_id=ada, text="Hello")
    box = page.get_by_role("textbox", name="Message")
    await box.fill("@local_tutor_bot te")
    first = (await house.bot.update())["inline_query"]
    await box.fill("@local_tutor_bot tea")
    second = (await house.bot.update())["inline_query"]
    assert (first["query"], second["query"]) == ("te", "tea")
    for query, title in ((second, "Tea"), (first, "Te")):
        content = {"message_text": title}
        result = {"type": "article", "id": "1", "title": title, "input_message_content": content}
        await house.bot.answerInlineQuery(inline_query_id=query["id"], results=[result])
    await expect(page.get_by_role("option", name="Tea")).to_be_visible()
    await expect(page.get_by_role("option")).to_have_count(1)
    await box.press("Enter")
    posted = await house.bot.update()
    assert posted["message"]["text"] == "Tea"
