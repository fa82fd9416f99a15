"""What a message says first of an answer is seen, however long the message is."""

from __future__ import annotations

import pytest
from playwright.async_api import Page, expect

from tests.browser.hand import keys
from tests.browser.house import House

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LONG = "\n".join(f"Line {number}." for number in range(80))
BEGINS_IN_SIGHT = """() => {
    const top = (node) => node.getBoundingClientRect().top;
    const last = [...document.querySelectorAll("article")].at(-1);
    return top(last) >= top(document.getElementById("log"));
}"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
BEGINS_ABOVE = f"() => !({BEGINS_IN_SIGHT})()"


async def test_a_change_at_the_beginning_is_shown_and_one_further_down_moves_nobody(house: House) -> None:
    page, ada = await house.visit("Ada")
    text = f"Title\n\n{LONG}"
    sent = await house.bot.sendMessage(chat_id=ada, text=text, reply_markup=keys("A"))
    await _press(page)
    await _change(house, page, ada, sent, f"{text}\nHint.")
    await page.wait_for_function(BEGINS_ABOVE)
    await _press(page)
    await _change(house, page, ada, sent, f"Title\nRight.\n\n{LONG}\nHint.")
    await page.wait_for_function(BEGINS_IN_SIGHT)


async def test_an_answer_a_little_longer_than_the_window_stays_at_its_beginning(house: House) -> None:
    page, ada = await house.visit("Ada")
    log = page.locator("#log")
    height, lines = await log.evaluate("log => log.clientHeight"), 1
    for _ in range(20):
        sent = await house.bot.sendMessage(chat_id=ada, text="Right.\n" + "Line.\n" * lines)
        shown = page.locator(f"[data-message='{sent['message_id']}']")
        await expect(shown).to_be_attached()
        if (tall := await shown.evaluate("node => node.offsetHeight")) > height:
            break
        lines += max(1, int((height - tall) // 30))
    assert height < tall < height + 40
    await log.evaluate(TWO_FRAMES)
    await page.wait_for_function(BEGINS_IN_SIGHT)


async def _press(page: Page) -> None:
    await page.locator("#log").evaluate("log => { log.scrollTop = log.scrollHeight; }")
    await page.get_by_role("article").last.get_by_role("button", name="A", exact=True).click()


async def _change(house: House, page: Page, ada: int, sent: dict[str, int], text: str) -> None:
    update = await house.bot.update()
    await house.bot.answerCallbackQuery(callback_query_id=update["callback_query"]["id"])
    await house.bot.editMessageText(
        chat_id=ada, message_id=sent["message_id"], text=text, reply_markup=keys("A")
    )
    await expect(page.get_by_role("article").last).to_contain_text(text[-5:])
