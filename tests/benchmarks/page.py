"""How long a phone waits for the local chat page: until START is there, on slow lines, with a slow processor.

A real Chromium with nothing in its cache, throttled as its developer tools do it.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from statistics import median

from playwright.async_api import Browser, Page, async_playwright

from tests.benchmarks.start import free_port, wait_for_answer
from tests.benchmarks.subjects import CONTENT, ROOT, running

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SLOWER = 4
"""How many times slower the processor is made."""
PATIENCE = 30_000
"""Milliseconds."""

# Set as soon as START can be seen and pressed, by the page's own clock: milliseconds since it was asked for.
WATCH = """
(() => {
  const look = () => {
    const start = document.getElementById("start");
    if (start && !start.hidden && start.offsetHeight > 0) window.startSeen = performance.now();
    else requestAnimationFrame(look);
  };
  look();
})();
"""


@dataclass(frozen=True)
class Line:
    """What comes through it at most (Mbit/s, down and up), and how long each request waits (ms)."""

    name: str
    down: float
    up: float
    wait: float


LINES = (Line("4G", 4, 3, 150), Line("slow 4G", 1.6, 0.75, 150))
"""The second is what https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md calls so."""


def run(rounds: int, as_json: bool) -> None:
    """Prints the medians; as the last line, if wished, a JSON object."""
    found = asyncio.run(_measured(rounds))
    for line in LINES:
        print(f"{line.name}, CPU ÷ {SLOWER}: START after {found[line.name]:.2f} s, median of {rounds}")
    if as_json:
        seconds = {name: round(value, 3) for name, value in found.items()}
        print(json.dumps({"benchmark": "page", "rounds": rounds, "seconds": seconds}))


async def _measured(rounds: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        settings = {
            "DATABASE_URL": f"sqlite:///{folder}/bench.db",
            "CONTENT_DIR": str(CONTENT),
            "PORT": str(port),
            "LOG_LEVEL": "WARNING",
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "bot", "local"]
        with running(command, cwd=folder, env=os.environ | settings, stdout=subprocess.DEVNULL):
            wait_for_answer(port)
            async with _chromium() as browser:
                url = f"http://127.0.0.1:{port}/?new"
                return {
                    line.name: median([await _once(browser, url, line) for _ in range(rounds)])
                    for line in LINES
                }


async def _once(browser: Browser, url: str, line: Line) -> float:
    """Seconds until a newcomer sees START."""
    async with await browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = await context.new_page()
        await page.add_init_script(WATCH)
        await _slow_down(page, line)
        await page.goto(url, wait_until="commit")
        await page.locator("#start").wait_for(timeout=PATIENCE)
        return (
            float(await page.evaluate("new Promise((done) => setTimeout(() => done(startSeen), 100))")) / 1000
        )


async def _slow_down(page: Page, line: Line) -> None:
    tools = await page.context.new_cdp_session(page)
    await tools.send("Network.enable")
    speeds = {"downloadThroughput": line.down * 125_000, "uploadThroughput": line.up * 125_000}
    await tools.send("Network.emulateNetworkConditions", {"offline": False, "latency": line.wait, **speeds})
    await tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


@asynccontextmanager
async def _chromium() -> AsyncIterator[Browser]:
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        raise SystemExit(f"no browser: {', '.join(CHROMIUM)} are not on the PATH")
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=["--disable-gpu", *sandbox])
        yield browser
        await browser.close()
