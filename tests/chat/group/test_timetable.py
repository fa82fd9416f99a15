"""Every group has its posts in its own time, whatever goes on in the others."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.chat.group import scheduler
from bot.chat.group.scheduler import Scheduler
from bot.course.library import Library
from bot.emulator.errors import ApiError
from bot.learning.group.group import Chat, ChatKind
from bot.learning.learner.learner import Person
from bot.tutor.group.services import GroupServices
from bot.tutor.use_cases import UseCases
from tests import engine
from tests.eventually import eventually
from tests.group_school import Class, begun, ticked
from tests.messages import text_of
from tests.school import LocalApi, School

WAIT = ApiError(429, "Too Many Requests: retry after 1", {"retry_after": 1})


@asynccontextmanager
async def held(api: LocalApi, group: Class) -> AsyncIterator[None]:
    """Meanwhile Telegram has everything wait that goes to the group."""

    def refuse(method: str, params: Mapping[str, Any]) -> None:
        if method.startswith(("send", "edit")) and int(params["chat_id"]) == group.id:
            raise WAIT

    api.before, before = refuse, api.before
    yield
    api.before = before


def count(group: Class, words: str) -> int:
    return sum(words in text_of(message) for message in group.messages)


async def test_a_group_that_has_to_wait_delays_nothing_in_others(school: School, api: LocalApi) -> None:
    slow, other, third = [await begun(school, "Ada", title=title) for title in ("Slow", "Other", "Third")]
    await other.say("Ada", "/quiz")
    await other.say("Ada", "/schedule 14:05")
    school.clock.now = school.clock.now.replace(day=2, hour=8, minute=1)  # 9:01 in Berlin
    async with held(api, slow):
        await third.say("Ada", "/schedule 15:00")  # wakes the timetable
        await eventually(lambda: any(words == WAIT.description for _, words in api.refused))
        school.clock.now = school.clock.now.replace(hour=13, minute=5)
        await third.say("Ada", "/schedule 16:00")
        await eventually(lambda: count(other, "Cold water") == 1)
        assert count(other, "Nobody answered this time.") == 1
        assert count(slow, "Cold water") == 0
    await ticked(school)
    assert (count(slow, "Cold water"), count(other, "Cold water")) == (1, 1)


class Post:
    """Delivers as it is told to: `well` says how the next one ends, `free` when. `met`: the keys so far."""

    def __init__(self) -> None:
        self.met: list[str] = []
        self.well = True
        self.free = asyncio.Event()
        self.free.set()

    async def deliver(self, group_key: str) -> bool:
        self.met.append(group_key)
        await self.free.wait()
        return self.well


@asynccontextmanager
async def at_work(school: School, tea: Library, post: Post) -> AsyncIterator[Scheduler]:
    """A timetable with one group, in which a section has yet to go out."""
    database = await engine.opened(school.database)
    services = GroupServices.of(UseCases(database, lambda: tea))
    arrival = await services.groups.added(Chat(-5, "Tea", ChatKind.GROUP), Person(7, "Ada"), school.clock.now)
    await services.post_planner.lesson(arrival.group.key, 1, school.clock.now)
    table = Scheduler(services, post, school.clock)  # type: ignore[arg-type]
    work = asyncio.create_task(table.run())
    try:
        yield table
    finally:
        post.free.set()
        table.stop()
        await work
        await database.close()


async def test_what_could_not_be_delivered_is_tried_again_after_a_while(
    closed_school: School, tea: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "AGAIN", 0.1)
    post = Post()
    post.well = False
    async with at_work(closed_school, tea, post) as table:
        await eventually(lambda: len(post.met) == 3)
        assert not await table.tick()
        post.well = True
        assert await table.tick()


async def test_nothing_is_delivered_to_a_group_twice_at_a_time(closed_school: School, tea: Library) -> None:
    post = Post()
    post.free.clear()
    async with at_work(closed_school, tea, post) as table:
        await eventually(lambda: len(post.met) == 1)
        ticks = [asyncio.create_task(table.tick()) for _ in range(3)]
        done, _ = await asyncio.wait(ticks, timeout=0.1)
        assert not done
        assert len(post.met) == 1
        post.free.set()
        assert await asyncio.gather(*ticks) == [True] * 3
        assert len(post.met) == 2  # what was decided meanwhile has to be looked for once more


async def test_the_end_waits_for_what_is_under_way(closed_school: School, tea: Library) -> None:
    post = Post()
    post.free.clear()
    async with at_work(closed_school, tea, post) as table:
        await eventually(lambda: len(post.met) == 1)
        ended = asyncio.create_task(table.tick())
        table.stop()
        await asyncio.sleep(0.1)
        assert not ended.done()
        post.free.set()
        assert await ended


async def test_a_tick_that_is_given_up_ends_no_delivery(closed_school: School, tea: Library) -> None:
    post = Post()
    post.free.clear()
    async with at_work(closed_school, tea, post) as table:
        await eventually(lambda: len(post.met) == 1)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(table.tick(), 0.1)
        post.free.set()
        assert await table.tick()
