"""What a person does on the chat page in a real browser: begin, write, be another, lose the connection."""

from __future__ import annotations

from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import expect

from bot.emulator.web.server import Server
from bot.emulator.world.world import World
from tests.browser.hand import Hand, keys
from tests.browser.house import House, Tab, until_page_is

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_very_first_click_of_a_newcomer_is_start(house: House) -> None:
    await house.bot.setMyDescription(description="I teach one small step at a time.")
    page = await house.tab(house.server.url)
    await expect(page.get_by_text("I teach one small step at a time.")).to_be_visible()
    await page.get_by_role("button", name="START").click()
    message = (await house.bot.update())["message"]
    assert (message["text"], message["from"]["first_name"]) == ("/start", "Guest 1")
    await expect(page.get_by_role("textbox", name="Message")).to_be_focused()


async def test_two_people_in_two_tabs_do_not_see_each_others_chat(house: House) -> None:
    ada_page, ada = await house.visit("Ada")
    bob_page, bob = await house.visit("Bob")
    await house.bot.sendMessage(chat_id=ada, text="Only for Ada")
    await house.bot.sendMessage(chat_id=bob, text="Only for Bob")
    await expect(ada_page.get_by_text("Only for Ada")).to_be_visible()
    await expect(bob_page.get_by_text("Only for Bob")).to_be_visible()
    await expect(ada_page.get_by_text("Only for Bob")).to_have_count(0)
    await expect(bob_page.get_by_text("Only for Ada")).to_have_count(0)


async def test_one_can_become_somebody_else_and_come_back(house: House) -> None:
    page, _ = await house.visit("Ada")
    await page.locator("#person").click()
    await page.get_by_role("textbox", name="Name of a new person").fill("Grace")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("You are here as Grace")).to_be_visible()
    await page.reload()
    await expect(page.get_by_text("You are here as Grace")).to_be_visible()
    await page.locator("#person").click()
    await page.get_by_role("button", name="Ada").click()
    await expect(page.get_by_role("article")).to_have_count(1)


async def test_the_keyboard_alone_can_start_tap_and_go_on(house: House) -> None:
    page = await house.tab(house.server.url)
    await expect(page.get_by_role("button", name="START")).to_be_focused()
    await page.keyboard.press("Enter")
    me = (await house.bot.update())["message"]["from"]["id"]
    sent = await house.bot.sendMessage(chat_id=me, text="Step 1", reply_markup=keys("Back Next"))
    await expect(page.get_by_role("article").last).to_be_focused()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="Back")).to_be_focused()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    query = (await house.bot.update())["callback_query"]
    assert query["data"] == "Next"
    await house.bot.editMessageReplyMarkup(chat_id=me, message_id=sent["message_id"])
    await house.bot.sendMessage(chat_id=me, text="Step 2", reply_markup=keys("Back Next"))
    await house.bot.answerCallbackQuery(callback_query_id=query["id"])
    step = page.get_by_role("article").last
    await expect(step).to_contain_text("Step 2")
    await expect(step.get_by_role("button", name="Next")).to_be_focused()


async def test_enter_pressed_once_more_gives_no_answer_that_nobody_meant(house: House) -> None:
    page, ada = await house.visit("Ada")
    await house.bot.sendMessage(chat_id=ada, text="Step", reply_markup=keys("Next"))
    await page.get_by_role("button", name="Next").focus()
    await page.keyboard.press("Enter")
    query = (await house.bot.update())["callback_query"]
    asked = await house.bot.sendMessage(chat_id=ada, text="Question", reply_markup=keys("A B", "Skip"))
    await house.bot.answerCallbackQuery(callback_query_id=query["id"])
    question = page.get_by_role("article").last
    await expect(question).to_contain_text("Question")
    await expect(question).to_be_focused()
    await question.get_by_role("button", name="A").focus()
    place = {"chat_id": ada, "message_id": asked["message_id"]}
    await house.bot.editMessageText(**place, text="That is right", reply_markup=keys("Report Next"))
    await expect(question).to_be_focused()


async def test_the_command_menu_narrows_while_typing_and_sends_what_is_chosen(house: House) -> None:
    names = ("start", "lessons", "language", "help")
    await house.bot.setMyCommands(
        commands=[{"command": name, "description": f"About {name}"} for name in names]
    )
    page, _ = await house.visit("Ada")
    box = page.get_by_role("textbox", name="Message")
    await box.press_sequentially("/l")
    await expect(page.get_by_role("option")).to_have_count(2)
    await box.press("Escape")
    await expect(page.get_by_role("option")).to_have_count(0)
    await box.press_sequentially("a")
    await box.press("Backspace")
    await box.press("ArrowDown")
    await box.press("Enter")
    assert (await house.bot.update())["message"]["text"] == "/language"
    await expect(box).to_have_value("")


async def test_a_refusal_is_shown_in_words_and_the_text_is_given_back(house: House) -> None:
    page, ada = await house.visit("Ada")
    house.world.memberships.block(ada)
    box = page.get_by_role("textbox", name="Message")
    await box.fill("Hello?")
    await box.press("Enter")
    await expect(page.locator("#toasts")).to_contain_text("You blocked the bot.")
    await expect(box).to_have_value("Hello?")


async def test_after_a_restart_of_the_server_the_page_goes_on_where_it_was(tab: Tab, tmp_path: Path) -> None:
    async with aiohttp.ClientSession() as http:
        world = World(tmp_path / "chat")
        server = Server(world)
        await server.start()
        house = House(world, server, Hand(http, server.url), tab)
        page, ada = await house.visit("Ada")
        await house.bot.sendMessage(chat_id=ada, text="Before", reply_markup=keys("Next"))
        await expect(page.get_by_text("Before")).to_be_visible()
        await page.get_by_text("Before").evaluate("node => { node.dataset.same = 'yes'; }")
        await server.stop()
        world.close()
        await expect(page.get_by_text("Connection lost – trying again")).to_be_visible()
        world = World(tmp_path / "chat")
        restarted = Server(world)
        await restarted.start(port=int(server.url.rpartition(":")[2]))
        await house.bot.sendMessage(chat_id=ada, text="After")
        await expect(page.get_by_text("After")).to_be_visible()
        await expect(page.get_by_text("Connection lost")).to_be_hidden()
        await expect(page.get_by_text("Before")).to_have_attribute("data-same", "yes")
        await page.get_by_role("button", name="Next").click()
        assert (await house.bot.update())["callback_query"]["data"] == "Next"
        await restarted.stop()
        world.close()


async def test_the_theme_that_was_chosen_is_remembered(house: House) -> None:
    page, _ = await house.visit("Ada", theme="light")
    await page.get_by_role("button", name="Dark colours").click()
    await until_page_is(page, "dark")
    await page.reload()
    await until_page_is(page, "dark")
    await expect(page.get_by_role("button", name="Dark colours")).to_have_attribute("aria-pressed", "true")
