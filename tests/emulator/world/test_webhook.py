"""Updates that are sent to the bot instead of fetched by it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.emulator.conftest import Api
from tests.eventually import eventually


class Bot:
    """A bot behind a webhook: keeps what it gets, and answers with the next of `answers`, then with 200."""

    def __init__(self) -> None:
        self.got: list[tuple[str, str | None]] = []
        self.answers: list[web.Response] = []
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        text = (await request.json())["message"]["text"]
        self.got.append((text, request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        return self.answers.pop(0) if self.answers else web.Response()


@pytest_asyncio.fixture
async def bot() -> AsyncIterator[Bot]:
    bot = Bot()
    app = web.Application()
    app.router.add_post("/hook", bot.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bot.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield bot
    await runner.cleanup()


async def test_updates_arrive_in_order_with_the_secret(api: Api, world: World, ada: Person, bot: Bot) -> None:
    world.say(ada.id, "before")
    await api.ok("setWebhook", url=bot.url, secret_token="s3cret")
    world.say(ada.id, "after")
    await eventually(lambda: not world.updates.waiting)
    assert bot.got == [("before", "s3cret"), ("after", "s3cret")]


async def test_what_is_not_taken_is_sent_again_before_anything_else_of_that_chat(
    api: Api, world: World, ada: Person, bot: Bot
) -> None:
    bot.answers = [web.Response(status=500), web.Response(status=503, headers={"Retry-After": "9"})]
    await api.ok("setWebhook", url=bot.url)
    world.say(ada.id, "one")
    world.say(ada.id, "two")
    await eventually(lambda: not world.updates.waiting)
    assert [text for text, _ in bot.got] == ["one", "one", "one", "two"]
    assert "503" in (await api.ok("getWebhookInfo"))["last_error_message"]


async def test_an_answer_may_carry_a_call(api: Api, world: World, ada: Person, bot: Bot) -> None:
    call: dict[str, Any] = {"method": "sendMessage", "chat_id": ada.id, "text": "from the answer"}
    bot.answers = [web.json_response(call)]
    await api.ok("setWebhook", url=bot.url)
    world.say(ada.id, "one")
    await eventually(lambda: world.messages(ada.id)[-1]["text"] == "from the answer")


async def test_polling_is_refused_while_a_webhook_is_set(
    api: Api, world: World, ada: Person, bot: Bot
) -> None:
    await api.ok("setWebhook", url=bot.url, allowed_updates=["message"], max_connections=3)
    code, words = await api.refused("getUpdates")
    assert code == 409
    assert words == (
        "Conflict: can't use getUpdates method while webhook is active;"
        " use deleteWebhook to delete the webhook first"
    )
    info = await api.ok("getWebhookInfo")
    assert (info["url"], info["max_connections"], info["allowed_updates"]) == (bot.url, 3, ["message"])
    await api.ok("deleteWebhook")
    world.say(ada.id, "kept")
    assert [update["message"]["text"] for update in await api.ok("getUpdates")] == ["kept"]
    assert bot.got == []


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"url": "ftp://a.example"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://a.example", "secret_token": "é"}, "secret token contains unallowed characters"),
    ],
)
async def test_a_wrong_webhook_is_refused(api: Api, params: dict[str, str], words: str) -> None:
    assert await api.refused("setWebhook", **params) == (400, f"Bad Request: {words}")
