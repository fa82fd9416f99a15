"""Only what the Bot API writes is an answer of the Bot API's, whoever asks and whatever the HTTP status."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import orjson
import pytest
from aiohttp import web
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.wire import transport
from bot.wire.answers import decode, result_of
from bot.wire.client import Client
from bot.wire.failures import GarbledError, Unsure, wait_of
from bot.wire.request import AiohttpRequest
from bot.wire.transport import FilePart, Timeouts, Transport
from tests.wire.servers import TOKEN, bot_api, ok, raw_server

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")

Ask = Callable[[str, str], Awaitable[Any]]
"""The address of the Bot API and a method -> the result."""


async def _by_client(url: str, method: str) -> Any:
    async with Client(TOKEN, url) as client:
        return await client.call(method, {"chat_id": 1})


async def _by_upload(url: str, method: str) -> Any:
    async with Client(TOKEN, url) as client:
        return await client.call(method, {"chat_id": 1}, {"document": FilePart("a.txt", b"a")})


async def _by_library(url: str, method: str) -> Any:
    async with AiohttpRequest() as request:
        return await request.post(f"{url}/bot{TOKEN}/{method}")


everyone = pytest.mark.parametrize("ask", [_by_client, _by_upload, _by_library])

PAGE = b"<html><h1>Forbidden</h1></html>"


def _refused(**fields: Any) -> bytes:
    return orjson.dumps({"ok": False, "error_code": 403, "description": "Forbidden: no"} | fields)


STRANGE = [
    *(b"", PAGE, b"null", b"true", b"[1,2]", b'"no"', b"{}", b"[" * 5000, b"\x1f\x8b\x08", b"\xff\xfe"),
    *(b'{"ok":true}', b'{"ok":"yes","result":{"message_id":1}}', b'{"ok":1,"result":{"message_id":1}}'),
    *(b'{"error":"forbidden"}', b'{"ok":false}', b'{"ok":null,"error_code":403,"description":"Forbidden"}'),
    *(_refused(error_code=code) for code in ("403", None, True, 0, 200, 403.5, 10**9, [403])),
    *(_refused(description=words) for words in (5, ["Forbidden"])),
    *(_refused(parameters=hints) for hints in ("x", [1])),
    *(_refused(error_code=429, parameters={"retry_after": wait}) for wait in ("x", 1.5, True, [], {})),
    *(
        _refused(error_code=400, parameters={"migrate_to_chat_id": to})
        for to in ("x", True, 1, 0, -(10**30.0))
    ),
]


@everyone
async def test_what_is_not_as_the_bot_api_writes_it_means_that_it_was_not_reached(ask: Ask) -> None:
    replies: list[tuple[int, bytes]] = []

    async def answer(_: web.Request) -> web.Response:
        status, body = replies[-1]
        return web.Response(status=status, body=body)

    async with bot_api(answer) as url:
        for body in STRANGE:
            for status in (200, 403, 404):
                replies.append((status, body))
                with pytest.raises(Unsure) as caught:
                    await ask(url, "sendMessage")
                assert type(caught.value) is Unsure, (status, body)
                assert str(caught.value) == f"not the Bot API answered, but something else (HTTP {status})"


@pytest.mark.parametrize("status", [200, 302, 401, 403, 404, 407, 429, 503])
@everyone
async def test_a_page_of_somebody_in_between_is_no_word_of_telegrams(ask: Ask, status: int) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, body=PAGE, headers={"Location": "/elsewhere", "Retry-After": "9"})

    async with bot_api(answer) as url:
        with pytest.raises(Unsure) as caught:
            await ask(url, "getMe")
    assert type(caught.value) is Unsure


@pytest.mark.parametrize("status", [200, 400, 500])
@everyone
async def test_what_the_answer_says_counts_and_not_the_status_around_it(ask: Ask, status: int) -> None:
    bodies = [orjson.dumps({"ok": True, "result": {"message_id": 5}}), _refused()]

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=status, body=bodies.pop(0))

    async with bot_api(answer) as url:
        assert await ask(url, "sendMessage") == {"message_id": 5}
        with pytest.raises(Forbidden):
            await ask(url, "sendMessage")


@pytest.mark.parametrize(
    ("method", "result"),
    [
        *(("getUpdates", result) for result in (None, True, {}, "x")),
        *(("getMe", result) for result in (None, True, [], {"id": 1}, {"id": "1", "is_bot": True})),
        *(("sendMessage", result) for result in (None, True, [], {}, {"message_id": "5"})),
        *(("sendPhoto", result) for result in (True, {"message_id": 5}, {"message_id": 5, "photo": []})),
        *(("sendPoll", result) for result in (True, {"message_id": 5})),
        *(("getFile", result) for result in (True, {"file_id": "a"})),
        *(("getChatMember", result) for result in (True, {"status": 5})),
        *(("getChatAdministrators", result) for result in (True, [True])),
        ("editMessageText", None),
    ],
)
def test_a_result_of_another_kind_is_none(method: str, result: object) -> None:
    with pytest.raises(Unsure):
        result_of(method, 200, orjson.dumps({"ok": True, "result": result}))


@pytest.mark.parametrize(("asked", "waited"), [(5, 5), (0, 1), (-5, 1), (10**12, 604_800), (None, 1)])
def test_no_wait_is_shorter_than_a_second_or_longer_than_a_week(asked: int | None, waited: int) -> None:
    with pytest.raises(RetryAfter) as caught:
        result_of("x", 429, _refused(error_code=429, parameters={"retry_after": asked}))
    assert wait_of(caught.value) == waited


def test_words_of_a_refusal_fill_one_line_and_no_more() -> None:
    with pytest.raises(BadRequest) as caught:
        result_of("x", 400, _refused(error_code=400, description="a\nb /bot1:secret/x " + "c" * 10_000))
    assert str(caught.value).startswith("a b /bot…/x ccc")
    assert len(str(caught.value)) == 300


def test_a_refusal_without_words_or_hints_is_one_all_the_same() -> None:
    for code, kind in ((401, InvalidToken), (403, Forbidden)):
        with pytest.raises(kind):
            result_of("x", code, orjson.dumps({"ok": False, "error_code": code, "parameters": None}))
    with pytest.raises(ChatMigrated):
        result_of("x", 400, _refused(error_code=400, parameters={"migrate_to_chat_id": -1001}))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (b'\xef\xbb\xbf{"a":1}', {"a": 1}),
        (b'{"a":NaN,"b":-Infinity}', {"a": None, "b": None}),
        (b'{"a":1e999,"b":NaN}', {"a": None, "b": None}),
        (b'{"a":' + b"9" * 5000 + b"}", {"a": None}),
        (b'{"a":123456789012345678901234567890,"b":NaN}', {"a": 1.2345678901234568e29, "b": None}),
        (b'"a\\ud83db"', "a?b"),
        (b'"a\xffb"', "a\ufffdb"),
    ],
)
def test_careless_json_loses_no_more_than_what_is_careless_in_it(text: bytes, value: object) -> None:
    assert decode(text) == value


@pytest.mark.parametrize("text", [b"[" * 1100 + b"]" * 1100, b"[" * 200_000, b'{"a":' * 5000])
def test_what_nests_too_deeply_is_no_value(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"deep|recursion|column|end of data"):
        decode(text)


def test_updates_that_cannot_be_read_say_where_they_begin() -> None:
    deep = b'{"ok":true,"result":[{"update_id": 77,"message":' + b"[" * 1200 + b"]" * 1200 + b"}]}"
    with pytest.raises(GarbledError) as caught:
        result_of("getUpdates", 200, deep)
    assert caught.value.first == 77


@asynccontextmanager
async def _downloading(
    answer: web.StreamResponse | Callable[..., Any],
) -> AsyncIterator[list[Awaitable[bytes]]]:
    async def respond(request: web.Request) -> web.StreamResponse:
        made: web.StreamResponse = await answer(request) if callable(answer) else answer
        return made

    async with bot_api(respond) as url, Client(TOKEN, url) as client, AiohttpRequest() as request:
        yield [client.download("a/b.png"), request.retrieve(f"{url}/file/bot{TOKEN}/a/b.png")]


@pytest.mark.parametrize(("body", "kind"), [(PAGE, Unsure), (b"null", Unsure), (b"", Unsure)])
async def test_a_file_that_somebody_else_refuses_was_not_reached(body: bytes, kind: type[Exception]) -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=404, body=body)

    async with _downloading(answer) as downloads:
        for download in downloads:
            with pytest.raises(kind):
                await download


async def test_a_file_that_telegram_does_not_have_says_nothing_about_the_token() -> None:
    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=404, body=_refused(error_code=404, description="Not Found"))

    async with _downloading(answer) as downloads:
        for download in downloads:
            with pytest.raises(BadRequest):
                await download


async def _endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    for _ in range(2000):
        await response.write(b" " * 2**16)
    return response


@everyone
async def test_an_answer_without_end_breaks_off(ask: Ask) -> None:
    async with bot_api(_endless) as url:
        with pytest.raises(Unsure, match="too long"):
            await ask(url, "sendDocument")


async def test_a_file_without_end_breaks_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "LARGEST_FILE", 2**20)
    async with _downloading(_endless) as downloads:
        for download in downloads:
            with pytest.raises(Unsure, match="too long"):
                await download


async def test_updates_may_be_longer_than_other_answers() -> None:
    updates = [{"update_id": number, "message": "x" * 2**16} for number in range(40)]

    async def answer(_: web.Request) -> web.Response:
        return ok(updates)

    async with bot_api(answer) as url, Client(TOKEN, url) as client:
        assert await client.call("getUpdates") == updates
        with pytest.raises(Unsure, match="too long"):
            await client.call("getChatAdministrators")


@everyone
async def test_a_packed_answer_that_nobody_asked_for_is_not_unpacked(ask: Ask) -> None:
    bomb = zlib.compressobj(wbits=31)
    packed = bomb.compress(b'{"ok":true,"result":{"message_id":1}}' + b" " * 2**26) + bomb.flush()

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=packed, headers={"Content-Encoding": "gzip"})

    async with bot_api(answer) as url:
        with pytest.raises(Unsure):
            await ask(url, "sendMessage")


@pytest.mark.parametrize("way", ["call", "upload", "download"])
async def test_an_answer_that_drips_comes_to_an_end(way: str) -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.01)

    times = Timeouts(connect=0.1, read=0.1, upload=0.1, download=0.2)
    async with (
        bot_api(drip) as url,
        Transport() as pool,
        Client(TOKEN, url, transport=pool, timeouts=times) as client,
    ):
        files = {"document": FilePart("a", b"a")} if way == "upload" else None
        asked = client.download("a") if way == "download" else client.call("sendMessage", {}, files)
        with pytest.raises(Unsure):
            await asked


@everyone
@pytest.mark.parametrize(
    "reply",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n24\r\n" + b'{"ok":true,"result":{"mes',
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        b'25\r\n{"ok":true,"result":{"message_id":1}}\r\n',
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        b"HTTP/1.1 200 OK\r\nX: " + b"a" * 2**18 + b"\r\nContent-Length: 2\r\n\r\n{}",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n{}",
    ],
    ids=["chunk cut", "chunks cut", "two lengths", "huge header", "another protocol", "huge length"],
)
async def test_an_answer_that_is_torn_or_forged_may_have_been_one(
    ask: Ask, reply: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    async with raw_server(reply) as url:
        with pytest.raises(TelegramError) as caught:
            await ask(url, "sendMessage")
    assert isinstance(caught.value, Unsure)
    assert caplog.text == ""
