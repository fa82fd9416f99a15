"""The Chromium of this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
MISSING = (
    "no Chromium found; on Debian or Ubuntu `apt install chromium` installs it, elsewhere any of "
    f"{', '.join(_NAMES)} on the PATH will do"
)


def chromium_path() -> str | None:
    return next(filter(None, map(shutil.which, _NAMES)), None)


@asynccontextmanager
async def chromium_at(path: str) -> AsyncIterator[Browser]:
    """Without a window."""
    # Chromium's sandbox does not work for root, which is who runs in most containers.
    sandbox = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=[*_ARGUMENTS, *sandbox])
        yield browser
        await browser.close()
