"""Each kind of question in a real browser, at phone width, answered wrong and then right."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from bot.emulator.web.server import Server
from bot.emulator.world.world import World
from tests import demo
from tests.browser.chatting import click, keep_picture, newest, write
from tests.browser.house import Tab
from tests.school import School

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest_asyncio.fixture(loop_scope="session")
async def kinds_school(tmp_path: Path) -> AsyncIterator[School]:
    server = Server(World())
    await server.start()
    school = School(server.world, server.url, tmp_path / "school.db")
    async with school.open(demo.library()):
        yield school
    await server.stop()


async def test_each_kind_is_answered_wrong_and_right(kinds_school: School, tab: Tab) -> None:
    page = await tab(kinds_school.url, width=390, height=844)
    await page.get_by_role("button", name="START").click()
    await click(page, "Begin")
    await click(page, "Next ▸")
    await _written(page)
    await click(page, "Next lesson ▸")
    await _pressed(page)
    await expect(newest(page)).to_contain_text("You have reached the end of lesson 2")


async def _written(page: Page) -> None:
    for title, wrong, right in (
        ("The registry", ("the engine",), ("docker hub",)),
        ("Exactly", ("from alpine:3.20",), ("FROM alpine:3.20",)),
        ("How hot", ("212 °F",), ("100 °C",)),
        ("Half", ("3",), ("½",)),
        ("Fill in", ("start", "container"), ("run",)),
        ("A Dockerfile", ("EXPOSE", "COPY"), ("FROM",)),
        (
            "In the background",
            ("docker run -name web -p 80:8080 nginx",),
            ("docker run -dp 8080:80 --name web nginx",),
        ),
    ):
        await expect(newest(page)).to_contain_text(title)
        for text in wrong:
            await write(page, text)
        await expect(newest(page)).to_contain_text("❌")
        await keep_picture(page, f"kind-{title.lower().replace(' ', '-')}-wrong")
        for text in right:
            await write(page, text)
        await expect(newest(page)).to_contain_text("✅")
        await keep_picture(page, f"kind-{title.lower().replace(' ', '-')}-right")
        await click(page, "Next ▸")


async def _pressed(page: Page) -> None:
    await _choose(page, "One", "A folder", "A running copy")
    await expect(newest(page)).to_contain_text("Several")
    await write(page, "what?")
    await expect(newest(page)).to_contain_text("Press, or write the letters")
    await click(page, re.compile("Continue"))
    await write(page, f"{await _letter(page, 'Its layers')} {await _letter(page, 'Its tag')}")
    await keep_picture(page, "kind-several-right")
    await click(page, "Next ▸")
    await click(page, "True")
    await keep_picture(page, "kind-true-or-false-wrong")
    await click(page, "False")
    await keep_picture(page, "kind-true-or-false-right")
    await click(page, "Next ▸")
    await _put(page, "In order", ["Wait", "Boil", "Put", "Pour"], ["Boil", "Put", "Pour", "Wait"])
    await _put(page, "A file in order", ["COPY", "FROM", "&&"], ["FROM", "COPY", "&&"])
    await expect(newest(page)).to_contain_text("Pairs")
    for side in ("names the base", "when the container starts", "while the image"):
        await click(page, re.compile(f"^{await _letter(page, side)}$"))
    await expect(newest(page)).to_contain_text("❌")
    await keep_picture(page, "kind-pairs-wrong")
    for side in ("while the image", "when the container starts"):
        await click(page, re.compile(f"^{await _letter(page, side)}$"))
    await keep_picture(page, "kind-pairs-right")
    await click(page, "Next ▸")
    for label in ("Not yet", "Good"):
        await click(page, "Turn it over")
        await keep_picture(page, "kind-card-turned")
        await click(page, label)
        await click(page, "Next ▸")


async def _choose(page: Page, title: str, wrong: str, right: str) -> None:
    await expect(newest(page)).to_contain_text(title)
    for option, name in ((wrong, "wrong"), (right, "right")):
        await click(page, re.compile(f"^{await _letter(page, option)}( |$)"))
        await keep_picture(page, f"kind-options-{name}")
    await click(page, "Next ▸")


async def _put(page: Page, title: str, wrong: list[str], right: list[str]) -> None:
    await expect(newest(page)).to_contain_text(title)
    for line in wrong:
        await click(page, await _letter(page, line))
    await click(page, "Check")
    await expect(newest(page)).to_contain_text("❌")
    await keep_picture(page, f"kind-{title.lower().replace(' ', '-')}-wrong")
    for line in right:
        await click(page, await _letter(page, line))
    await click(page, "Check")
    await keep_picture(page, f"kind-{title.lower().replace(' ', '-')}-right")
    await click(page, "Next ▸")


async def _letter(page: Page, words: str) -> str:
    text = await newest(page).inner_text()
    found = re.search(rf"^([A-J])\s+{re.escape(words)}|^([A-J])\s+.*{re.escape(words)}", text, re.MULTILINE)
    assert found, f"{words!r} is not in\n{text}"
    return str(found[1] or found[2])
