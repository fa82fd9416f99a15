"""`write` in a real browser: what is saved is seen, what is wrong is told, and each step can be gone to."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple, get_args

import pytest
import pytest_asyncio
from playwright.async_api import Locator, Page, expect

from bot.course.model import Course, Task
from bot.course.reading.loader import load_course
from bot.course.starter import starter_files
from bot.learning.kinds import judged
from tests.browser.accessibility import look
from tests.browser.answering import answer_right
from tests.browser.house import Tab, Theme, until_page_is

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


class Written(NamedTuple):
    """A course that is being written, and the page beside it."""

    folder: Path
    url: str

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")


@pytest_asyncio.fixture(loop_scope="session")
async def written(tmp_path: Path) -> AsyncIterator[Written]:
    folder = tmp_path / "tea"
    for name, data in starter_files().items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "write", str(folder)),
        env={"PORT": "0", "PATH": ""},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    line = (await process.stdout.readline()).decode()
    found = re.search(r"http://\S+", line)
    assert found, line
    yield Written(folder, found[0])
    process.terminate()
    await process.wait()


async def test_a_mistake_is_told_and_the_last_good_version_stays_until_it_is_mended(
    written: Written, tab: Tab
) -> None:
    page = await tab(written.url, width=1280)
    await expect(page.locator("#desk-summary")).to_have_text("No mistakes")
    await _go(page, "Fresh water")
    await expect(_last(page)).to_contain_text("it boils sooner")
    written.edit("1-water.yaml", "    note: Soft", "    noot: Soft")
    await expect(page.locator("#desk-summary")).to_have_text("1 mistake")
    mistake = page.locator("#desk-found li")
    await expect(mistake.locator("code")).to_have_text(re.compile(r"^1-water\.yaml:\d+:5$"))
    await expect(mistake.locator("pre")).to_have_text("noot: Soft water makes a clearer tea.")
    await expect(mistake).to_contain_text('did you mean "note"?')
    await expect(_last(page)).to_contain_text("it boils sooner")
    written.edit("1-water.yaml", "    noot: Soft", "    note: Very soft")
    await expect(page.locator("#desk-summary")).to_have_text("No mistakes")
    await expect(_last(page)).to_contain_text("Very soft water")


async def test_the_chat_goes_to_the_step_that_was_edited_and_its_question_can_be_answered(
    written: Written, tab: Tab
) -> None:
    page = await tab(written.url, width=1280)
    await _go(page, "Fresh water")
    await expect(_last(page)).to_contain_text("it boils sooner")
    written.edit("2-leaves.yaml", "What do leaves do in hot water?", "What do the leaves do there?")
    await expect(_last(page)).to_contain_text("What do the leaves do there?")
    await expect(_last(page)).to_be_in_viewport(ratio=0.9)
    await expect(page.locator("#desk-steps [aria-current]")).to_contain_text("What it is called")
    await page.locator("#text").fill("they boil")
    await page.locator("#send").click()
    await expect(_last(page)).to_contain_text("Only the water boils")


async def test_every_step_is_listed_and_can_be_gone_to_on_a_phone(written: Written, tab: Tab) -> None:
    page = await tab(written.url, width=390, height=844)
    await page.locator("#desk-bar").click()
    await expect(page.locator("#desk-steps button")).to_have_count(13)
    for title in ("Why fresh", "Pairs", "A card"):
        if await page.locator("#desk-bar").get_attribute("aria-expanded") == "false":
            await page.locator("#desk-bar").click()
        await _go(page, title)
        await expect(_last(page)).to_contain_text(title)
        await expect(page.locator("#desk-body")).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing_beside_the_chat_either(written: Written, tab: Tab, theme: Theme) -> None:
    page = await tab(written.url, width=1280, theme=theme)
    await until_page_is(page, theme)
    await _go(page, "Which water")
    await expect(_last(page)).to_contain_text("Which water do you take?")
    found = await look(page, "the list of steps")
    written.edit("1-water.yaml", "    note: Soft", "    noot: Soft")
    await expect(page.locator("#desk-summary")).to_contain_text("1 mistake")
    found += await look(page, "a mistake")
    await page.set_viewport_size({"width": 390, "height": 844})
    await page.locator("#desk-bar").click()
    found += await look(page, "on a phone")
    assert found == []


async def test_each_kind_of_question_can_be_answered_there(written: Written, tab: Tab) -> None:
    course = load_course(written.folder)
    assert isinstance(course, Course)
    page = await tab(written.url, width=1280)
    for lesson in course.lessons:
        for question in (*lesson.questions, *lesson.practice):
            await _go(page, question.title)
            await expect(_last(page)).to_contain_text(question.title)
            await answer_right(page, question)
            await expect(_last(page)).to_contain_text("✅ Right." if judged(question) else "Noted.")
    kinds = {type(taught.question.task) for taught in course.taught.values()}
    assert kinds == set(get_args(Task))


async def _go(page: Page, title: str) -> None:
    await page.locator("#desk-steps button", has_text=title).first.click()


def _last(page: Page) -> Locator:
    return page.locator("#messages .message").last
