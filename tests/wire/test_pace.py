from __future__ import annotations

import asyncio
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.wire.lanes import Lane
from bot.wire.pace import ANSWER, Pace
from tests.wire.warp import now, run

Sent = list[tuple[float, object, Lane]]


async def send(pace: Pace, sent: Sent, chat: int | str | None, lane: Lane = Lane.TAP) -> None:
    await pace.turn(chat, lane)
    sent.append((now(), chat, lane))


def most_within(times: list[float], seconds: float) -> int:
    """The greatest number in any span of this length, its end not counted."""
    return max((sum(start <= time < start + seconds - 1e-9 for time in times) for start in times), default=0)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_no_limit_is_ever_passed_and_nothing_is_dropped(seed: int):
    chance = random.Random(seed)
    wanted = chance.randint(1, 300)

    async def main() -> Sent:
        pace, sent = Pace(), []
        async with asyncio.TaskGroup() as group:
            for _ in range(wanted):
                chat = chance.choice([1, 2, 3, 4, 5, 6, -7, -8, "@channel", None, chance.randint(9, 999)])
                group.create_task(send(pace, sent, chat, chance.choice(list(Lane))))
                await asyncio.sleep(chance.choice([0, 0, 0, 0.01, 0.3]))
        assert set(pace.waiting.values()) == {0}
        return sent

    sent = run(main())
    assert len(sent) == wanted
    assert most_within([time for time, _, _ in sent], 1) <= 30
    for chat in {chat for _, chat, _ in sent if chat is not None}:
        times = [time for time, to, _ in sent if to == chat]
        assert most_within(times, 1) <= 3
        assert most_within(times, 10) <= 3 + 10
        if isinstance(chat, str) or chat < 0:
            assert most_within(times, 60) <= 20


def test_a_short_burst_to_a_chat_goes_at_once_and_then_one_a_second():
    async def main() -> Sent:
        pace, sent = Pace(), []
        await asyncio.gather(*(send(pace, sent, 1) for _ in range(6)))
        return sent

    assert [round(time, 3) for time, _, _ in run(main())] == [0, 0, 0, 1, 2, 3]


def test_taps_go_before_reminders_and_those_before_broadcasts():
    async def main() -> Sent:
        pace, sent = Pace(per_second=1), []
        await pace.turn(99)
        lanes = [Lane.BROADCAST, Lane.REMINDER, Lane.TAP, Lane.BROADCAST, Lane.TAP]
        await asyncio.gather(*(send(pace, sent, chat, lane) for chat, lane in enumerate(lanes)))
        return sent

    assert [chat for _, chat, _ in run(main())] == [2, 4, 1, 0, 3]


def test_a_tap_in_the_middle_of_a_broadcast_finds_its_way_free():
    async def main() -> None:
        pace, sent = Pace(), []
        broadcast = asyncio.gather(*(send(pace, sent, chat, Lane.BROADCAST) for chat in range(1, 1401)))
        for tap in range(60):
            await asyncio.sleep(0.717)
            began = now()
            await pace.turn(10_000 + tap)
            assert now() == began
        await broadcast
        # All together leave no more of each second unused than is kept for taps.
        assert now() == pytest.approx(1460 / 28, rel=0.02)

    run(main())


def test_many_taps_at_once_in_the_middle_of_a_broadcast_take_its_places():
    async def main() -> None:
        pace, sent = Pace(), []
        broadcast = asyncio.gather(*(send(pace, sent, chat, Lane.BROADCAST) for chat in range(1, 301)))
        await asyncio.sleep(5)
        await asyncio.gather(*(send(pace, sent, 10_000 + tap) for tap in range(30)))
        assert now() < 6.01
        await broadcast
        assert most_within([time for time, _, _ in sent], 1) == 30

    run(main())


def test_a_hold_keeps_that_chat_waiting_and_no_other():
    async def main() -> Sent:
        pace, sent = Pace(), []
        pace.hold(1, 7)
        await asyncio.gather(send(pace, sent, 1), send(pace, sent, 2), send(pace, sent, 1))
        return sent

    assert [(round(time, 3), chat) for time, chat, _ in run(main())] == [(0, 2), (7, 1), (7, 1)]


def test_a_hold_that_comes_while_others_wait_counts_for_them_too():
    async def main() -> Sent:
        pace, sent = Pace(), []
        tasks = [asyncio.create_task(send(pace, sent, 1)) for _ in range(5)]
        await asyncio.sleep(0.5)
        pace.hold(1, 10)
        await asyncio.gather(*tasks)
        return sent

    assert [round(time, 3) for time, _, _ in run(main())] == [0, 0, 0, 10.5, 10.5]


def test_a_hold_of_all_keeps_all_waiting():
    async def main() -> float:
        pace = Pace()
        pace.hold(None, 5)
        await pace.turn(1)
        return now()

    assert run(main()) == pytest.approx(5)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_whoever_gives_up_waiting_stands_in_nobodys_way(seed: int):
    chance = random.Random(seed)

    async def main() -> None:
        pace, sent, chats = Pace(per_second=5), [], chance.choice([4, 40])
        tasks = [
            asyncio.create_task(send(pace, sent, chance.randint(1, chats), chance.choice(list(Lane))))
            for _ in range(40)
        ]
        for task in chance.sample(tasks, 20):
            await asyncio.sleep(chance.choice([0, 0.1]))
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert len(sent) == sum(result is None for result in results)
        assert set(pace.waiting.values()) == {0}

    run(main())


def test_opened_limits_let_everything_through_at_once_but_holds_still_count():
    async def main() -> None:
        pace = Pace(per_second=math.inf, chat_per_second=math.inf, group_per_minute=math.inf)
        for _ in range(1000):
            await pace.turn(-1)
        assert now() == 0
        pace.hold(-1, 3)
        await pace.turn(-1)
        assert now() == pytest.approx(3)

    run(main())


def test_chats_that_were_quiet_are_forgotten():
    async def main() -> None:
        pace = Pace(per_second=math.inf)
        for chat in range(1, 6_000):
            await pace.turn(chat)
            await asyncio.sleep(0.01)
        assert len(pace._chats) <= 1024

    run(main())


def test_what_hasty_chats_may_send_at_once_leaves_a_third_to_those_who_come_now_and_then():
    async def main() -> None:
        pace = Pace(per_second=30, chat_burst=12)
        hasty = [asyncio.create_task(pace.turn(chat)) for chat in range(1, 4) for _ in range(12)]
        await asyncio.sleep(0)
        for chat in range(100, 108):
            await pace.turn(chat)
        assert now() == 0
        assert sum(task.done() for task in hasty) <= 22
        await asyncio.gather(*hasty)
        assert now() < 4

    run(main())


def test_what_hasty_chats_send_is_spread_over_the_second():
    async def main() -> Sent:
        pace, sent = Pace(per_second=30, chat_burst=12), []
        async with asyncio.TaskGroup() as group:
            for chat in range(1, 11):
                for _ in range(4):
                    group.create_task(send(pace, sent, chat))
        return sent

    times = [time for time, _, _ in run(main())]
    assert most_within(times[10:], 0.5) <= 11
    assert times[-1] < 2


def test_a_chat_with_less_room_than_an_answer_takes_is_known_to_keep_it_waiting():
    async def main() -> None:
        pace = Pace(chat_per_second=1, chat_burst=3)
        assert pace.wait_of(1, ANSWER) <= 0
        for _ in range(2):
            await pace.turn(1)
        assert pace.wait_of(1) <= 0
        assert 0 < pace.wait_of(1, ANSWER) <= 1
        await pace.turn(1)
        assert not pace.keeps_waiting(1)
        waiting = asyncio.create_task(pace.turn(1))
        await asyncio.sleep(0)
        assert pace.keeps_waiting(1)
        await waiting
        assert not pace.keeps_waiting(1)
        assert not pace.keeps_waiting(2)

    run(main())


def test_where_all_are_hasty_those_who_just_had_something_are_crowded_and_others_are_not():
    async def main() -> None:
        pace = Pace(per_second=30, chat_burst=12)
        for chat in range(1, 21):
            await pace.turn(chat)
        assert pace.is_crowded(1)
        assert not pace.is_crowded(100)
        await asyncio.sleep(1.1)
        assert not pace.is_crowded(1)

    run(main())
