from __future__ import annotations

import io
import traceback

import pytest
from aiohttp import web
from telegram import Bot, InputMediaPhoto
from telegram.error import BadRequest, Forbidden, NetworkError, TimedOut

from bot.wire.failures import NotSent, Unsure
from bot.wire.request import AiohttpRequest
from bot.wire.transport import Timeouts, Transport
from tests.wire.servers import TOKEN, bot_api, ok, raw_server, refusal, unused_address

ME = {"id": 123456, "is_bot": True, "first_name": "Tutor", "username": "tutor_bot"}
SENT = {"message_id": 3, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "hi"}


def a_bot(url: str, **options: object) -> Bot:
    request = AiohttpRequest(**options)  # type: ignore[arg-type]
    return Bot(TOKEN, f"{url}/bot", f"{url}/file/bot", request=request, get_updates_request=request)


async def test_the_library_calls_the_bot_api_through_it():
    seen = []

    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("getMe"):
            return ok(ME)
        seen.append(await request.json())
        return ok(SENT)

    async with bot_api(answer) as url, a_bot(url) as bot:
        message = await bot.send_message(5, "hi", parse_mode="HTML")
    assert message.message_id == 3
    assert seen[0]["chat_id"] == 5
    assert seen[0]["parse_mode"] == "HTML"


async def test_files_of_the_library_are_uploaded():
    seen = {}

    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("getMe"):
            return ok(ME)
        for name, value in (await request.post()).items():
            seen[name] = value.file.read() if isinstance(value, web.FileField) else value
        return ok([SENT])

    async with bot_api(answer) as url, a_bot(url) as bot:
        await bot.send_media_group(5, [InputMediaPhoto(b"one"), InputMediaPhoto(io.BytesIO(b"two"))])
    assert seen["chat_id"] == "5"
    assert "attach://" in seen["media"]
    assert {value for name, value in seen.items() if name not in ("chat_id", "media")} == {b"one", b"two"}


async def test_a_file_is_downloaded_through_it():
    async def answer(request: web.Request) -> web.Response:
        if request.path.endswith("getMe"):
            return ok(ME)
        if request.path.startswith("/file/"):
            return web.Response(body=b"picture")
        return ok({"file_id": "a", "file_unique_id": "b", "file_path": "photos/1.png"})

    async with bot_api(answer) as url, a_bot(url) as bot:
        file = await bot.get_file("a")
        assert bytes(await file.download_as_bytearray()) == b"picture"


@pytest.mark.parametrize(
    ("status", "words", "kind"),
    [
        (403, "Forbidden: bot was blocked by the user", Forbidden),
        (400, "Bad Request: chat not found", BadRequest),
    ],
)
async def test_refusals_reach_the_libraries_own_mapping(status: int, words: str, kind: type[Exception]):
    async with bot_api(refusal(status, words)) as url, AiohttpRequest() as request:
        with pytest.raises(kind):
            await request.post(f"{url}/bot{TOKEN}/sendMessage")


async def test_a_server_error_may_have_been_carried_out():
    async with bot_api(refusal(500, "Internal Server Error")) as url, AiohttpRequest() as request:
        with pytest.raises(Unsure):
            await request.post(f"{url}/bot{TOKEN}/sendMessage")


async def test_no_connection_is_a_network_error_that_was_not_sent():
    async with AiohttpRequest() as request:
        with pytest.raises(NotSent) as caught:
            await request.post(f"{await unused_address()}/bot{TOKEN}/getMe")
    assert isinstance(caught.value, NetworkError)
    assert "secret-words" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("given", [0.05, None])
async def test_a_read_timeout_is_kept_whether_given_with_the_call_or_before(given: float | None):
    usual = Timeouts(read=0.05 if given is None else 60)
    async with raw_server(None) as url, AiohttpRequest(timeouts=usual) as request:
        assert request.read_timeout == usual.read
        options = {} if given is None else {"read_timeout": given}
        with pytest.raises(TimedOut) as caught:
            await request.post(f"{url}/bot{TOKEN}/getMe", **options)
    assert isinstance(caught.value, Unsure)


async def test_a_refusal_that_is_not_json_does_not_give_the_token_away():
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=404, text=f"nothing at {request.path}")

    async with bot_api(answer) as url, AiohttpRequest() as request:
        with pytest.raises(Exception) as caught:  # noqa: PT011
            await request.post(f"{url}/bot{TOKEN}/getMe")
    assert "secret-words" not in "".join(traceback.format_exception(caught.value))


async def test_a_shared_transport_stays_open_until_its_owner_closes_it():
    async def answer(_: web.Request) -> web.Response:
        return ok(ME)

    async with bot_api(answer) as url, Transport() as transport:
        async with AiohttpRequest(transport=transport):
            pass
        async with AiohttpRequest(transport=transport) as request:
            assert await request.post(f"{url}/bot{TOKEN}/getMe") == ME
