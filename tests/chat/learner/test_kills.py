"""The bot is killed with kill -9 and started again: place, score, chat and buttons are still there."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import orjson
import pytest

from tests.chat.learner.deeds import ANSWERS, PROGRESS
from tests.forked import reader
from tests.messages import buttons_of, letter_of, text_of
from tests.processes import PATIENCE, Killer, environment, run_bot
from tests.school import LocalApi, Pupil, School


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
        await page.settled()
    async with local_bot(settings) as url, Page(url) as page:
        await page.join("Ada")
        after = await page.messages()
        assert [text_of(message) for message in after] == [text_of(message) for message in before]
        await page.press(after[-1], "Next ▸")
        await page.until("Hot water")


@asynccontextmanager
async def local_bot(settings: Mapping[str, str]) -> AsyncIterator[str]:
    """The address of a local mode that is killed in the end."""
    reading, writing = os.pipe()
    process = run_bot("local", settings, writing)
    os.close(writing)
    try:
        async with asyncio.timeout(PATIENCE):
            line = (await (await reader(reading)).readline()).decode()
        found = re.search(r"http://\S+", line)
        assert found, line
        yield found[0]
    finally:
        process.kill()
        await process.exit()


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

    async def settled(self) -> None:
        """Waits until every update is confirmed: one that is not is handled again by the next bot."""
        async with asyncio.timeout(PATIENCE):
            while (await self._pending()) > 0:  # noqa: ASYNC110 - it is another process
                await asyncio.sleep(0.01)

    async def _pending(self) -> int:
        async with self._http.get("/bot1:any/getWebhookInfo") as answer:
            return int((await answer.json())["result"]["pending_update_count"])

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
