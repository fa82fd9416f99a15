"""A real browser for tests, and skips with a reason where there is none.

`chromium` is one browser for the whole run. It lives in the session's event loop, so a module using it has

    pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

and makes its own async fixtures with @pytest_asyncio.fixture(loop_scope="session"). Take `tab` for pages of a
server that the test starts itself (it fails the test when a page reports an error), `house` for such a server
with a bot that the test plays, or make a context of your own with `await chromium.new_context(...)`.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page

from bot.course.library import Library
from bot.emulator.web.server import Server
from bot.emulator.world.world import World
from tests.browser.chromium import MISSING, chromium_at, chromium_path
from tests.browser.hand import Hand
from tests.browser.house import House, Tab, Theme
from tests.school import School

PATIENCE = 5000  # milliseconds a step may take before it counts as failed


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The Chromium of this machine, without a window."""
    async with chromium_at(_find_or_skip()) as browser:
        yield browser


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def window(chromium: Browser) -> AsyncIterator[BrowserContext]:
    """One profile for all tabs, far quicker than one each: servers on different ports share no storage."""
    async with await chromium.new_context() as context:
        context.set_default_timeout(PATIENCE)
        yield context


@pytest_asyncio.fixture(loop_scope="session")
async def tab(window: BrowserContext) -> AsyncIterator[Tab]:
    """Opens an address in a new tab: `page = await tab(url, width=390, height=844, theme="dark")`.

    What the pages report as errors fails the test at its end; those of the network are expected while a
    server is down, and are left out.
    """
    pages: list[Page] = []
    errors: list[str] = []

    async def open_tab(url: str, width: int = 1000, height: int = 800, theme: Theme = "light") -> Page:
        page = await window.new_page()
        pages.append(page)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        await page.set_viewport_size({"width": width, "height": height})
        await page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        await page.goto(url, wait_until="commit")
        return page

    yield open_tab
    for page in pages:
        await page.evaluate("localStorage.clear()")  # a later test's server may get the same port
        await page.close()
    assert [error for error in errors if "Failed to load resource" not in error] == []


@pytest_asyncio.fixture(loop_scope="session")
async def house(tab: Tab) -> AsyncIterator[House]:
    """A local Bot API in memory, whose bot the test plays."""
    world = World()
    server = Server(world)
    await server.start()
    async with aiohttp.ClientSession() as http:
        yield House(world, server, Hand(http, server.url), tab)
    await server.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def docker_school(tmp_path: Path, first_course: Library) -> AsyncIterator[School]:
    """The bot at work with the first course, at a Bot API with its page."""
    server = Server(World())
    await server.start()
    school = School(server.world, server.url, tmp_path / "school.db")
    async with school.open(first_course):
        yield school
    await server.stop()


def _find_or_skip() -> str:
    if path := chromium_path():
        return path
    if os.environ.get("CI") == "true":
        pytest.fail(MISSING)
    pytest.skip(MISSING)
