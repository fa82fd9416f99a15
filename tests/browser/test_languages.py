"""The chat page in other languages: its own words, its direction, and what the bot hears of it."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.chatting import keep_picture
from tests.browser.filled_chat import fill_chat
from tests.browser.hand import keys
from tests.browser.house import House
from tests.browser.picture import png

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PHONE = {"width": 390, "height": 844}
START = {"de": "STARTEN", "pt-BR": "INICIAR", "ru": "НАЧАТЬ", "ar": "ابدأ", "en": "START"}


@pytest.mark.parametrize(
    ("browser", "page_in", "told"),
    [("de-AT", "de", "de"), ("pt-PT", "pt-BR", "pt"), ("pt-BR", "pt-BR", "pt-br"), ("nl-NL", "en", "nl")],
)
async def test_the_page_speaks_the_browser_s_language(
    chromium: Browser, house: House, browser: str, page_in: str, told: str
) -> None:
    async with await chromium.new_context(locale=browser) as context:
        page = await context.new_page()
        await page.goto(f"{house.server.url}/?name=Ada")
        await page.get_by_role("button", name=START[page_in], exact=True).click()
        await expect(page.locator("html")).to_have_attribute("lang", page_in)
        await expect(page.locator("html")).to_have_attribute("dir", "ltr")
        sender = (await house.bot.update())["message"]["from"]
        assert sender["language_code"] == told


async def test_another_language_can_be_tried_in_the_page_and_the_bot_hears_of_it(house: House) -> None:
    page, ada = await house.visit("Ada", **PHONE)
    await house.bot.sendMessage(chat_id=ada, text="Hello", reply_markup=keys("One"))
    await expect(page.get_by_role("article")).to_have_count(2)
    await _choose(page, "Deutsch")
    await expect(page.get_by_role("textbox", name="Nachricht")).to_be_visible()
    await expect(page.get_by_role("article")).to_have_count(2)
    await page.get_by_role("button", name="One").click()
    assert (await house.bot.update())["callback_query"]["from"]["language_code"] == "de"
    await _choose(page, "العربية")
    await expect(page.locator("html")).to_have_attribute("dir", "rtl")
    await page.reload()
    await page.get_by_role("textbox", name="رسالة").fill("سلام")
    await page.keyboard.press("Enter")
    assert (await house.bot.update())["message"]["from"]["language_code"] == "ar"
    await _choose(page, "كما في المتصفح")
    await expect(page.get_by_role("textbox", name="Message")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("dir", "ltr")


async def test_a_chat_is_turned_round_from_right_to_left_and_rows_of_buttons_are_as_sent(
    house: House,
) -> None:
    page, ada = await house.visit("Ada", **PHONE)
    await page.goto(f"{house.server.url}/?name=Ada&language=ar")
    words = "صحيح <code>docker run -p 80:80</code> نعم\n<pre>docker ps</pre>"
    words += "<blockquote>ملاحظة\nIn English.</blockquote>The end is English"
    await house.bot.sendMessage(chat_id=ada, text=words, parse_mode="HTML", reply_markup=keys("2 1"))
    last = page.get_by_role("article").last
    await expect(last.get_by_role("button", name="1", exact=True)).to_be_visible()
    await keep_picture(page, "turned-round")
    mine = await _middle(page, ".message.mine .bubble")
    theirs = await _middle(page, ".message.theirs .bubble")
    assert mine < PHONE["width"] / 2 < theirs
    assert await _middle(page, "#send") < await _middle(page, "#text") < await _middle(page, "#attach")
    assert await _middle(page, ".key[data-label='2']") < await _middle(page, ".key[data-label='1']")
    await last.get_by_role("button", name="1", exact=True).focus()
    await page.keyboard.press("Tab")
    await expect(last.get_by_role("button", name="2", exact=True)).to_be_focused()
    await expect(page.locator(".code-block")).to_have_css("direction", "ltr")
    await expect(page.locator("blockquote")).to_have_css("unicode-bidi", "plaintext")
    assert await _free_of_the_time(page)


@pytest.mark.parametrize("language", ["en", "de", "ru", "ar"])
async def test_the_time_stands_beside_the_last_line_whichever_way_that_goes(
    house: House, language: str
) -> None:
    page, ada = await house.visit("Ada", **PHONE)
    await page.goto(f"{house.server.url}/?name=Ada&language={language}")
    for text in (
        "Hello, this line ends in English",
        "مرحبا، هذا سطر ينتهي بالعربية",
        "Mixed\nالسطر الأخير",
        "▰▰▱ 2/3",
        "\u2068Only words within isolates\u2069",
        "\u200f▰▰▱ 2/3",
    ):
        await house.bot.sendMessage(chat_id=ada, text=text)
    await house.bot.sendPhoto(chat_id=ada, photo=png(640, 360), caption="صورة")
    await expect(page.get_by_role("article")).to_have_count(8)
    await keep_picture(page, f"times-{language}")
    assert await _free_of_the_time(page)


async def test_long_words_on_four_buttons_in_a_row_stay_whole(house: House) -> None:
    page, ada = await house.visit("Ada", **PHONE)
    labels = ("◂ Zurück", "Lektionen", "Überspringen ▸", "Fehler?")
    row = [{"text": label, "callback_data": label} for label in labels]
    words = "Eine Frage, deren Text so lang ist, dass sie auf dem Telefon über mehrere Zeilen geht."
    await house.bot.sendMessage(chat_id=ada, text=words, reply_markup={"inline_keyboard": [row]})
    await expect(page.locator(".key")).to_have_count(4)
    for label in labels:
        lines = await page.locator(f".key[data-label='{label}'] .label").evaluate(_LINES)
        assert lines <= len(label.split())
    assert await page.locator(".row").evaluate("row => row.scrollWidth <= row.clientWidth")


_LINES = """label => {
    const range = document.createRange();
    range.selectNodeContents(label);
    return new Set([...range.getClientRects()].map(box => box.top)).size;
}"""


async def test_numbers_dates_and_refusals_are_in_the_page_s_language(house: House) -> None:
    page, ada = await house.visit("Ada", **PHONE)
    await page.goto(f"{house.server.url}/?name=Ada&language=ru")
    await house.bot.sendDocument(chat_id=ada, document=b"x" * 1600)
    await expect(page.locator(".file-size")).to_have_text("1,6 КБ")
    await expect(page.locator(".day").first).to_have_text("Сегодня")
    group = house.world.groups.create("Чай", ada)
    for name in ("Ben", "Cleo"):
        house.world.groups.add_member(group.id, house.world.join(name).id, by=ada)
    await page.locator("#chats-button").click()
    await page.locator("#chats").get_by_role("button", name="Чай").click()
    await expect(page.locator("#status")).to_have_text("группа · 3 человека")
    await expect(page.locator(".message.service").last).to_contain_text("Ada добавляет в чат: Cleo")
    await page.locator("#text").fill("x" * 4097)
    await page.evaluate("document.querySelector('#text').removeAttribute('maxlength')")
    await page.locator("#text").fill("x" * 4097)
    await page.keyboard.press("Enter")
    await expect(page.locator(".toast.error")).to_have_text("В сообщении от 1 до 4096 знаков.")


async def test_a_newcomer_is_a_guest_in_the_page_s_language(house: House) -> None:
    page = await house.tab(f"{house.server.url}/?new&language=de", **PHONE)
    await expect(page.get_by_text("Du bist hier als Gast 1.")).to_be_visible()


async def _choose(page: Page, name: str) -> None:
    await page.locator("#person").click()
    await page.locator("#people select").select_option(label=re.compile(name).pattern)


async def _middle(page: Page, selector: str) -> float:
    box = await page.locator(selector).last.bounding_box()
    assert box
    return box["x"] + box["width"] / 2


async def _free_of_the_time(page: Page) -> bool:
    """Whether no letter of a message stands under its time."""
    return bool(
        await page.evaluate("""() => [...document.querySelectorAll(".bubble")].every(bubble => {
        const time = bubble.querySelector(".time").getBoundingClientRect();
        const text = bubble.querySelector(".text");
        if (!text) return true;
        const range = document.createRange();
        range.selectNodeContents(text);
        return [...range.getClientRects()].every(box => box.right <= time.left || box.left >= time.right
            || box.bottom <= time.top + 4 || box.top >= time.bottom);
    })""")
    )


async def test_no_word_of_the_page_is_left_in_english(house: House) -> None:
    """In Arabic no word of the page's own has Latin letters; what the bot and people say is left out."""
    page = await house.tab(f"{house.server.url}/?name=Ada&language=ar", **PHONE)
    await page.locator("#start").click()
    ada = (await house.bot.update())["message"]["from"]["id"]
    await fill_chat(house, ada)
    await expect(page.get_by_role("article")).to_have_count(6)
    found = await _latin(page)
    group = house.world.groups.create("شاي", ada, "supergroup", topics=True)
    house.world.groups.add_member(group.id, house.world.join("بن").id, by=ada)
    house.world.topics.create(group.id, "سؤال", ada)
    for button in ("#person", "#chats-button"):
        await page.locator(button).click()
        found += await _latin(page)
        await page.keyboard.press("Escape")
    await page.locator("#chats-button").click()
    await page.locator("#chats").get_by_role("button", name="شاي").click()
    await expect(page.locator("#absent")).to_be_visible()
    await page.locator("#absent button").click()
    await page.locator("#chats-button").click()
    found += await _latin(page)
    assert found == []


_LATIN = """() => {
    const theirs = ".text, .key, .option, .file-name, .avatar, .picture, option[lang], noscript, script";
    const names = /Ada|Tutor|local_tutor_bot|file\\.\\w+/g;
    const said = [];
    for (const one of document.querySelectorAll("[aria-label], [placeholder]")) {
        if (one.closest(theirs)) continue;
        said.push(...["aria-label", "placeholder"].map(name => one.getAttribute(name) ?? ""));
    }
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
        if (!nodes.currentNode.parentElement.closest(theirs)) said.push(nodes.currentNode.data);
    }
    return said.filter(text => /[A-Za-z]/.test(text.replace(names, "")));
}"""


async def _latin(page: Page) -> list[str]:
    found: list[str] = await page.evaluate(_LATIN)
    return found
