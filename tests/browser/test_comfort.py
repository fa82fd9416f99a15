"""What makes the page good for all: large pictures, large letters, the keyboard, a screen reader."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

import bot.emulator.web.pages as pages
from tests.browser.house import House
from tests.browser.picture import png

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PAGE = Path(pages.__file__).parent / "page"
ROOT = Path(__file__).resolve().parents[2]


async def test_a_large_picture_fills_the_screen_and_a_double_tap_zooms(house: House) -> None:
    page, ada = await house.visit("Ada", width=390, height=844)
    await house.bot.sendPhoto(chat_id=ada, photo=png(640, 360), caption="The Engine")
    await page.get_by_role("img", name="Picture: The Engine").click()
    large = page.locator("#lightbox img")
    box = await large.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (390, 844)
    await large.dblclick()
    await expect(large).to_have_css("transform", re.compile(r"matrix\(2\.5, 0, 0, 2\.5"))
    await expect(page.locator("#lightbox")).to_be_visible()
    await large.dblclick()
    await expect(large).to_have_css("transform", re.compile(r"matrix\(1, 0, 0, 1"))
    await large.click()
    await expect(page.locator("#lightbox")).to_be_hidden()


async def test_two_fingers_zoom_a_large_picture(house: House) -> None:
    page, ada = await house.visit("Ada", width=390, height=844)
    await house.bot.sendPhoto(chat_id=ada, photo=png(640, 360), caption="The Engine")
    await page.get_by_role("img", name="Picture: The Engine").click()
    tools = await page.context.new_cdp_session(page)
    for kind, apart in (("touchStart", 40), ("touchMove", 60), ("touchMove", 80), ("touchEnd", None)):
        fingers = [] if apart is None else [{"x": 195, "y": 422 + side * apart} for side in (-1, 1)]
        await tools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})
    large = page.locator("#lightbox img")
    await expect(large).to_have_css("transform", re.compile(r"matrix\(2, 0, 0, 2"))
    await expect(page.locator("#lightbox")).to_be_visible()


async def test_letters_are_as_large_as_the_reader_wants_them(house: House) -> None:
    page, ada = await house.visit("Ada", width=390, height=844)
    await house.bot.sendMessage(chat_id=ada, text="Words")
    words = page.get_by_text("Words")
    await expect(words).to_have_css("font-size", "16px")
    await page.evaluate("document.documentElement.style.fontSize = '24px'")
    await expect(words).to_have_css("font-size", "24px")
    sized = re.compile(r"(font-size|line-height): [\d.]+px")
    assert [css.name for css in PAGE.glob("*.css") if sized.search(css.read_text())] == []


async def test_the_list_of_commands_is_reached_and_used_by_the_keyboard(house: House) -> None:
    commands = [{"command": "help", "description": "How"}, {"command": "start", "description": "Begin"}]
    await house.bot.setMyCommands(commands=commands)
    page, _ = await house.visit("Ada")
    await page.get_by_role("button", name="Commands").click()
    await page.get_by_role("listbox", name="Commands").focus()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    assert (await house.bot.update())["message"]["text"] == "/start"
    await expect(page.locator("#text")).to_be_focused()


async def test_a_progress_bar_is_said_in_numbers(house: House) -> None:
    page, ada = await house.visit("Ada")
    await house.bot.sendMessage(chat_id=ada, text="▰▰▱ 2 of 3 · Water")
    await house.bot.sendMessage(chat_id=ada, text="▰▱▱▱")
    await expect(page.get_by_text("▰▰▱", exact=True)).to_have_attribute("aria-hidden", "true")
    await expect(page.get_by_role("img", name="1 of 4")).to_have_text("▰▱▱▱")


async def test_marks_are_drawn_where_no_font_has_them(house: House) -> None:
    page = await house.tab("about:blank")
    await page.add_init_script("CanvasRenderingContext2D.prototype.fillText = () => {}")
    ada = house.world.join("Ada")
    house.world.say(ada.id, "/start")
    await house.bot.update()
    await page.goto(f"{house.server.url}/?name=Ada")
    keys = {"inline_keyboard": [[{"text": "✅ Ice", "callback_data": "a"}]]}
    await house.bot.sendMessage(chat_id=ada.id, text="❌ B  Ice is cold. ⚠️ Mind", reply_markup=keys)
    for mark in ("❌", "⚠️", "✅"):
        await expect(page.get_by_role("img", name=mark).locator("svg")).to_be_visible()
    await expect(page.get_by_role("button", name="Ice")).to_be_visible()


async def test_what_is_unfolded_stays_where_it_is_read(house: House) -> None:
    page, ada = await house.visit("Ada", width=390, height=600)
    folded = f"<blockquote expandable>{'Many words about tea. ' * 60}</blockquote>"
    for words in ("Water\n" * 10, "Leaves\n" * 10):
        await house.bot.sendMessage(chat_id=ada, text=words)
    await house.bot.sendMessage(chat_id=ada, text=f"Tea\n{folded}", parse_mode="HTML")
    await expect(page.get_by_role("article")).to_have_count(4)
    await expect(page.get_by_role("button", name="Show more")).to_be_in_viewport(ratio=1)
    before = await page.locator("#log").evaluate("log => log.scrollTop")
    await page.get_by_role("button", name="Show more").click()
    await expect(page.get_by_role("button", name="Go to the end")).to_be_visible()
    assert await page.locator("#log").evaluate("log => log.scrollTop") == before
    await page.get_by_role("button", name="Show less").click()
    await expect(page.get_by_role("button", name="Go to the end")).to_be_hidden()


async def test_every_sign_that_the_bot_s_words_have_is_drawn_where_no_font_has_it(house: House) -> None:
    words = "".join(
        file.read_text() for folder in ("templates", "bot/views") for file in files(ROOT / folder)
    )
    page = await house.tab("about:blank")
    await page.add_init_script("CanvasRenderingContext2D.prototype.fillText = () => {}")
    ada = house.world.join("Ada")
    house.world.say(ada.id, "/start")
    await house.bot.update()
    await page.goto(f"{house.server.url}/?name=Ada")
    signs: list[str] = await page.evaluate("text => text.match(/\\p{Extended_Pictographic}|[●○☐]/gu)", words)
    assert len({*signs}) > 20
    await house.bot.sendMessage(chat_id=ada.id, text="".join(sorted({*signs})))
    await expect(page.get_by_role("article").last.get_by_role("img")).to_have_count(len({*signs}))


async def test_a_newcomer_waits_for_few_files_and_for_none_twice(house: House) -> None:
    page, asked = await house.tab("about:blank"), list[str]()
    page.on("request", lambda request: asked.append(f"{request.method} {urlsplit(request.url).path}"))
    await page.goto(house.server.url)
    await expect(page.get_by_role("button", name="START")).to_be_visible()
    needed = {
        "GET /",
        "GET /page.css",
        "GET /page.js",
        "GET /theme.js",
        "GET /language.js",
        "POST /chat/people",
        "GET /chat/events",
    }
    assert sorted({*asked} - {"GET /icon.svg"}) == sorted(needed)


def files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.suffix in (".j2", ".py")]
