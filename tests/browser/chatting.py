"""What a person does in the page's chat, for tests that play a whole story there."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.async_api import Locator, Page, expect


async def write(page: Page, text: str) -> None:
    await page.get_by_role("textbox", name="Message").fill(text)
    await page.get_by_role("textbox", name="Message").press("Enter")


async def click(page: Page, label: str | re.Pattern[str]) -> None:
    """Clicks the newest button that says this, and waits until it has done its work."""
    exact = isinstance(label, str)
    await page.get_by_role("article").get_by_role("button", name=label, exact=exact).last.click()
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)


def newest(page: Page) -> Locator:
    return page.get_by_role("article").last


_AT_REST = """() => new Promise(done => {
    let last = "";
    const look = () => {
        const moving = document.getAnimations().some(one => one.playState === "running");
        const scrolled = [...document.querySelectorAll("*")].map(one => one.scrollTop).filter(Boolean);
        const now = moving ? "" : `at ${scrolled}`;
        if (now && now === last) return done(true);
        last = now;
        requestAnimationFrame(() => requestAnimationFrame(look));
    };
    look();
})"""
"""Resolves once nothing on the page scrolls or moves any more."""


async def keep_picture(page: Page, name: str) -> None:
    """SCREENSHOTS=folder keeps what a person would see, once the page has come to rest."""
    if folder := os.environ.get("SCREENSHOTS"):
        await page.evaluate(_AT_REST)
        await page.screenshot(path=Path(folder) / f"{name}.png")
