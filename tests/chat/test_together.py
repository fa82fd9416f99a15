"""The whole way, in against the local Bot API and out again: polling, order, pace, client."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import Any

from telegram import Bot

from bot.emulator.web.server import Server
from bot.emulator.world.world import World
from bot.wire.batches import Batches
from bot.wire.client import Client
from bot.wire.handling import Handling
from bot.wire.order import ByChat, chat_of
from bot.wire.pace import Pace
from bot.wire.polling import Polling
from bot.wire.request import AiohttpRequest
from bot.wire.retry import Caller
from tests.wire.servers import TOKEN


async def test_no_message_is_lost_and_each_chat_is_answered_in_order_though_the_bot_dies_in_between():
    world = World()
    server = Server(world)
    await server.start(host="127.0.0.1", port=0)
    people = [world.join(name, language_code="en") for name in ("Ada", "Bo", "Cy")]
    told: set[tuple[int, str]] = set()

    async def live(client: Client, dies_after: int) -> list[tuple[int, str]]:
        answered: list[tuple[int, str]] = []
        caller, order = Caller(client, Pace(chat_burst=100)), ByChat()

        async def answer(update: dict[str, Any]) -> None:
            message = update["message"]
            chat, text = message["chat"]["id"], message["text"]
            if len(answered) >= dies_after:
                task.cancel()
                return await asyncio.sleep(60)
            await caller.call("sendMessage", {"chat_id": chat, "text": f"re: {text}"})
            answered.append((chat, text))
            told.add((chat, text))
            return None

        async def handle(update: dict[str, Any]) -> None:
            await order.run(chat_of(update), lambda: answer(update))

        polling = Polling(Batches(client, ["message"]), Handling(handle))
        task = asyncio.create_task(polling.run())
        while not task.done() and len(told) < 30:  # noqa: ASYNC110 - the end of it may come from outside
            await asyncio.sleep(0.01)
        polling.stop()
        await asyncio.gather(task, return_exceptions=True)
        return answered

    try:
        for number in range(10):
            for person in people:
                world.say(person.id, f"{number}")
        async with Client(TOKEN, server.url) as client:
            first = await live(client, dies_after=8)
            assert len(told) < 30
            second = await live(client, dies_after=1000)
            # The offset went along with the orderly end: nothing waits any more.
            assert await client.call("getUpdates", {"timeout": 0}) == []
    finally:
        await server.stop()
    assert len(told) == 30
    # What was answered but not yet confirmed comes once more; whoever keeps the state recognises it.
    for life in (first, second):
        for person in people:
            numbers = [int(text) for chat, text in life if chat == person.id]
            assert all(after == before + 1 for before, after in pairwise(numbers))


async def test_the_library_talks_to_the_local_bot_api_through_the_same_backend():
    world = World()
    server = Server(world)
    await server.start(host="127.0.0.1", port=0)
    ada = world.join("Ada", language_code="en")
    world.say(ada.id, "/start")
    request = AiohttpRequest()
    bot = Bot(
        TOKEN, f"{server.url}/bot", f"{server.url}/file/bot", request=request, get_updates_request=request
    )
    try:
        async with bot:
            message = await bot.send_message(ada.id, "<b>Hello</b>", parse_mode="HTML")
            assert message.text == "Hello"
            assert (await bot.get_updates(timeout=1))[0].message.text == "/start"
    finally:
        await server.stop()
