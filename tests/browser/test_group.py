"""A group on the chat page, in a real browser: one person sets it up, two others answer, and the leaderboard
shows it."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Page, expect

from bot.course.library import Library
from bot.learning.kinds import by_tap, options
from tests.browser.chatting import click, keep_picture, newest, write
from tests.browser.house import Tab
from tests.school import School

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

TITLE = "Docker study group"


async def test_one_person_sets_up_a_group_two_others_answer_and_the_leaderboard_shows_it(
    docker_school: School, first_course: Library, tab: Tab
) -> None:
    question = next(filter(by_tap, first_course.courses[0].questions))
    right = next(option.text for option in options(question) if option.correct)
    wrong = next(option.text for option in options(question) if not option.correct)
    bob, cleo, ada = [await visit(tab, docker_school, name) for name in ("Bob", "Cleo", "Ada")]
    await found(ada)
    await set_up(ada)
    await write(ada, "/quiz")
    await expect(newest(ada)).to_contain_text(question.title)
    await enter(bob)
    await enter(cleo)
    await answer(bob, right, "Right.")
    await answer(cleo, wrong, "Not quite.")
    await expect(newest(ada)).to_contain_text("2 answered")
    await keep_picture(ada, "group-round")
    await click(ada, "Close (admins)")
    await expect(newest(ada)).to_contain_text("2 answered · 1 right · first: Bob")
    await write(bob, "/leaderboard")
    await expect(newest(bob)).to_contain_text("🥇 Bob · 1")
    await expect(newest(bob)).not_to_contain_text("Cleo")
    await expect(newest(ada)).to_contain_text("🥇 Bob · 1")
    await keep_picture(ada, "group-leaderboard")


async def visit(tab: Tab, school: School, name: str) -> Page:
    page = await tab(f"{school.url}/?name={name}", width=900, height=900)
    await expect(page.locator("#my-name")).to_have_text(name)
    return page


async def found(page: Page) -> None:
    """A group with everybody in it, the bot last."""
    await page.locator("#chats-button").click()
    await page.get_by_role("textbox", name="Name of a new chat").fill(TITLE)
    await page.get_by_role("button", name="Create").click()
    await expect(page.locator("#bot-name")).to_have_text(TITLE)
    for name in ("Bob", "Cleo", "Tutorbot"):
        if not await page.locator("#chats").is_visible():
            await page.locator("#chats-button").click()
        await page.locator("#chats").get_by_role("button", name=f"Add {name}").click()
        await expect(page.locator("#chats .members")).to_contain_text(name)
    await page.keyboard.press("Escape")
    await expect(newest(page)).to_contain_text(f"Hello {TITLE}")


async def set_up(page: Page) -> None:
    await click(page, "Set it up")
    await click(page, "Time zone: –")
    await click(page, "13:00 Berlin")
    await click(page, "Time: 09:00")
    await click(page, "18")
    await click(page, "◂ Back")
    await click(page, "Start ▸")
    await expect(newest(page)).to_contain_text("Running. Next post: Mon 2 March, 18:00.")
    await keep_picture(page, "group-setup")


async def enter(page: Page) -> None:
    """Goes to the group in the list of chats."""
    await page.locator("#chats-button").click()
    await page.locator("#chats").get_by_role("button", name=TITLE).click()
    await expect(page.locator("#bot-name")).to_have_text(TITLE)


async def answer(page: Page, option: str, verdict: str) -> None:
    """By the letter of the option; the verdict comes up for this person alone."""
    text = await newest(page).inner_text()
    letter = re.search(rf"([A-J])\s+{re.escape(option)}", text)
    assert letter, f"{option!r} is not in\n{text}"
    await newest(page).get_by_role("button", name=letter[1], exact=True).click()
    await expect(page.locator("#alert-text")).to_contain_text(verdict)
    await keep_picture(page, "group-verdict")
    await page.locator("#alert").get_by_role("button", name="OK").click()
