"""What a browser test starts from."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

from playwright.async_api import Page, expect

from bot.emulator.web.server import Server
from bot.emulator.world.world import World
from tests.browser.hand import Hand

Theme = Literal["light", "dark"]
Tab = Callable[..., Awaitable[Page]]


@dataclass
class House:
    """A local Bot API with a bot that the test plays, and the way in for a person."""

    world: World
    server: Server
    bot: Hand
    tab: Tab

    async def visit(self, name: str, **options: Any) -> tuple[Page, int]:
        """A person who has started the bot already: their page and their id."""
        person = self.world.join(name)
        self.world.say(person.id, "/start")
        await self.bot.update()
        page = await self.tab(f"{self.server.url}/?name={name}", **options)
        await expect(page.get_by_role("article")).to_have_count(1)
        return page, person.id


async def until_page_is(page: Page, theme: Theme) -> None:
    """Waits until the page is drawn in that theme: near white or near black."""
    part = r"\d\d?" if theme == "dark" else r"2\d\d"
    await expect(page.locator("body")).to_have_css(
        "background-color", re.compile(rf"rgb\({part}, {part}, {part}\)")
    )
