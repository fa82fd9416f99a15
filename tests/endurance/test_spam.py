"""Hasty people in a short form: python -m tests.endurance spam measures how long the others wait."""

from __future__ import annotations

import asyncio
from random import Random

import pytest

from tests.endurance.house import House
from tests.endurance.spam import crowd
from tests.messages import text_of

HASTY = 3
EACH = 15
OTHERS = 5


@pytest.mark.parametrize("webhook", [True, False], ids=["webhook", "polling"])
async def test_others_are_answered_while_hasty_people_still_wait_and_nothing_of_theirs_is_lost_or_doubled(
    webhook: bool,
) -> None:
    async with crowd(webhook, Random(1), SEND_PER_CHAT_SECOND="3") as people:
        world = people.house.world
        hasty = [world.join(f"Hasty {number}").id for number in range(HASTY)]
        others = [world.join(f"Other {number}").id for number in range(OTHERS)]
        for person in hasty:
            for number in range(EACH):
                world.say(person, f"/mydata {number}")  # with words behind it: none stands for another
        for person in others:
            world.say(person, "/help")
        async with asyncio.timeout(20):
            while not all(_answers(people.house, person) for person in others):  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        assert min(len(_answers(people.house, person)) for person in hasty) < EACH
        await people.house.settled()
        assert [len(_answers(people.house, person)) for person in hasty] == [EACH] * HASTY
        assert [len(_answers(people.house, person)) for person in others] == [1] * OTHERS
        assert not people.house.complaints()


def _answers(house: House, person: int) -> list[str]:
    return [text_of(message) for message in house.world.messages(person) if message["from"]["is_bot"]]
