"""What the bot sends, as the chat page shows it in a real browser; the test plays the bot."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.hand import keys
from tests.browser.house import House, until_page_is
from tests.browser.picture import png

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

_WORDS_IN_TWO = """() => [...document.querySelectorAll("code")].flatMap(code => {
    const walk = document.createTreeWalker(code, NodeFilter.SHOW_TEXT), broken = [];
    while (walk.nextNode()) for (const word of walk.currentNode.data.matchAll(/\\S+/g)) {
        const range = document.createRange();
        range.setStart(walk.currentNode, word.index);
        range.setEnd(walk.currentNode, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map(box => Math.round(box.bottom)));
        if (lines.size > 1 && word[0].length <= 22) broken.push(word[0]);
    }
    return broken;
})"""
"""Words of code that stand on two lines."""


async def test_formatted_text_becomes_nested_elements_and_never_markup(house: House) -> None:
    page, ada = await house.visit("Ada")
    text = (
        "🎉 <b>bold <i>both</i></b> &lt;img src=x onerror=alert(1)&gt; <code>a &lt; b</code> "
        '<a href="https://docs.docker.com/">the docs</a> <tg-spoiler>secret</tg-spoiler>\n'
        '<pre><code class="language-python">print(1)</code></pre>\n<blockquote>quoted</blockquote>'
    )
    await house.bot.sendMessage(chat_id=ada, text=text, parse_mode="HTML")
    shown = page.get_by_role("article").last
    await expect(shown.locator("strong > em")).to_have_text("both")
    await expect(shown.locator("strong")).to_have_text("bold both")
    await expect(shown).to_contain_text("<img src=x onerror=alert(1)>")
    await expect(shown.locator("img")).to_have_count(0)
    await expect(shown.locator("code").first).to_have_text("a < b")
    await expect(shown.locator("pre code.language-python")).to_have_text("print(1)")
    await expect(shown.locator("blockquote")).to_have_text("quoted")
    link = shown.get_by_role("link", name="the docs")
    assert await link.get_attribute("rel") == "noopener noreferrer"
    hidden = shown.get_by_role("button", name="Hidden text")
    await hidden.press("Enter")
    await expect(hidden).to_have_count(0)


async def test_a_button_is_busy_until_the_bot_answers_its_tap(house: House) -> None:
    page, ada = await house.visit("Ada")
    await house.bot.sendMessage(chat_id=ada, text="Which one?", reply_markup=keys("A B", "Hint"))
    button = page.get_by_role("button", name="Hint")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    query = (await house.bot.update())["callback_query"]
    await button.click()
    assert query["data"] == "Hint"
    await house.bot.answerCallbackQuery(callback_query_id=query["id"], text="Think of the kernel.")
    await expect(button).not_to_have_attribute("aria-busy", "true")
    await expect(page.locator("#toasts")).to_contain_text("Think of the kernel.")
    assert await house.bot.is_idle(), "the second press of a busy button must not reach the bot"


async def test_an_alert_waits_for_ok_and_gives_the_focus_back(house: House) -> None:
    page, ada = await house.visit("Ada")
    await house.bot.sendMessage(chat_id=ada, text="Which one?", reply_markup=keys("A B"))
    button = page.get_by_role("button", name="A", exact=True)
    await button.click()
    query = (await house.bot.update())["callback_query"]
    await house.bot.answerCallbackQuery(callback_query_id=query["id"], text="Not that one.", show_alert=True)
    alert = page.get_by_role("dialog", name="Not that one.")
    await expect(alert.get_by_role("button", name="OK")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(alert).to_be_hidden()
    await expect(button).to_be_focused()


async def test_a_picture_has_its_place_before_it_has_loaded_and_opens_large(house: House) -> None:
    page, ada = await house.visit("Ada")
    await page.route("**/chat/file/*", lambda route: route.abort())
    await house.bot.sendPhoto(chat_id=ada, photo=png(640, 360), caption="The Engine\nIt has three parts.")
    picture = page.get_by_role("img", name="Picture: The Engine")
    box = await picture.bounding_box()
    assert box is not None
    assert box["width"] / box["height"] == pytest.approx(640 / 360, rel=0.02)
    await expect(page.get_by_role("article").last).to_contain_text("It has three parts.")
    await picture.locator("..").press("Enter")
    await expect(page.locator("#lightbox")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(page.locator("#lightbox")).to_be_hidden()


async def test_an_edit_changes_the_message_in_place_and_a_deleted_one_is_gone(house: House) -> None:
    page, ada = await house.visit("Ada")
    sent = await house.bot.sendMessage(chat_id=ada, text="Which one?", reply_markup=keys("A B"))
    shown = page.get_by_role("article").last
    button = shown.get_by_role("button", name="B", exact=True)
    await button.focus()
    place = {"chat_id": ada, "message_id": sent["message_id"]}
    await house.bot.editMessageText(**place, text="Which ones?", reply_markup=keys("A ✅B"))
    await expect(shown).to_contain_text("Which ones?")
    await expect(shown.get_by_role("button", name="✅B")).to_be_focused()
    await house.bot.editMessageReplyMarkup(**place, reply_markup=keys("A ✅B", "Check"))
    await expect(shown.get_by_role("button", name="Check")).to_be_visible()
    await expect(shown.get_by_role("button", name="✅B")).to_be_focused()
    await house.bot.editMessageReplyMarkup(**place)
    await expect(shown.locator(".key")).to_have_count(0)
    await house.bot.deleteMessage(**place)
    await expect(page.get_by_text("Which ones?")).to_have_count(0)


async def test_commands_and_links_to_this_bot_act_in_the_chat(house: House) -> None:
    page, ada = await house.visit("Ada")
    link = '<a href="https://t.me/local_tutor_bot?start=docker--images">Images</a>'
    await house.bot.sendMessage(chat_id=ada, text=f"/help or {link}, not /usr/bin", parse_mode="HTML")
    await page.get_by_role("button", name="Images").click()
    assert (await house.bot.update())["message"]["text"] == "/start docker--images"
    await page.get_by_role("button", name="/help").click()
    assert (await house.bot.update())["message"]["text"] == "/help"
    await expect(page.get_by_role("button", name="/usr")).to_have_count(0)


async def test_a_reader_further_up_stays_there_and_is_told_of_news(house: House) -> None:
    page, ada = await house.visit("Ada", width=390, height=600)
    sent = [await house.bot.sendMessage(chat_id=ada, text=f"Step {n}\n" * 8) for n in range(6)]
    await expect(page.get_by_text("Step 5").first).to_be_in_viewport()
    log = page.locator("#log")
    await log.evaluate("log => { log.scrollTop = 300; }")
    await expect(page.locator("#to-end")).to_have_text("↓")
    top = "log => document.querySelectorAll('.message')[3].getBoundingClientRect().top"
    before = await log.evaluate(top)
    place = {"chat_id": ada, "message_id": sent[0]["message_id"]}
    await house.bot.editMessageText(**place, text="Much shorter")
    await house.bot.sendMessage(chat_id=ada, text="News")
    await expect(page.locator("#to-end")).to_have_text("↓ new")
    assert await log.evaluate(top) == pytest.approx(before, abs=1)
    await page.locator("#to-end").click()
    await expect(page.get_by_text("News")).to_be_in_viewport()
    await expect(page.locator("#to-end")).to_be_hidden()


async def test_nothing_is_wider_than_a_phone_of_320_pixels(house: House) -> None:
    page, ada = await house.visit("Ada", width=320, height=568)
    await house.bot.sendMessage(chat_id=ada, text="unbreakable" * 20, reply_markup=keys("A B C D E F G H"))
    code = f"<pre>{'a long line of code ' * 10}</pre>"
    await house.bot.sendMessage(chat_id=ada, text=code, parse_mode="HTML", reply_markup=keys("long" * 16))
    await house.bot.sendPhoto(chat_id=ada, photo=png(1280, 720), caption="https://" + "a" * 90 + ".example/")
    await expect(page.get_by_role("article")).to_have_count(4)
    wide = "n => n.scrollWidth > n.clientWidth || n.getBoundingClientRect().right > innerWidth"
    for part in ("body", "#log", ".message", ".bubble", ".key"):
        found = await page.locator(part).evaluate_all(f"nodes => nodes.filter({wide}).length")
        assert found == 0, part


async def test_words_stand_out_from_their_background_in_both_themes(house: House) -> None:
    page, ada = await house.visit("Ada")
    text = "<b>Words</b> /help <code>code</code> <blockquote>quoted</blockquote>"
    await house.bot.sendMessage(chat_id=ada, text=text, parse_mode="HTML", reply_markup=keys("Next"))
    await expect(page.get_by_role("button", name="Next")).to_be_visible()
    await page.locator("#person").click()
    await expect(page.locator("#people")).to_be_visible()
    for theme in ("light", "dark"):
        await page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        await until_page_is(page, theme)
        ratios = await page.evaluate((Path(__file__).parent / "contrast.js").read_text())
        assert "quoted" in ratios
        assert {words: ratio for words, ratio in ratios.items() if ratio < 4.5} == {}, theme


async def test_words_of_code_stay_whole_and_long_ones_break_instead_of_being_wide(house: House) -> None:
    texts = ("docker-by-hand", "--security-opt", "-p 8080:80", "docker build --no-cache -t tea-shop:1.1 .")
    long = "sha256:" + "0123-" * 12
    for width in (320, 390):
        page, ada = await house.visit(f"Ada{width}", width=width, height=844)
        for number in range(12):  # wherever in its line it begins
            for text in texts:
                told = f"{'word ' * 3}{'x' * number} (<code>{text}</code>) <pre>{text}</pre>"
                await house.bot.sendMessage(chat_id=ada, text=told, parse_mode="HTML")
        told = f"<code>{long}</code><pre>{long}</pre>"
        await house.bot.sendMessage(chat_id=ada, text=told, parse_mode="HTML")
        await expect(page.get_by_text("sha256")).to_have_count(2)
        assert await page.evaluate(_WORDS_IN_TWO) == []
        wide = "node => node.scrollWidth > node.clientWidth"
        assert await page.locator(".bubble, pre").evaluate_all(f"nodes => nodes.filter({wide}).length") == 0
