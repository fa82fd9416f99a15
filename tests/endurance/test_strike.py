"""The kills of the endurance tests fall at the moment that was chosen."""

from __future__ import annotations

import pytest

from bot.emulator.api.faults import Faults
from bot.emulator.errors import ApiError
from bot.emulator.world.world import World
from tests.endurance.strike import Call, Moment, Strike, StrikingServer
from tests.messages import text_of


def server_with_a_person() -> tuple[StrikingServer, int]:
    world = World()
    person = world.join("Ada").id
    world.say(person, "/start")
    return StrikingServer(world, Faults(0.0, 1, ())), person


def sent(server: StrikingServer, person: int) -> int:
    return sum(text_of(one) == "Hello" for one in server.world.messages(person))


@pytest.mark.parametrize(
    ("moment", "there_then"),
    [(Moment.BEFORE, 0), (Moment.UNMARKED, 1), (Moment.ANSWERED, 1)],
)
async def test_a_bot_is_killed_before_or_after_its_message_is_in_the_chat(
    moment: Moment, there_then: int
) -> None:
    server, person = server_with_a_person()
    found: list[int] = []
    server.strike = strike = Strike(Call.PRIVATE, moment, lambda: found.append(sent(server, person)))
    try:
        await server.call("sendMessage", {"chat_id": person, "text": "Hello"})
    except ApiError:
        assert moment is Moment.BEFORE
    assert strike.struck.is_set() is (moment is not Moment.ANSWERED), "the answer must have time to leave"
    await strike.struck.wait()
    assert found == [there_then]


async def test_other_calls_than_the_chosen_one_pass() -> None:
    server, person = server_with_a_person()
    server.strike = Strike(Call.REPORT, Moment.BEFORE, lambda: pytest.fail("nobody was to be killed"))
    await server.call("sendMessage", {"chat_id": person, "text": "Hello"})
    assert sent(server, person) == 1
    server.admins = frozenset({person})
    assert server.kind_of("sendMessage", {"chat_id": person}) is Call.REPORT
