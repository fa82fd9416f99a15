from __future__ import annotations

import asyncio
import traceback

import pytest
from aiohttp import web
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.wire.client import Client
from bot.wire.failures import NotSent, Unsure, wait_of
from bot.wire.transport import FilePart, Timeouts, Transport
from tests.wire.servers import TOKEN, bot_api, ok, raw_server, refusal, unused_address

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


async def test_a_call_travels_as_json_and_gives_its_result():
    seen = []

    async def answer(request: web.Request) -> web.Response:
        seen.append((request.method, request.path, request.content_type, await request.json()))
        return ok({"message_id": 7})

    async with bot_api(answer) as url, Client(TOKEN, url + "/") as client:
        keyboard = {"inline_keyboard": [[{"text": "Next", "callback_data": "n"}]]}
        result = await client.call(
            "sendMessage", {"chat_id": 1, "text": "Hé", "reply_markup": keyboard, "parse_mode": None}
        )
    assert result == {"message_id": 7}
    body = {"chat_id": 1, "text": "Hé", "reply_markup": keyboard}
    assert seen == [("POST", f"/bot{TOKEN}/sendMessage", "application/json", body)]


async def test_a_file_travels_in_a_form_with_nested_values_as_json():
    seen = {}

    async def answer(request: web.Request) -> web.Response:
        form = await request.post()
        seen.update(form)
        photo = form["photo"]
        assert isinstance(photo, web.FileField)
        seen["photo"] = (photo.filename, photo.content_type, photo.file.read())
        return ok({"message_id": 1, "photo": [{"file_id": "a"}]})

    async with bot_api(answer) as url, Client(TOKEN, url) as client:
        await client.call(
            "sendPhoto",
            {"chat_id": -5, "caption": "a\ud800b", "reply_markup": {"x": [1]}, "has_spoiler": True},
            {"photo": FilePart("dog.png", b"\x89PNG", "image/png")},
        )
    assert seen == {
        "chat_id": "-5",
        "caption": "a?b",
        "reply_markup": '{"x":[1]}',
        "has_spoiler": "true",
        "photo": ("dog.png", "image/png", b"\x89PNG"),
    }


@pytest.mark.parametrize(
    ("status", "words", "kind", "text"),
    [
        (400, "Bad Request: message is not modified", BadRequest, "Message is not modified"),
        (401, "Unauthorized", InvalidToken, "Unauthorized"),
        (404, "Not Found", InvalidToken, "Not Found"),
        (404, "Not Found: method not found", EndPointNotFound, "Not Found: method not found"),
        (403, "Forbidden: bot was blocked by the user", Forbidden, "Forbidden: bot was blocked by the user"),
        (409, "Conflict: terminated", Conflict, "Conflict: terminated"),
        (413, "Request Entity Too Large", BadRequest, "Request Entity Too Large"),
        (500, "Internal Server Error", Unsure, "Internal Server Error"),
        (502, "Bad Gateway", Unsure, "Bad Gateway"),
    ],
)
async def test_a_refusal_becomes_the_libraries_exception(
    status: int, words: str, kind: type[TelegramError], text: str
):
    async with bot_api(refusal(status, words)) as url, Client(TOKEN, url) as client:
        with pytest.raises(TelegramError) as caught:
            await client.call("sendMessage", {"chat_id": 1})
    assert type(caught.value) is kind
    assert str(caught.value) == text


async def test_what_telegram_adds_to_a_refusal_is_kept():
    async with (
        bot_api(refusal(429, "Too Many Requests: retry after 3", retry_after=3)) as url,
        Client(TOKEN, url) as client,
    ):
        with pytest.raises(RetryAfter) as flood:
            await client.call("sendMessage")
    assert wait_of(flood.value) == 3
    async with (
        bot_api(refusal(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1001)) as url,
        Client(TOKEN, url) as client,
    ):
        with pytest.raises(ChatMigrated) as moved:
            await client.call("sendMessage")
    assert moved.value.new_chat_id == -1001


async def test_a_server_that_nobody_reaches_was_not_sent_to():
    async with Client(TOKEN, await unused_address()) as client:
        with pytest.raises(NotSent) as caught:
            await client.call("sendMessage")
    assert_no_token(caught.value)


async def test_waiting_for_a_free_connection_too_long_means_not_sent():
    async with (
        raw_server(None) as url,
        Transport(1) as transport,
        Client(TOKEN, url, transport=transport, timeouts=Timeouts(connect=0.05, read=0.3)) as client,
        Client(TOKEN, url, transport=transport, timeouts=Timeouts(connect=0.05)) as hurried,
    ):
        slow = asyncio.create_task(client.call("getMe"))
        await asyncio.sleep(0.02)
        with pytest.raises(NotSent) as caught:
            await hurried.call("sendMessage")
        assert_no_token(caught.value)
        with pytest.raises(Unsure):
            await slow


async def test_silence_means_it_may_have_arrived():
    async with raw_server(None) as url, Client(TOKEN, url, timeouts=Timeouts(read=0.05)) as client:
        with pytest.raises(Unsure) as caught:
            await client.call("sendMessage")
    assert isinstance(caught.value, TimedOut)
    assert_no_token(caught.value)


@pytest.mark.parametrize(
    "reply", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{", b"nonsense\r\n\r\n"]
)
async def test_a_connection_that_breaks_means_it_may_have_arrived(reply: bytes):
    async with raw_server(reply) as url, Client(TOKEN, url) as client:
        with pytest.raises(Unsure) as caught:
            await client.call("sendMessage")
    assert_no_token(caught.value)


async def test_a_success_that_is_not_json_means_it_may_have_arrived():
    async def answer(_: web.Request) -> web.Response:
        return web.Response(text="<html>")

    async with bot_api(answer) as url, Client(TOKEN, url) as client:
        with pytest.raises(Unsure):
            await client.call("sendMessage")


async def test_a_proxys_page_that_repeats_the_address_does_not_give_the_token_away():
    words = f"Not Found: no method at /bot{TOKEN}/nonsense"
    async with bot_api(refusal(404, words)) as url, Client(TOKEN, url) as client:
        with pytest.raises(EndPointNotFound) as caught:
            await client.call("nonsense")
    assert_no_token(caught.value)


async def test_half_a_surrogate_pair_neither_comes_in_nor_goes_out():
    async def answer(request: web.Request) -> web.Response:
        assert (await request.json())["text"] == "a?b"
        return web.Response(body=b'{"ok":true,"result":"x\\ud83dy"}')

    async with bot_api(answer) as url, Client(TOKEN, url) as client:
        assert await client.call("getMyName", {"text": "a\ud83db"}) == "x?y"


async def test_a_file_is_fetched_by_its_path():
    async def answer(request: web.Request) -> web.Response:
        assert request.path == f"/file/bot{TOKEN}/photos/1.png"
        return web.Response(body=b"bytes")

    async with bot_api(answer) as url, Client(TOKEN, url) as client:
        assert await client.download("photos/1.png") == b"bytes"


async def test_every_call_is_told_to_whoever_counts():
    told = []
    async with (
        bot_api(refusal(403, "Forbidden: bot was blocked by the user")) as url,
        Client(TOKEN, url, observe=lambda *call: told.append(call[:2])) as client,
    ):
        with pytest.raises(Forbidden):
            await client.call("sendMessage")
    assert told == [("sendMessage", "Forbidden")]


async def test_a_closed_client_says_that_nothing_was_sent():
    client = Client(TOKEN, "http://127.0.0.1:1")
    with pytest.raises(NotSent):
        await client.call("getMe")
    assert TOKEN not in repr(client)


def assert_no_token(error: BaseException) -> None:
    """Neither the text nor a logged traceback, causes included, shows it."""
    assert "secret-words" not in "".join(traceback.format_exception(error))
    assert error.__context__ is None
