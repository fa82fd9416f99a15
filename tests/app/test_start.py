"""The start waits for Telegram, where waiting helps."""

from __future__ import annotations

import pytest
from aiohttp import web

from bot.app.start import StartError, telegram_answers
from bot.settings import Settings
from tests.wire.servers import TOKEN, Answer, bot_api, ok, refusal


async def _well(_: web.Request) -> web.Response:
    return ok({"id": 1, "is_bot": True, "first_name": "Tutor", "username": "tutor_bot"})


async def _another_page(_: web.Request) -> web.Response:
    return web.Response(text="<h1>Sign in to the hotel's network</h1>")


@pytest.mark.parametrize(
    "badly",
    [refusal(502, "Bad Gateway"), refusal(429, "Too Many Requests", retry_after=1), _another_page],
    ids=["broken", "busy", "somebody else"],
)
async def test_a_bad_minute_of_telegram_is_waited_for(
    badly: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    answers = [badly, _well]

    async def answer(request: web.Request) -> web.StreamResponse:
        return await answers.pop(0)(request)

    async with bot_api(answer) as url:
        await telegram_answers(Settings(token=TOKEN, api_url=url))
    assert answers == []
    (line,) = caplog.messages
    assert line.startswith("TELEGRAM_API_URL: no good answer from there yet (")
    assert line.endswith("); next try in 1 s")
    assert TOKEN not in line


async def test_a_token_that_telegram_does_not_know_is_not_waited_for() -> None:
    async with bot_api(refusal(401, "Unauthorized")) as url:
        with pytest.raises(StartError, match="TELEGRAM_BOT_TOKEN: Telegram does not know this token"):
            await telegram_answers(Settings(token=TOKEN, api_url=url))
