"""Five hundred members answer one question within seconds."""

from __future__ import annotations

from itertools import pairwise
from time import monotonic
from typing import Any

from bot.chat.group import answer_counts
from bot.course.library import Library
from tests.eventually import eventually
from tests.group_school import begun
from tests.messages import text_of
from tests.school import LocalApi, School

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
        await eventually(lambda: not world.updates.waiting, 10)
        seconds = monotonic() - started
        assert closed_school.rows("SELECT COUNT(*), COUNT(DISTINCT learner_id) FROM round_answers") == [
            (MEMBERS, MEMBERS)
        ]
        assert len(world.toasts(people[0])) == 2
        shown = world.chats[group.id].messages
        number = message["message_id"]
        all_shown = f"{MEMBERS} answered"
        await eventually(lambda: all_shown in text_of(shown[number]), 2 * answer_counts.EVERY + 1)
    assert len(edits) <= 2 + (seconds + answer_counts.EVERY) / answer_counts.EVERY
    gaps = [later - earlier for earlier, later in pairwise(edits)]
    assert all(gap > answer_counts.EVERY - 0.2 for gap in gaps)
