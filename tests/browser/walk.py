"""Takes a whole course in a real browser: python -m tests.browser.walk [COURSE].

The bot is at work as `python -m bot local` starts it. Somebody with a phone reads every section, answers
each question, some of them wrong at first, and goes on to the result and the certificate. Ends with an error
where a step does not show what the course says. SCREENSHOTS=folder keeps a picture of each.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Page, expect

from bot.course.library import Library
from bot.course.model import Course
from bot.course.reading.loader import load_library
from tests.browser.answering import press
from tests.browser.chatting import click, keep_picture, newest, write
from tests.browser.chromium import MISSING, chromium_at, chromium_path
from tests.browser.taking import Taking, has_picture
from tests.course.docker_right import RIGHT

ROOT = Path(__file__).parents[2]
PATIENCE = 15_000
"""Milliseconds."""
SPELLINGS = {question_id: answers[min(1, len(answers) - 1)] for question_id, answers in RIGHT.items()}
"""Where it may be written in another way than the course shows it, it is."""


def main() -> int:
    options = _options()
    library = load_library(ROOT / "content")
    if not isinstance(library, Library):
        raise SystemExit("the courses have mistakes: see `python -m bot check`")
    course = next((one for one in library.courses if one.id == options.course), None)
    if course is None:
        raise SystemExit(f"no such course; there are {', '.join(one.id for one in library.courses)}")
    started = time.perf_counter()
    done = asyncio.run(_walk(course, options.height))
    did = ", ".join(f"{count} {what}" for what, count in sorted(done.items()))
    print(f"{course.title}: {did}, in {time.perf_counter() - started:.0f} s")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.walk", description=__doc__)
    parser.add_argument(
        "course", nargs="?", default="docker-by-hand", help="its id (default: docker-by-hand)"
    )
    parser.add_argument("--height", type=int, default=844, help="of the window (default: 844)")
    return parser.parse_args()


async def _walk(course: Course, height: int) -> dict[str, int]:
    path = chromium_path()
    if path is None:
        raise SystemExit(MISSING)
    async with _bot() as url, chromium_at(path) as browser:
        expect.set_options(timeout=PATIENCE)
        page = await browser.new_page(viewport={"width": 390, "height": height}, reduced_motion="reduce")
        page.set_default_timeout(PATIENCE)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(f"{url}/?name=Ada")
        taking = Taking(page, course, SPELLINGS)
        await _begin(page, course)
        for lesson in course.lessons:
            await taking.lesson(lesson)
            if lesson is not course.lessons[-1]:
                await press(page, "Next lesson ▸")
        await taking.result()
        if course.certificate:
            await _prove(page, await taking.certificate("Ada Lovelace"))
        assert errors == []
    return taking.done


async def _begin(page: Page, course: Course) -> None:
    """From START, where all courses are offered, to the first step."""
    await page.get_by_role("button", name="START").click()
    await expect(newest(page)).to_contain_text(course.title)
    await keep_picture(page, "0-start")
    await click(page, re.compile(re.escape(course.title)))
    if course.cover:
        await has_picture(page)
    await keep_picture(page, "0-cover")
    await press(page, "Begin")


async def _prove(page: Page, certificate: str) -> None:
    """What the certificate's link opens says that it is genuine."""
    found = re.search(r"start=(cert-\w+)", certificate)
    assert found, certificate
    await write(page, f"/start {found[1]}")
    await expect(newest(page)).to_contain_text("This certificate is genuine")
    await keep_picture(page, "certificate-genuine")


@asynccontextmanager
async def _bot() -> AsyncIterator[str]:
    """The address of the chat page, with a database and chats of its own."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "DATABASE_URL": f"sqlite:///{folder}/walk.db",
            "CONTENT_DIR": str(ROOT / "content"),
            "PORT": "0",
            "LOG_LEVEL": "warning",
            "PYTHONPATH": str(ROOT),
        }
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "local"),
            cwd=folder,
            env={**os.environ, **settings},
            stdout=asyncio.subprocess.PIPE,
        )
        assert process.stdout
        try:
            found = re.search(r"http://\S+", (await process.stdout.readline()).decode())
            assert found
            yield found[0].rstrip("/")
        finally:
            process.terminate()
            await process.wait()


if __name__ == "__main__":
    sys.exit(main())
