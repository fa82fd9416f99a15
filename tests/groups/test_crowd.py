"""Five hundred members answer one question within seconds."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import Any

from bot.chat import tally
from bot.course.library import Library
from tests.group_school import begun
from tests.school import LocalApi, School, text_of

MEMBERS = 500


async def test_five_hundred_answers_count_once_each_and_the_edits_keep_the_limits(
    closed_school: School, tea: Library, api: LocalApi
) -> None:
    edits: list[float] = []

    def note(method: str, params: Any) -> None:
        if method == "editMessageText":
            edits.append(monotonic())

    async with closed_school.open(tea):
        group = await begun(closed_school, "Ada", kind="supergroup")
        await group.say("Ada", "/quiz")
        right, message = group.letter("It boils"), group.last
        world = closed_school.world
        people = world.populate(MEMBERS)
        for person in people:
            world.add_member(group.id, person)
        await closed_school.settled()
        api.after = note
        data = group.find(right)[1]["callback_data"]
        started = monotonic()
        for person in (*people, *people[:50]):
            world.tap(person, message["message_id"], data, chat_id=group.id)
        async with asyncio.timeout(10):
            while world.updates.waiting:
                await asyncio.sleep(0.02)
        seconds = monotonic() - started
        assert closed_school.rows("SELECT COUNT(*), COUNT(DISTINCT learner_id) FROM round_answers") == [
            (MEMBERS, MEMBERS)
        ]
        assert len(world.toasts(people[0])) == 2
        async with asyncio.timeout(2 * tally.EVERY + 1):
            while f"{MEMBERS} answered" not in text_of(world.chats[group.id].messages[message["message_id"]]):
                await asyncio.sleep(0.05)
    assert len(edits) <= 2 + (seconds + tally.EVERY) / tally.EVERY
    gaps = [later - earlier for earlier, later in zip(edits, edits[1:], strict=False)]
    assert all(gap > tally.EVERY - 0.2 for gap in gaps)
