"""What the chat page uses: its calls, its stream of events, its files, and who is kept out."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.emulator.web.server import Server
from bot.emulator.world import event_streams
from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.emulator.calls import next_event, next_event_after_retry, post
from tests.emulator.conftest import Api, buttons
from tests.eventually import eventually


async def test_a_person_joins_comes_back_talks_and_taps(api: Api, world: World) -> None:
    _, ada = await post(api, "/chat/people", name=" Ada ", language_code="de")
    assert ada == {"id": ada["id"], "is_bot": False, "first_name": "Ada", "language_code": "de"}
    assert (await post(api, "/chat/people", name="Ada"))[1] == ada
    async with api.session.get(f"{api.url}/chat/people") as answer:
        assert await answer.json() == [ada]
    status, said = await post(api, "/chat/send", person=ada["id"], text="/start")
    assert (status, said["text"], said["from"]) == (200, "/start", ada)
    sent = await api.ok("sendMessage", chat_id=ada["id"], text="Q", reply_markup=buttons("a"))
    status, tapped = await post(api, "/chat/tap", person=ada["id"], message_id=sent["message_id"], data="a")
    assert status == 200
    assert (await api.ok("getUpdates"))[-1]["callback_query"]["id"] == tapped["query_id"]


async def test_whoever_comes_back_in_another_language_speaks_that_from_then_on(api: Api) -> None:
    await post(api, "/chat/people", name="Ada", language_code="de")
    assert (await post(api, "/chat/people", name="Ada"))[1]["language_code"] == "de"
    assert (await post(api, "/chat/people", name="Ada", language_code="pt-br"))[1]["language_code"] == "pt-br"


async def test_a_guest_is_called_so_in_the_page_s_language(api: Api) -> None:
    for language, name in (("de", "Gast 1"), ("de", "Gast 2"), ("xx", "Guest 1"), ("../app", "Guest 2")):
        assert (await post(api, "/chat/people", page_language=language))[1]["first_name"] == name


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/chat/people", {"name": ""}),
        ("/chat/people", {"name": 5}),
        ("/chat/send", {"person": 1, "text": "nobody"}),
        ("/chat/send", {"person": "x", "text": "a"}),
        ("/chat/tap", {"person": 1, "message_id": 1, "data": "a"}),
    ],
)
async def test_what_cannot_be_done_is_answered_with_a_reason(
    api: Api, path: str, sent: dict[str, Any]
) -> None:
    status, body = await post(api, path, **sent)
    assert status == 400
    assert body["error"]


async def test_the_stream_tells_the_state_and_then_everything(api: Api, world: World, ada: Person) -> None:
    await api.ok("setMyDescription", description="A tutor.")
    async with api.session.get(f"{api.url}/chat/events?person={ada.id}") as stream:
        assert stream.content_type == "text/event-stream"
        event, state = await next_event_after_retry(stream)
        assert (event, state["me"], state["messages"]) == ("state", ada.user(), world.messages(ada.id))
        assert state["bot"]["description"] == "A tutor."
        sent = await api.ok("sendMessage", chat_id=ada.id, text="Q", reply_markup=buttons("a"))
        query_id = world.tap(ada.id, sent["message_id"], "a")
        await api.ok("answerCallbackQuery", callback_query_id=query_id)
        edited = await api.ok("editMessageText", chat_id=ada.id, message_id=sent["message_id"], text="R")
        await api.ok("deleteMessage", chat_id=ada.id, message_id=sent["message_id"])
        await api.ok("sendChatAction", chat_id=ada.id, action="typing")
        await api.ok("setMyCommands", commands=[{"command": "help", "description": "Help"}])
        events = [await next_event(stream) for _ in range(6)]
    assert events[0] == ("message", sent)
    assert events[1] == ("toast", {"query_id": query_id, "text": "", "alert": False})
    assert events[2] == ("edit", edited)
    assert events[3][0] == "delete"
    assert events[3][1]["message_id"] == sent["message_id"]
    assert events[4][0] == "typing"
    assert events[5][0] == "profile"
    assert events[5][1]["commands"] == [{"command": "help", "description": "Help"}]


async def test_nobody_hears_what_is_said_to_another(api: Api, world: World, ada: Person) -> None:
    await api.ok("getMe")
    bob = world.join("Bob")
    async with api.session.get(f"{api.url}/chat/events?person={bob.id}") as stream:
        await next_event_after_retry(stream)
        await api.ok("sendMessage", chat_id=ada.id, text="for Ada")
        said = world.say(bob.id, "from Bob")
        assert await next_event(stream) == ("message", said)


async def test_a_page_that_does_not_keep_up_is_dropped(world: World, ada: Person) -> None:
    dropped: list[bool] = []
    feed = world.events.open(ada.id, lambda: dropped.append(True))
    for _ in range(event_streams.MOST_WAITING + 1):
        world.say(ada.id, "more")
    assert dropped == [True]
    assert await feed.next(1) is None


async def test_a_silent_stream_says_that_it_is_still_there(world: World, ada: Person) -> None:
    assert await world.events.open(ada.id, lambda: None).next(0) == b": still here\n\n"


async def test_stopping_ends_open_streams_and_polls(
    server: Server, api: Api, world: World, ada: Person
) -> None:
    await api.ok("getMe")
    async with api.session.get(f"{api.url}/chat/events?person={ada.id}") as stream:
        await next_event_after_retry(stream)
        poll = asyncio.create_task(api.ok("getUpdates", timeout=50))
        await eventually(lambda: world.calls[-1][0] == "getUpdates")
        await asyncio.wait_for(server.stop(), 20)
        assert await poll == []
        assert await stream.content.read() == b""


async def test_the_page_is_served_with_its_types_and_nothing_beside_it(api: Api) -> None:
    async with api.session.get(f"{api.url}/") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        assert answer.headers["Cache-Control"] == "no-cache"
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    for path in ("/../world.py", "/..%2fworld.py", "/%2e%2e/world.py", "/..", "/none.js", "/chat/file/none"):
        async with api.session.get(aiohttp.client.URL(api.url + path, encoded=True)) as answer:
            assert answer.status == 404, path


async def test_other_web_sites_and_host_names_are_kept_out(api: Api, ada: Person) -> None:
    target = f"{api.url}/bot4242:local-token/sendMessage"
    form = {"chat_id": ada.id, "text": "a"}
    for headers in (
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example:80"},
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        async with api.session.post(target, data=form, headers=headers) as answer:
            assert answer.status == 403
    async with api.session.post(f"{api.url}/chat/people", data='{"name":"Eve"}') as answer:
        assert answer.status == 400
    async with api.session.post(target, data=form, headers={"Host": "localhost:80"}) as answer:
        assert answer.status == 200
