"""The bot is stopped, or killed with kill -9, and started again: the learner goes on where they stood."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import pytest

from bot.course.library import Library
from bot.emulator.errors import ApiError
from tests.chat.test_course_in_a_chat import letter_of, tick
from tests.chat.test_once_and_only_once import ANSWERS, PROGRESS, assert_one_place
from tests.school import TOKEN, LocalApi, Pupil, School, buttons_of, text_of

ROOT = Path(__file__).parents[2]
COURSES = ROOT / "tests" / "content"
PATIENCE = 30.0


async def test_every_button_works_in_a_bot_that_was_started_after_it_was_sent(
    closed_school: School, tea: Library
) -> None:
    ada = closed_school.join("Ada")

    async def press(label: str) -> None:
        async with closed_school.open(tea):
            await ada.press(label)

    async with closed_school.open(tea):
        await ada.say("/start")
    for label in ("Begin", "Next ▸", "◂ Back", "Lessons", "Continue ▸", "Next ▸", "Next ▸", "Hint"):
        await press(label)
    await press(letter_of(ada.text, "It sings"))
    await press("Show the answer")
    await press("Try it again")
    await press(letter_of(ada.text, "It boils"))
    for label in ("Next ▸", "↺ How hot?", "Next ▸", "Next lesson ▸", "Next ▸"):
        await press(label)
    for option in ("Green", "Black"):
        async with closed_school.open(tea):
            await tick(ada, option)
    for label in ("Check", "Next ▸", "Your result ▸"):
        await press(label)
    assert "first try: 1 of 2" in ada.text
    assert_one_place(ada)
    await press("Start again")
    assert "Cold water" in ada.text
    assert [row[0] for row in closed_school.rows(PROGRESS)] == [1, 2]


async def test_what_was_pressed_while_the_bot_was_away_is_done_in_order_when_it_is_back(
    closed_school: School, tea: Library
) -> None:
    ada = closed_school.join("Ada")
    async with closed_school.open(tea):
        await ada.say("/start tea--water")
    onward = ada.find("Next ▸")
    for _ in range(3):
        closed_school.world.tap(ada.id, onward[0]["message_id"], onward[1]["callback_data"])
    closed_school.world.say(ada.id, "/continue")
    async with closed_school.open(tea):
        await closed_school.settled()
    assert "Hot water" in ada.text
    assert_one_place(ada)


async def test_options_keep_their_letters_over_a_restart(closed_school: School, tea: Library) -> None:
    ada = closed_school.join("Ada")
    async with closed_school.open(tea):
        await ada.say("/start tea--leaves")
        await ada.press("Next ▸")
        before = ada.view()
    async with closed_school.open(tea):
        await ada.say("/continue")
    assert ada.view() == before


class Killer:
    """`python -m bot run` as a process of its own, which dies by SIGKILL at chosen moments."""

    def __init__(self, api: LocalApi, environment: Mapping[str, str]) -> None:
        self.deaths = 0
        self._api = api
        self._environment = environment
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self._process = await run_bot("run", self._environment)

    def kill(self) -> None:
        if self._process and self._process.returncode is None:
            self._process.kill()
            self.deaths += 1

    def kill_at(self, moment: str) -> None:
        """Just before or just after Telegram has done what is asked: "before sendMessage"."""
        when, method = moment.split()
        left = [True]

        def hook(called: str, _: Mapping[str, Any]) -> None:
            if called == method and left:
                left.pop()
                self.kill()
                raise ApiError(502, "Bad Gateway")  # nobody hears it any more

        setattr(self._api, when, hook)

    async def settled(self) -> None:
        """Waits until every update was confirmed; a bot that dies meanwhile is started again."""
        async with asyncio.timeout(PATIENCE):
            while self._api.world.updates.waiting:
                if self._process and self._process.returncode is not None:
                    await self.start()
                await asyncio.sleep(0.005)

    async def stop(self) -> None:
        if self._process and self._process.returncode is None:
            self._process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(PATIENCE):
                assert await self._process.wait() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
async def test_a_bot_killed_at_any_moment_goes_on_at_the_same_place_with_the_same_score(
    api: LocalApi, closed_school: School
) -> None:
    killer = Killer(api, environment(closed_school.database, TELEGRAM_API_URL=api.url))
    ada = closed_school.join("Ada")
    await killer.start()
    try:
        await _with_a_death_at_each_step(ada, killer)
    finally:
        await killer.stop()
    assert killer.deaths == 8
    assert "first try: 1 of 2" in text_of(_newest(ada))
    assert [row[:3] + row[4:] for row in closed_school.rows(ANSWERS)] == [
        (1, "how-hot", 1, "wrong"),
        (1, "how-hot", 2, "right"),
        (1, "which", 1, "right"),
    ]
    assert [row[2] for row in closed_school.rows(PROGRESS)] == ["course done"]


async def _with_a_death_at_each_step(ada: Pupil, killer: Killer) -> None:
    async def press(label: str, expected: str) -> None:
        message, button = ada.find(label)
        ada.school.world.tap(ada.id, message["message_id"], button["callback_data"])
        await killer.settled()
        assert expected in text_of(_newest(ada))

    killer.kill_at("before sendPhoto")
    ada.school.world.say(ada.id, "/start tea--water")
    await killer.settled()
    killer.kill_at("after answerCallbackQuery")
    await press("Next ▸", "Hot water")
    killer.kill_at("before sendMessage")
    await press("Next ▸", "How hot?")
    killer.kill_at("before editMessageText")
    await press(letter_of(text_of(_newest(ada)), "It sings"), "That is the kettle.")
    killer.kill_at("after editMessageText")
    await press(letter_of(text_of(_newest(ada)), "It boils"), "At 100 °C it boils.")
    killer.kill_at("after sendMessage")
    await press("Next ▸", "end of lesson 1 of 2")
    killer.kill_at("before editMessageReplyMarkup")
    await press("Next lesson ▸", "Into the pot")
    killer.kill_at("after editMessageReplyMarkup")
    await press("Next ▸", "Which of these are tea?")
    for option in ("Green", "Black"):
        await press(f"☐ {letter_of(text_of(_newest(ada)), option)}", "Which of these are tea?")
    await press("Check", "Green and black tea come from one plant.")
    await press("Next ▸", "end of lesson 2 of 2")
    await press("Your result ▸", "That was the last lesson")


def _newest(ada: Pupil) -> dict[str, Any]:
    """The newest message of the bot's."""
    return next(message for message in reversed(ada.messages) if message["from"]["is_bot"])


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
async def test_local_mode_killed_and_started_again_has_its_chat_and_its_old_buttons(tmp_path: Path) -> None:
    settings = environment(tmp_path / "local.db", PORT="0")
    async with local_bot(settings) as url, Page(url) as page:
        await page.join("Ada")
        await page.send("/start tea--water")
        before = await page.until("Cold water")
    async with local_bot(settings) as url, Page(url) as page:
        await page.join("Ada")
        after = await page.messages()
        assert [text_of(message) for message in after] == [text_of(message) for message in before]
        await page.press(after[-1], "Next ▸")
        await page.until("Hot water")


@asynccontextmanager
async def local_bot(settings: Mapping[str, str]) -> AsyncIterator[str]:
    """The address of a local mode that is killed in the end."""
    process = await run_bot("local", settings, stdout=asyncio.subprocess.PIPE)
    try:
        assert process.stdout
        async with asyncio.timeout(PATIENCE):
            line = (await process.stdout.readline()).decode()
        found = re.search(r"http://\S+", line)
        assert found, line
        yield found[0]
    finally:
        process.kill()
        await process.wait()


class Page:
    """What the chat page does, without a browser."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._person = 0

    async def __aenter__(self) -> Page:
        self._http = aiohttp.ClientSession(self._url)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._http.close()

    async def join(self, name: str) -> None:
        self._person = (await self._post("people", name=name))["id"]

    async def send(self, text: str) -> None:
        await self._post("send", person=self._person, text=text)

    async def press(self, message: dict[str, Any], label: str) -> None:
        data = next(b["callback_data"] for b in buttons_of(message) if b["text"] == label)
        await self._post("tap", person=self._person, message_id=message["message_id"], data=data)

    async def messages(self) -> list[dict[str, Any]]:
        """The chat as /chat/events tells it first."""
        async with self._http.get("/chat/events", params={"person": self._person}) as events:
            async for line in events.content:
                if line.startswith(b"data: "):
                    state: dict[str, Any] = orjson.loads(line.removeprefix(b"data: "))
                    return list(state["messages"])
        raise AssertionError("no state came")

    async def until(self, words: str) -> list[dict[str, Any]]:
        """The chat, once its newest message says this."""
        async with asyncio.timeout(PATIENCE):
            while True:
                messages = await self.messages()
                if messages and words in text_of(messages[-1]):
                    return messages
                await asyncio.sleep(0.01)

    async def _post(self, call: str, **body: Any) -> dict[str, Any]:
        async with self._http.post(f"/chat/{call}", json=body) as answer:
            assert answer.status == 200, await answer.text()
            result: dict[str, Any] = await answer.json()
            return result


async def run_bot(command: str, settings: Mapping[str, str], **pipes: Any) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", command, cwd=ROOT, env=dict(settings), **pipes
    )


def environment(database: Path, **more: str) -> dict[str, str]:
    """Settings of a bot that sends without limits."""
    inherited = {name: os.environ[name] for name in ("PATH", "LANG", "HOME") if name in os.environ}
    return inherited | {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "DATABASE_URL": f"sqlite:///{database}",
        "CONTENT_DIR": str(COURSES),
        "SEND_PER_CHAT_SECOND": "1000",
        "SEND_PER_SECOND": "1000",
        "PORT": "0",
        "LOG_LEVEL": "WARNING",
        **more,
    }
