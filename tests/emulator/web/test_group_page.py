"""What the chat page shows of groups, and what people do with them there."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.emulator.calls import next_event, next_event_after_retry, post
from tests.emulator.conftest import Api, buttons, png
from tests.emulator.groups import found, heard, kinds

GENERAL = {"id": 1, "title": "General", "closed": False}


async def test_a_group_is_founded_and_filled_on_the_page(api: Api, world: World, ada: Person) -> None:
    await api.ok("getMe")
    bob = world.join("Bob")
    _, group = await post(api, "/chat/groups", person=ada.id, title="Study", kind="supergroup", topics=True)
    assert (group["title"], group["status"], group["bot"]) == ("Study", "creator", "left")
    here = {"person": ada.id, "chat": group["id"]}
    await post(api, "/chat/groups/add", **here, member=bob.id)
    await post(api, "/chat/groups/add", **here, bot=True, admin=True, payload="tea")
    status, filled = await post(api, "/chat/groups/topics", **here, title="Week 1")
    assert (status, filled["topics"]) == (
        200,
        [GENERAL, {"id": filled["thread"], "title": "Week 1", "closed": False}],
    )
    assert filled["members"] == [
        {"user": ada.user(), "status": "creator"},
        {"user": bob.user(), "status": "member"},
    ]
    assert filled["bot"] == "administrator"
    said = {"text": "/lesson", "thread": filled["thread"]}
    assert (await post(api, "/chat/send", **here, **said))[1]["is_topic_message"] is True
    anonymous = await post(api, "/chat/send", **here, text="hello", anonymous=True)
    assert anonymous[1]["sender_chat"]["id"] == group["id"]
    assert kinds(await heard(api)) == ["my_chat_member", *["message"] * 5]
    await post(api, "/chat/members", **here, member=bob.id, do="promote")
    await post(api, "/chat/members", person=bob.id, chat=group["id"], bot=True, do="remove")
    _, after = await post(api, "/chat/members", person=bob.id, chat=group["id"], member=bob.id, do="remove")
    assert (after["status"], after["bot"]) == ("left", "kicked")


async def test_a_list_of_chats_has_the_last_message_of_each(api: Api, world: World, ada: Person) -> None:
    chat = found(world, ada)
    said = world.say(ada.id, "last", chat.id)
    async with api.session.get(f"{api.url}/chat/chats?person={ada.id}") as answer:
        private, group = await answer.json()
    assert (private["id"], private["type"], private["last"]["text"]) == (ada.id, "private", "/start")
    assert (group["id"], group["title"], group["last"]) == (chat.id, "Study", said)


async def test_one_stream_tells_of_all_chats(api: Api, world: World, ada: Person) -> None:
    chat, bob = found(world, ada), world.join("Bob")
    async with api.session.get(f"{api.url}/chat/events?person={bob.id}") as stream:
        _, state = await next_event_after_retry(stream)
        assert [one["id"] for one in state["chats"]] == [bob.id]
        said = world.say(ada.id, "hello", chat.id)
        world.add_member(chat.id, bob.id, by=ada.id)
        sent = await api.ok("sendPoll", chat_id=chat.id, question="Q?", options=["a", "b"])
        place = {"person": bob.id, "chat": chat.id, "message_id": sent["message_id"]}
        assert (await post(api, "/chat/vote", **place, options=[1]))[1] == {"options": [1]}
        world.groups.remove_member(chat.id, bob.id, by=ada.id)
        world.say(ada.id, "gone", chat.id)
        events = [await next_event(stream) for _ in range(7)]
    assert [event for event, _ in events] == ["message", "chat", "message", "edit", "vote", "message", "chat"]
    assert said in events[1][1]["messages"]
    assert events[3][1]["poll"]["total_voter_count"] == 1
    assert events[4][1] == {"poll_id": sent["poll"]["id"], "options": [1]}
    assert events[6][1]["status"] == "kicked"


async def test_a_state_holds_every_chat_and_the_votes_given(api: Api, world: World, ada: Person) -> None:
    chat = found(world, ada)
    sent = await api.ok("sendPoll", chat_id=chat.id, question="Q?", options=["a"], reply_markup=buttons("x"))
    world.polls.vote(ada.id, sent["poll"]["id"], [0])
    state = world.views.of(ada.id)
    private, group = state["chats"]
    assert state["messages"] == private["messages"] == world.messages(ada.id)
    assert group["messages"] == world.messages(chat.id)
    assert group["votes"] == {sent["poll"]["id"]: [0]}
    tapped = {"message_id": sent["message_id"], "data": "x"}
    assert (await post(api, "/chat/tap", person=ada.id, chat=chat.id, **tapped))[0] == 200


@pytest.mark.parametrize(
    ("name", "data", "kind"), [("a.png", png(), "photo"), ("course.yaml", b"id: tea", "document")]
)
async def test_files_are_sent_on_the_page(
    api: Api, world: World, ada: Person, name: str, data: bytes, kind: str
) -> None:
    form = aiohttp.FormData({"person": str(ada.id), "caption": "Look"})
    form.add_field("file", data, filename=name)
    async with api.session.post(f"{api.url}/chat/upload", data=form) as answer:
        message = await answer.json()
    assert (kind in message, message["caption"]) == (True, "Look")
    (update,) = await heard(api)
    assert update["message"] == message


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/chat/groups", {"title": ""}),
        ("/chat/groups", {"title": "A", "kind": "club"}),
        ("/chat/groups/add", {"chat": 1, "bot": True}),
        ("/chat/groups/add", {"bot": "yes"}),
        ("/chat/members", {"chat": 1, "member": 1, "do": "hug"}),
        ("/chat/vote", {"message_id": 1, "options": [0]}),
        ("/chat/upload", {}),
        ("/chat/send", {"text": "a", "thread": 1}),
    ],
)
async def test_what_cannot_be_done_in_groups_has_a_reason(
    api: Api, ada: Person, path: str, sent: dict[str, Any]
) -> None:
    status, body = await post(api, path, person=ada.id, **sent)
    assert (status, bool(body["error"])) == (400, True)


async def test_a_topic_is_named_closed_opened_and_deleted(api: Api, ada: Person) -> None:
    _, group = await post(api, "/chat/groups", person=ada.id, title="Study", kind="supergroup", topics=True)
    here = {"person": ada.id, "chat": group["id"]}
    _, filled = await post(api, "/chat/groups/topics", **here, title="Week 1")
    topic = here | {"thread": filled["thread"]}

    async def after(**deed: str) -> list[dict[str, Any]]:
        status, seen = await post(api, "/chat/topics", **topic, **deed)
        assert status == 200
        return [one for one in seen["topics"] if one != GENERAL]

    week = {"id": filled["thread"], "title": "Week 2", "closed": False}
    assert await after(do="rename", title="Week 2") == [week]
    assert await after(do="close") == [week | {"closed": True}]
    assert await after(do="reopen") == [week]
    assert await after(do="delete") == []
    for deed in ({"do": "close"}, {"do": "rename", "title": "X"}, {"do": "burn"}):
        assert (await post(api, "/chat/topics", **topic, **deed))[0] == 400
