"""How updates wait, how a poller takes and confirms them, and how taps are answered."""

from __future__ import annotations

import asyncio

import pytest

from bot.emulator.errors import RefusedError
from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.emulator.conftest import Api, Clock, buttons
from tests.eventually import eventually

OLD_QUERY = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_an_offset_confirms_everything_below_it_for_good(api: Api, world: World, ada: Person) -> None:
    for text in ("one", "two", "three"):
        world.say(ada.id, text)
    first = await api.ok("getUpdates", limit=2)
    assert [update["message"]["text"] for update in first] == ["one", "two"]
    assert await api.ok("getUpdates", limit=2) == first
    rest = await api.ok("getUpdates", offset=first[-1]["update_id"] + 1)
    assert [update["message"]["text"] for update in rest] == ["three"]
    assert await api.ok("getUpdates", offset=0) == rest


async def test_a_negative_offset_keeps_that_many_from_the_end(api: Api, world: World, ada: Person) -> None:
    for text in ("one", "two", "three"):
        world.say(ada.id, text)
    last = await api.ok("getUpdates", offset=-1)
    assert [update["message"]["text"] for update in last] == ["three"]
    assert await api.ok("getUpdates") == last


async def test_a_long_poll_ends_as_soon_as_something_happens(api: Api, world: World, ada: Person) -> None:
    poll = asyncio.create_task(api.ok("getUpdates", timeout=50))
    await eventually(lambda: world.calls)
    world.say(ada.id, "/next please")
    (update,) = await poll
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 5}]


async def test_a_second_poller_ends_the_first(api: Api, world: World, ada: Person) -> None:
    first = asyncio.create_task(api.refused("getUpdates", timeout=50))
    await eventually(lambda: world.calls)
    second = asyncio.create_task(api.ok("getUpdates", timeout=50))
    words = "terminated by other getUpdates request; make sure that only one bot instance is running"
    assert await first == (409, f"Conflict: {words}")
    world.say(ada.id, "Hi")
    assert len(await second) == 1


async def test_kinds_that_are_not_wanted_do_not_come_and_the_wish_is_remembered(
    api: Api, world: World, ada: Person
) -> None:
    await api.ok("getUpdates", allowed_updates=["callback_query"])
    world.say(ada.id, "not wanted")
    assert await api.ok("getUpdates") == []
    await api.ok("getUpdates", allowed_updates=[])
    world.say(ada.id, "wanted")
    assert len(await api.ok("getUpdates")) == 1


async def test_a_tap_reaches_the_bot_and_its_answer_the_person(api: Api, world: World, ada: Person) -> None:
    sent = await api.ok("sendMessage", chat_id=ada.id, text="Q", reply_markup=buttons("a", "b"))
    query_id = world.tap(ada.id, sent["message_id"], "b")
    (update,) = await api.ok("getUpdates")
    query = update["callback_query"]
    assert (query["id"], query["data"], query["message"], query["from"]["id"]) == (
        query_id,
        "b",
        sent,
        ada.id,
    )
    assert query["chat_instance"]
    await api.ok("answerCallbackQuery", callback_query_id=query_id, text="Right", show_alert=True)
    assert world.toasts(ada.id) == [{"query_id": query_id, "text": "Right", "alert": True}]


async def test_a_tap_is_answered_once_in_time_and_briefly(
    api: Api, world: World, ada: Person, clock: Clock
) -> None:
    sent = await api.ok("sendMessage", chat_id=ada.id, text="Q", reply_markup=buttons("a"))
    query = {"callback_query_id": world.tap(ada.id, sent["message_id"], "a")}
    assert await api.refused("answerCallbackQuery", **query, text="a" * 201) == (
        400,
        "Bad Request: MESSAGE_TOO_LONG",
    )
    await api.ok("answerCallbackQuery", **query)
    assert await api.refused("answerCallbackQuery", **query) == (400, OLD_QUERY)
    late = {"callback_query_id": world.tap(ada.id, sent["message_id"], "a")}
    clock.now += 151
    assert await api.refused("answerCallbackQuery", **late) == (400, OLD_QUERY)


async def test_a_tap_that_nobody_fetched_for_150_seconds_is_dropped(
    api: Api, world: World, ada: Person, clock: Clock
) -> None:
    sent = await api.ok("sendMessage", chat_id=ada.id, text="Q", reply_markup=buttons("a"))
    world.say(ada.id, "before")
    world.tap(ada.id, sent["message_id"], "a")
    clock.now += 151
    assert ["message" in update for update in await api.ok("getUpdates")] == [True]


async def test_a_button_of_an_older_screen_still_works_but_no_other(
    api: Api, world: World, ada: Person
) -> None:
    sent = await api.ok("sendMessage", chat_id=ada.id, text="Q", reply_markup=buttons("a"))
    await api.ok("editMessageText", chat_id=ada.id, message_id=sent["message_id"], text="done")
    world.tap(ada.id, sent["message_id"], "a")
    with pytest.raises(RefusedError):
        world.tap(ada.id, sent["message_id"], "b")


async def test_an_edited_message_comes_as_one(api: Api, world: World, ada: Person) -> None:
    said = world.say(ada.id, "helo")
    world.writing.edit_text(ada.id, said["message_id"], "hello")
    assert (await api.ok("getUpdates"))[-1]["edited_message"]["text"] == "hello"
