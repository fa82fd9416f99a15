"""Many people at once."""

from __future__ import annotations

import asyncio

from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.emulator.conftest import Api, buttons
from tests.emulator.groups import found, kinds


async def test_five_hundred_taps_and_votes_are_all_there(api: Api, world: World, ada: Person) -> None:
    chat = found(world, ada, "supergroup")
    people = world.populate(500)
    for person in people:
        world.add_member(chat.id, person)
    world.updates.clear()
    asked = await api.ok("sendMessage", chat_id=chat.id, text="Q", reply_markup=buttons("a"))
    poll = await api.ok("sendPoll", chat_id=chat.id, question="Q", options=["a", "b"], is_anonymous=False)
    for person in people:
        world.tap(person, asked["message_id"], "a", chat.id)
        world.polls.vote(person, poll["poll"]["id"], [person % 2])
    heard: list[str] = []
    while batch := await api.ok("getUpdates", limit=100):
        heard += kinds(batch)
        await api.ok("getUpdates", offset=batch[-1]["update_id"] + 1)
    assert [heard.count(kind) for kind in ("callback_query", "poll_answer", "poll")] == [500, 500, 500]
    assert world.messages(chat.id)[-1]["poll"]["total_voter_count"] == 500


async def test_a_world_that_keeps_little_still_knows_how_much_each_chat_got(api: Api) -> None:
    world = World(keep=2)
    world.bot.accept("1:a")
    first, second = world.populate(2)
    for _ in range(5):
        world.history.post(world.chats[first], world.history.bot_as_sender(world.chats[first]), {"text": "a"})
        await asyncio.sleep(0)
    assert (world.chats[first].received, world.chats[second].received) == (5, 0)
    assert len(world.messages(first)) == 2
    assert not world.updates.waiting
