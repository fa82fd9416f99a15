"""From saving a lesson to the step on the screen, in a course of many lessons that is open in `write`."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import copytree
from statistics import median

import aiohttp

SOURCE = Path(__file__).parents[2] / "content" / "what-is-docker"
LESSONS = 50
PAUSE = 2.5
"""Seconds between two saves: what is done after one, as the index for searching, is over by the next."""


def run(rounds: int, lessons: int, as_json: bool) -> None:
    """Prints the seconds of a save in the middle and of the slowest; then, if wished, a JSON object."""
    times = asyncio.run(_measured(rounds, lessons))
    print(f"{lessons} lessons: {median(times):.2f} s from save to screen, {max(times):.2f} s the slowest")
    if as_json:
        print(json.dumps({"lessons": lessons, "seconds": times}))


async def _measured(rounds: int, lessons: int) -> list[float]:
    with tempfile.TemporaryDirectory() as home:
        folder = many_lessons(Path(home) / "course", lessons)
        async with _page(folder) as lines:
            times = [await _saved(folder, number % lessons, lines) for number in range(rounds + 1)]
    return times[1:]  # the first one begins the chat


async def _saved(folder: Path, lesson: int, lines: AsyncIterator[str]) -> float:
    """Saves a change in a lesson's first section; the seconds until the page has its message."""
    await asyncio.sleep(PAUSE)
    path, words = folder / f"{lesson}.yaml", f"Saved{time.monotonic_ns()}"
    text = path.read_text("utf-8")
    begin = time.perf_counter()
    path.write_text(re.sub(r"text: \|\n(\s+)", rf"text: |\n\g<1>{words} ", text, count=1), "utf-8")
    async for line in lines:
        if line.startswith("data:") and words in line:
            return time.perf_counter() - begin
    raise AssertionError("the page was closed")


@asynccontextmanager
async def _page(folder: Path) -> AsyncIterator[AsyncIterator[str]]:
    """`write` on this folder, and all that a page hears of it."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "write", str(folder)),
        env={**os.environ, "PORT": "0", "LOG_LEVEL": "warning"},
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    found = re.search(r"http://\S+", (await process.stdout.readline()).decode())
    assert found
    try:
        timeout = aiohttp.ClientTimeout(total=None)
        async with aiohttp.ClientSession(found[0], timeout=timeout, read_bufsize=2**24) as session:
            async with session.post("/chat/people", json={"name": "Ada"}) as answer:
                person = (await answer.json())["id"]
            async with session.get(f"/chat/events?person={person}") as events:
                yield _lines(events.content)
    finally:
        process.terminate()
        await process.wait()


async def _lines(stream: aiohttp.StreamReader) -> AsyncIterator[str]:
    async for line in stream:
        yield line.decode()


def many_lessons(folder: Path, lessons: int) -> Path:
    """A course of so many lessons, each as long as those of the first course."""
    copytree(SOURCE, folder)
    texts = [path.read_text("utf-8") for path in sorted(SOURCE.glob("[0-9]*.yaml"))]
    for number in range(lessons):
        text = re.sub(r"^id: .*$", f"id: lesson-{number}", texts[number % len(texts)], flags=re.M)
        text = re.sub(r"^    id: (.*)$", rf"    id: \1-{number}", text, flags=re.M)
        (folder / f"{number}.yaml").write_text(text, "utf-8")
    course = (folder / "course.yaml").read_text("utf-8")
    names = "".join(f"  - {number}.yaml\n" for number in range(lessons))
    course = re.sub(r"^lessons:\n(  - .*\n)+", f"lessons:\n{names}", course, flags=re.M)
    (folder / "course.yaml").write_text(course, "utf-8")
    return folder
