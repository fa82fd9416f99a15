"""The local Bot API's bad days: each kind of fault, as a bot meets it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientResponse, ClientSession, ServerDisconnectedError

from bot.emulator.api.faults import Fault, Faults
from bot.emulator.api.refusals import surprises
from bot.emulator.web.faulty_server import FaultyServer
from bot.emulator.world.people import Person
from bot.emulator.world.world import World


@asynccontextmanager
async def a_bad_day(fault: Fault) -> AsyncIterator[tuple[World, Person, ClientSession]]:
    """Every call goes wrong in this way."""
    world, faults = World(), Faults(1.0, 1, [fault])
    server = FaultyServer(world, faults)
    await server.start()
    ada = world.join("Ada")
    world.say(ada.id, "/start")
    faults.begin()
    try:
        async with ClientSession(server.url) as session:
            yield world, ada, session
    finally:
        await server.stop()


async def send(session: ClientSession, person: Person) -> ClientResponse:
    return await session.post("/bot1:x/sendMessage", json={"chat_id": person.id, "text": "Hello"})


def arrived(world: World, person: Person) -> bool:
    return world.messages(person.id)[-1]["text"] == "Hello"


@pytest.mark.parametrize(
    ("fault", "status", "done"),
    [
        (Fault.TOO_MANY, 429, False),
        (Fault.ERROR, 500, False),
        (Fault.GATEWAY, 502, True),
        (Fault.PAGE, 403, False),
    ],
)
async def test_a_call_is_answered_with_an_error(fault: Fault, status: int, done: bool) -> None:
    async with a_bad_day(fault) as (world, ada, session):
        assert (await send(session, ada)).status == status
        assert arrived(world, ada) is done


@pytest.mark.parametrize(("fault", "done"), [(Fault.DROPPED, False), (Fault.UNHEARD, True)])
async def test_the_connection_breaks_before_or_after_the_call_was_carried_out(
    fault: Fault, done: bool
) -> None:
    async with a_bad_day(fault) as (world, ada, session):
        with pytest.raises(ServerDisconnectedError):
            await send(session, ada)
        assert arrived(world, ada) is done


async def test_a_call_is_refused_in_words_that_telegram_has_for_it() -> None:
    async with a_bad_day(Fault.REFUSED) as (world, ada, session):
        answer = await send(session, ada)
        words = (await answer.json())["description"]
        assert answer.status == 400
        assert words.removeprefix("Bad Request: ") in surprises("sendMessage")
        assert not arrived(world, ada)
        async with session.get("/bot1:x/getMe") as nothing_to_refuse:
            assert nothing_to_refuse.status == 200


async def test_too_many_says_how_long_to_wait() -> None:
    async with a_bad_day(Fault.TOO_MANY) as (_, ada, session):
        answer = await (await send(session, ada)).json()
        assert answer["parameters"] == {"retry_after": 1}


async def test_a_delayed_call_is_carried_out() -> None:
    async with a_bad_day(Fault.DELAYED) as (world, ada, session):
        assert (await send(session, ada)).status == 200
        assert arrived(world, ada)


async def test_a_person_blocks_the_bot_and_may_come_back() -> None:
    async with a_bad_day(Fault.BLOCKED) as (world, ada, session):
        answer = await (await send(session, ada)).json()
        assert answer["description"] == "Forbidden: bot was blocked by the user"
        world.memberships.unblock(ada.id)
        assert [update.kind for update in world.updates.waiting.values()][-2:] == ["my_chat_member"] * 2


async def test_the_chat_page_has_no_bad_days() -> None:
    async with a_bad_day(Fault.ERROR) as (_, _, session), session.get("/chat/people") as answer:
        assert answer.status == 200


def test_one_seed_makes_one_schedule() -> None:
    drawn = [[faults.draw(can_block=True) for _ in range(300)] for faults in map(begun, (1, 1, 2))]
    assert drawn[0] == drawn[1] != drawn[2]
    assert set(drawn[0]) == {None, *Fault}


def test_nothing_goes_wrong_before_it_begins_and_after_it_ends() -> None:
    faults = Faults(1.0, 1)
    assert faults.draw(can_block=True) is None
    faults.begin()
    assert faults.draw(can_block=True) is not None
    faults.end()
    assert faults.draw(can_block=True) is None
    assert sum(faults.counts().values()) == 1


def begun(seed: int) -> Faults:
    faults = Faults(0.2, seed)
    faults.begin()
    return faults
