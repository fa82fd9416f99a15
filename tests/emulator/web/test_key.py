"""The local server where others can reach it: whoever has neither the key nor the bot's token is kept out."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession, CookieJar

from bot.emulator.web.server import Server
from bot.emulator.world.world import World

KEY = "k" * 32
TOKEN = "1:that-nobody-guesses"


@pytest_asyncio.fixture
async def url() -> AsyncIterator[str]:
    """A server's address; its bot has sent Ada a file."""
    server = Server(World(token=TOKEN), key=KEY)
    await server.start()
    yield server.url
    await server.stop()


@pytest_asyncio.fixture
async def browser() -> AsyncIterator[ClientSession]:
    async with ClientSession(cookie_jar=CookieJar(unsafe=True)) as session:  # for an address of numbers
        yield session


PAGES = (
    "/",
    "/page.js",
    "/chat/people",
    "/chat/events?person=1",
    "/chat/file/x",
    "/nothing",
    "/bot",
    "/file/bot",
)


@pytest.mark.parametrize("key", [None, "", "wrong", KEY + "x", KEY[:-1], "schlüssel"])
async def test_without_the_key_there_is_no_page(url: str, browser: ClientSession, key: str | None) -> None:
    for path in PAGES:
        given = {} if key is None else {"key": key}
        cookies = {} if key is None or not key.isascii() else {"tutorbot_key": key}
        async with browser.get(
            url + path, params=given, cookies=cookies, headers={"Host": "127.0.0.1"}
        ) as answer:
            assert answer.status == 403, path
            assert KEY not in await answer.text()
    async with browser.post(url + "/chat/people", json={"name": "Eve"}) as answer:
        assert answer.status == 403


async def test_the_address_with_the_key_opens_the_page_and_the_browser_remembers(
    url: str, browser: ClientSession
) -> None:
    async with browser.get(f"{url}/?key={KEY}&name=Ada%20B", allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (303, "/?name=Ada+B")
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
    async with browser.get(url) as answer:
        assert answer.status == 200
        assert "<html" in await answer.text()
    async with browser.post(url + "/chat/people", json={"name": "Ada"}) as answer:
        assert answer.status == 200
    async with browser.get(url + "/nothing") as answer:
        assert answer.status == 404


async def test_the_key_is_no_way_round_the_other_guard(url: str, browser: ClientSession) -> None:
    for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
        async with browser.get(f"{url}/?key={KEY}", headers=headers) as answer:
            assert answer.status == 403


@pytest.mark.parametrize("path", ["//evil.example/", "/chat/people", "/..//evil.example"])
async def test_the_way_on_from_the_key_leads_to_the_page_alone(
    url: str, browser: ClientSession, path: str
) -> None:
    async with browser.get(f"{url}{path}?key={KEY}", allow_redirects=False) as answer:
        assert answer.headers["Location"] == "/"


async def test_the_bot_needs_its_token_and_no_key(url: str, browser: ClientSession) -> None:
    for token, status in ((TOKEN, 200), ("1:local", 401), ("1:x", 401), ("x", 404)):
        async with browser.post(
            f"{url}/bot{token}/getMe", headers={"Cookie": f"tutorbot_key={KEY}"}
        ) as answer:
            assert answer.status == status
        async with browser.post(f"{url}/bot{token}/getMe") as answer:
            assert answer.status == status
    async with browser.get(f"{url}/file/bot1:x/documents/a.txt") as answer:
        assert answer.status == 401
