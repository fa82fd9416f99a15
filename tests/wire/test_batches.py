"""Batches of updates with something in them that cannot be read: only that is passed over."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import orjson
import pytest
from aiohttp import web
from telegram.error import TelegramError

from bot.wire.batches import Batches
from bot.wire.client import Client
from bot.wire.failures import Unsure
from bot.wire.handling import Handling
from bot.wire.polling import Polling
from tests.wire.servers import TOKEN, bot_api

DEEP = b"[" * 1200 + b"]" * 1200


class Source:
    """Telegram's side of getUpdates, for updates that are bytes: (number, text). An offset forgets what is
    before it."""

    def __init__(self, *updates: tuple[int, bytes]) -> None:
        self.waiting = list(updates)
        self.asked: list[tuple[int | None, int]] = []

    async def answer(self, request: web.Request) -> web.Response:
        asked = await request.json()
        self.asked.append((asked.get("offset"), asked["limit"]))
        self.waiting = [update for update in self.waiting if update[0] >= asked.get("offset", 0)]
        if not self.waiting:
            await asyncio.sleep(0.01)
        texts = [text for _, text in self.waiting[: asked["limit"]]]
        return web.Response(body=b'{"ok":true,"result":[' + b",".join(texts) + b"]}")


def well(number: int) -> tuple[int, bytes]:
    return number, orjson.dumps({"update_id": number, "message": {"text": "x"}})


def deep(number: int) -> tuple[int, bytes]:
    return number, b'{"update_id":%d,"message":%b}' % (number, DEEP)


@asynccontextmanager
async def polled(source: Source) -> AsyncIterator[list[int]]:
    """The numbers of the updates that are handled, in order, by a bot that asks this source."""
    handled: list[int] = []

    async def handle(update: dict[str, Any]) -> None:
        handled.append(update["update_id"])

    async with bot_api(source.answer) as url, Client(TOKEN, url) as client:
        polling = Polling(Batches(client, ["message"]), Handling(handle))
        task = asyncio.create_task(polling.run())
        try:
            async with asyncio.timeout(20):
                while source.waiting:  # noqa: ASYNC110 - it is a server's state
                    await asyncio.sleep(0.005)
            yield handled
        finally:
            polling.stop()
            await task


@pytest.mark.parametrize(
    "poison", [[1], [7], [100], [150], [1, 2, 3], [50, 99, 100, 101, 160], list(range(1, 161))]
)
async def test_of_a_batch_that_cannot_be_read_only_what_spoils_it_is_passed_over(
    poison: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    source = Source(*(deep(number) if number in poison else well(number) for number in range(1, 161)))
    async with polled(source) as handled:
        assert sorted(handled) == [number for number in range(1, 161) if number not in poison]
    assert caplog.messages == [f"Update {number} cannot be read: it is passed over" for number in poison]
    assert source.asked[-1][0] == 161


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbf" + b'{"update_id":5}',
        b'{"update_id":5,"message":{"date":NaN,"x":-Infinity}}',
        b'{"update_id":5,"message":{"chat":{"id":123456789012345678901234567890}}}',
        b'{"update_id":5,"message":{"chat":{"id":' + b"9" * 5000 + b"}}}",
        b'{"update_id":5,"message":' + b"[" * 900 + b"]" * 900 + b"}",
    ],
    ids=["byte-order mark", "NaN", "beyond 64 bits", "thousands of digits", "deep"],
)
async def test_a_careless_number_or_mark_keeps_no_update_from_its_handler(text: bytes) -> None:
    if text.startswith(b"\xef"):  # of the whole answer

        async def marked(_: web.Request) -> web.Response:
            return web.Response(body=b"\xef\xbb\xbf" + b'{"ok":true,"result":[{"update_id":5}]}')

        async with bot_api(marked) as url, Client(TOKEN, url) as client:
            assert await Batches(client, ["message"])(None, 1) == [{"update_id": 5}]
        return
    async with polled(Source(well(4), (5, text), well(6))) as handled:
        assert sorted(handled) == [4, 5, 6]


STRANGE = [
    *(
        b'{"message":{}}',
        b'{"update_id":"5"}',
        b'{"update_id":5.0}',
        b'{"update_id":true}',
        b'{"update_id":null}',
    ),
    *(b'{"update_id":-5}', b'{"update_id":1e30}', b'{"update_id":9007199254740992}', b'{"update_id":{}}'),
    *(b"null", b"true", b"5", b'"x"', b"[]", b"{}"),
]


async def test_updates_without_a_number_are_passed_over_in_one_line(caplog: pytest.LogCaptureFixture) -> None:
    strange = [(5 + number, text) for number, text in enumerate(STRANGE)]
    async with polled(Source(well(4), *strange, well(40), well(41))) as handled:
        assert sorted(handled) == [4, 40, 41]
    assert caplog.messages == [f"Updates without a number came ({len(STRANGE)}): they are passed over"]


async def test_behind_a_whole_answer_without_numbers_the_next_one_is_found() -> None:
    source = Source(well(4), *((number, b'{"update_id":"x"}') for number in range(5, 120)), well(120))
    async with bot_api(source.answer) as url, Client(TOKEN, url) as client:
        batches = Batches(client, ["message"])
        assert await batches(None, 1) == [{"update_id": 4, "message": {"text": "x"}}]
        with pytest.raises(Unsure, match="no update in the answer has a number"):
            await batches(5, 1)
        assert await batches(5, 1) == [{"update_id": 120, "message": {"text": "x"}}]
        assert await batches(121, 1) == []


@pytest.mark.parametrize(
    "body", [b"<html>", b"null", b'{"ok":true,"result":{}}', b'{"ok":true,"result":[null]}']
)
async def test_an_answer_that_is_no_batch_is_no_success(body: bytes) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=body)

    async with bot_api(answer) as url, Client(TOKEN, url) as client:
        with pytest.raises(TelegramError):
            await Batches(client, ["message"])(None, 1)


async def test_a_server_that_repeats_what_cannot_be_read_is_not_asked_without_a_pause() -> None:
    asked = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(await request.json())
        return web.Response(body=b'{"ok":true,"result":[' + deep(5)[1] + b"]}")

    async with bot_api(answer) as url, Client(TOKEN, url) as client:
        batches = Batches(client, ["message"])
        for _ in range(2):
            with pytest.raises(Unsure):
                await batches(None, 1)
    assert len(asked) < 25


async def test_a_farewell_confirms_and_receives_nothing() -> None:
    source = Source(well(4), well(5))
    async with bot_api(source.answer) as url, Client(TOKEN, url) as client:
        assert await Batches(client, ["message"])(5, 0) == []
    assert source.asked == [(5, 1)]
    assert source.waiting == [well(5)]
