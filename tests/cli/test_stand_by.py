"""Several processes with one token and one database: one is at work, the others stand by and take over."""

from __future__ import annotations

import asyncio
import re
import signal
import subprocess
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from yarl import URL

from bot.app.process import START_AGAIN
from bot.emulator.errors import ApiError
from bot.emulator.world.world import World
from tests import engine
from tests.cli.terminal import TOKEN, Env, ended, start
from tests.eventually import eventually
from tests.forked import Talking
from tests.school import LocalApi, Pupil, School
from tests.wire.servers import unused_address

Process = subprocess.Popen[str] | Talking
HOOK = {"WEBHOOK_URL": "https://tutor.example.org/in/here", "WEBHOOK_SECRET": "secret"}


class Front(LocalApi):
    """Telegram, and what stands before the processes: all that is posted goes to `address`."""

    address = ""

    async def call(self, method: str, params: Mapping[str, Any]) -> object:
        if method == "setWebhook":
            params = {**params, "url": f"{self.address}{URL(params['url']).path}"}
        result = await super().call(method, params)
        if method == "getWebhookInfo" and isinstance(result, dict):
            return result | {"url": HOOK["WEBHOOK_URL"]}
        return result


@dataclass
class Place:
    """`name`: the bot's @username."""

    api: Front
    school: School

    @property
    def name(self) -> str:
        return f"@{self.school.world.bot.user()['username']}"

    def start(self, **more: str) -> Process:
        return start(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_URL=self.school.url, **more)

    async def at_work(self, **more: str) -> tuple[Process, str]:
        """And the line that says so."""
        process = self.start(**more)
        return process, await self.says(process, f"{self.name} is ready: ")

    async def standing_by(self, **more: str) -> tuple[Process, str]:
        """And the line that says who is at work."""
        process = self.start(**more)
        return process, await self.says(process, "standing by: at work is ")

    async def says(self, process: Process, words: str) -> str:
        """The next line with these words in it."""
        assert process.stderr
        lines = []
        while line := await asyncio.to_thread(process.stderr.readline):
            lines.append(line)
            if words in line:
                return line
        raise AssertionError(f"{words!r} is not in {lines}")


@pytest.fixture(autouse=True)
def _database(home: Path, env: Env) -> None:
    env.setenv("DATABASE_URL", engine.url(home / "tutorbot.db"))


@pytest.fixture
async def place(home: Path) -> AsyncIterator[Place]:
    api = Front(World(token=TOKEN))
    await api.start()
    yield Place(api, School(api.world, api.url, home / "tutorbot.db"))
    await api.stop()


async def page(url: str, path: str) -> tuple[int, Any]:
    async with aiohttp.ClientSession(url) as session, session.get(path) as answer:
        return answer.status, await answer.json()


def listens_at(line: str) -> str:
    found = re.search(r"/healthz at (http://\S+:\d+)", line)
    assert found, line
    return found[1]


def answers(pupil: Pupil) -> int:
    return sum(message["from"]["is_bot"] for message in pupil.messages)


async def test_a_second_process_says_that_it_stands_by_and_goes_on_where_the_first_was_killed(
    place: Place,
) -> None:
    first, _ = await place.at_work()
    ada = place.school.join("Ada")
    await ada.play("""
        > /start
        > [Begin]
        Cold water
    """)
    second = place.start()
    await place.says(second, "standing by: /healthz at ")
    line = await place.says(second, "standing by: at work is ")
    assert line.rstrip().endswith(f"at work is process {first.pid}, {place.name}")
    calls = len(place.school.world.calls)
    await ada.play("""
        > [Next ▸]
        Hot water
    """)
    asked = {method for method, _ in list(place.school.world.calls)[calls:]}
    assert not asked & {"getMe", "deleteWebhook"}
    first.send_signal(signal.SIGKILL)
    await asyncio.to_thread(ended, first, -signal.SIGKILL)
    await place.says(second, f"{place.name} is ready: polling")
    before = answers(ada)
    await ada.press("◂ Back")
    assert answers(ada) >= before
    assert "Cold water" in ada.view()
    second.terminate()
    await asyncio.to_thread(ended, second, 0)


async def test_who_ends_in_peace_hands_over_at_once_and_who_stands_by_may_end_too(place: Place) -> None:
    first, _ = await place.at_work()
    second, _ = await place.standing_by()
    third, _ = await place.standing_by()
    third.terminate()
    _, said = await asyncio.to_thread(ended, third, 0)
    assert "is ready" not in said
    first.terminate()
    await asyncio.to_thread(ended, first, 0)
    await place.says(second, "nobody else is at work: taking over")
    await place.says(second, f"{place.name} is ready")
    second.terminate()
    await asyncio.to_thread(ended, second, 0)


async def test_what_is_posted_to_one_that_stands_by_comes_again_and_nothing_is_lost(place: Place) -> None:
    place.api.address = await unused_address()
    first, line = await place.at_work(**HOOK)
    at_work = listens_at(line)
    second = place.start(**HOOK, PORT=str(URL(place.api.address).port))
    stands_by = listens_at(await place.says(second, "standing by: /healthz at "))
    assert stands_by == place.api.address
    await place.says(second, "standing by: at work is ")
    status, told = await page(at_work, "/healthz")
    assert (status, told["ok"], told["state"]) == (200, True, "at work")
    assert await page(at_work, "/ready") == (200, {"state": "at work"})
    standing = {"ok": True, "state": "standing by", "database": True}
    assert await page(stands_by, "/healthz") == (200, standing)
    assert await page(stands_by, "/ready") == (503, {"state": "standing by"})
    async with aiohttp.ClientSession(stands_by) as session, session.post("/in/here") as answer:
        assert (answer.status, answer.headers["Retry-After"]) == (503, "1")

    ada = place.school.join("Ada")
    place.school.world.say(ada.id, "/help")
    first.send_signal(signal.SIGKILL)
    await asyncio.to_thread(ended, first, -signal.SIGKILL)
    await place.says(second, f"{place.name} is ready: webhook")
    await place.school.settled()
    assert answers(ada) == 1
    assert await page(stands_by, "/ready") == (200, {"state": "at work"})
    second.terminate()
    await asyncio.to_thread(ended, second, 0)


async def test_where_the_one_at_work_has_the_port_it_is_taken_over_as_well(place: Place) -> None:
    port = str(URL(await unused_address()).port)
    first, line = await place.at_work(PORT=port)
    second, _ = await place.standing_by(PORT=port)
    first.send_signal(signal.SIGKILL)
    await asyncio.to_thread(ended, first, -signal.SIGKILL)
    again = await place.says(second, f"{place.name} is ready")
    assert listens_at(again) == listens_at(line)
    second.terminate()
    await asyncio.to_thread(ended, second, 0)


@pytest.mark.postgres
async def test_one_that_was_stopped_is_overtaken_and_does_not_send_what_it_had_in_hand(place: Place) -> None:
    first, _ = await place.at_work()
    second, _ = await place.standing_by()
    ada = place.school.join("Ada")
    place.api.fail_once("sendMessage", ApiError(429, "Too Many Requests: retry after 1", {"retry_after": 1}))
    place.school.world.say(ada.id, "/help")
    await eventually(lambda: place.api.refused)
    first.send_signal(signal.SIGSTOP)
    await place.says(second, f"{place.name} is ready")
    await eventually(lambda: answers(ada) == 1)  # it may have waited in the inbox
    await place.school.settled()
    calls = len(place.school.world.calls)
    first.send_signal(signal.SIGCONT)
    _, said = await asyncio.to_thread(ended, first, START_AGAIN)
    assert "another process is at work on the database now: this one ends" in said
    assert answers(ada) == 1
    assert not [name for name, _ in list(place.school.world.calls)[calls:] if name.startswith("send")]
    second.terminate()
    await asyncio.to_thread(ended, second, 0)


@pytest.mark.sqlite
async def test_two_at_work_by_mistake_become_one_at_the_next_tap(place: Place, home: Path) -> None:
    first, _ = await place.at_work()
    (home / "tutorbot.db.lock").unlink()
    second, _ = await place.at_work()
    ada = place.school.join("Ada")
    while first.poll() is None:
        await ada.say("/start")
        await asyncio.sleep(0.05)
    _, said = await asyncio.to_thread(ended, first, START_AGAIN)
    assert "another process is at work on the database now: this one ends" in said
    assert answers(ada) <= len(ada.messages) / 2
    second.terminate()
    await asyncio.to_thread(ended, second, 0)
