"""A group that heaps up commands is slowed down by Telegram, and holds up nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from math import inf
from pathlib import Path
from typing import Any

from bot.app.intake import PATIENCE
from bot.chat.group.show import SCREENS_IN_MIND
from bot.course.library import Library
from bot.emulator.errors import ApiError, bad_request
from bot.settings import Limits
from tests.chat.broadcast.station import Station
from tests.eventually import eventually
from tests.group_school import Class, begun, gather
from tests.school import Hook, LocalApi, School

AT_ONCE = 100
"""Updates that Telegram hands out unconfirmed."""

A_GROUPS_OWN = Limits(per_second=inf, chat_per_second=inf, group_per_minute=20)


WAIT = ApiError(429, "Too Many Requests: retry after 1", {"retry_after": 1})


@asynccontextmanager
async def held(api: LocalApi, group: Class) -> AsyncIterator[None]:
    """Meanwhile nothing can be sent to the group."""
    api.before, before = refusing(group, WAIT), api.before
    yield
    api.before = before


def refusing(group: Class, error: ApiError) -> Hook:
    def refuse(method: str, params: Mapping[str, Any]) -> None:
        if method.startswith("send") and int(params["chat_id"]) == group.id:
            raise error

    return refuse


def heap_up(group: Class, name: str, *texts: str) -> None:
    for text in texts:
        group.school.world.say(group.pupils[name].id, text, chat_id=group.id)


async def somebody_is_answered(school: School) -> None:
    """Whatever was said before is heard by then."""
    bob = school.join("Bob")
    school.world.say(bob.id, "/help")
    await eventually(lambda: any(message["from"]["is_bot"] for message in bob.messages))


async def test_two_commands_in_turn_use_up_nobodys_patience(
    api: LocalApi, tea: Library, tmp_path: Path
) -> None:
    station = Station(api.world, api.url, tmp_path / "school.db", limits=A_GROUPS_OWN)
    async with station.open(tea):
        group = await gather(station, "Ada")
        for _ in range(AT_ONCE):
            heap_up(group, "Ada", "/help", "/privacy")
        await somebody_is_answered(station)
        assert len(group.messages) == 1 + 2


async def test_what_a_group_heaps_up_beyond_reason_is_not_acted_upon(school: School, api: LocalApi) -> None:
    group = await begun(school, "Ada")
    before = len(group.messages)
    async with held(api, group):
        heap_up(group, "Ada", *["/schedule"] * 3 * PATIENCE)
        await somebody_is_answered(school)
    await school.settled()
    assert len(group.messages) - before == 1 + PATIENCE


async def test_a_group_that_heaps_up_commands_still_loses_the_bot(school: School, api: LocalApi) -> None:
    group = await begun(school, "Ada")
    async with held(api, group):
        heap_up(group, "Ada", *["/schedule"] * 2 * PATIENCE)
        school.world.groups.remove_bot(group.id)
        await somebody_is_answered(school)
    await school.settled()
    assert school.rows("SELECT removed_at IS NOT NULL FROM groups") == [(1,)]


async def test_a_group_that_heaps_up_commands_still_moves(school: School, api: LocalApi) -> None:
    group = await begun(school, "Ada")
    async with held(api, group):
        heap_up(group, "Ada", *["/schedule"] * 2 * PATIENCE)
        new_id = school.world.groups.migrate(group.id)
        for update in list(school.world.updates.waiting.values()):
            if update.lane == new_id:  # it is heard in the old chat alone
                school.world.updates.remove(update.id)
        await somebody_is_answered(school)
    api.before = refusing(group, bad_request("no luck"))  # or what is sent would tell of the move
    await school.settled()
    assert school.rows("SELECT chat_id FROM groups") == [(new_id,)]


async def test_what_was_said_a_moment_ago_is_not_said_again_though_something_else_was(school: School) -> None:
    group = await gather(school, "Ada", "Bob")
    said = ("/help", "/privacy", "/lesson")
    for text in said * 3:
        await group.say("Bob", text)
    assert len(group.messages) == 1 + len(said)
    school.clock.pass_(seconds=10)
    await group.say("Bob", "/help")
    assert len(group.messages) == 1 + len(said) + 1


async def test_of_a_group_only_so_many_screens_are_in_mind(school: School) -> None:
    group = await gather(school, "Ada")
    wishes = [f"/schedule nowhere {number}" for number in range(SCREENS_IN_MIND + 1)]
    for text in (*wishes, wishes[-1], wishes[0]):
        await group.say("Ada", text)
    assert len(group.messages) == 1 + len(wishes) + 1
