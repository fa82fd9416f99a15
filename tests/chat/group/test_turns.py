"""How often the open rounds of a group are drawn again."""

from __future__ import annotations

import asyncio
from itertools import pairwise

from bot.chat.group.answer_counts import A_MINUTE, EVERY, EditTimes
from tests.wire import warp


def test_edits_of_a_group_keep_their_distance_and_their_number_a_minute() -> None:
    async def main() -> list[float]:
        turns, times = EditTimes(), []
        for _ in range(40):
            await turns.wait("tea")
            turns.taken("tea")
            times.append(warp.now())
        return times

    times = warp.run(main())
    assert all(later - earlier >= EVERY for earlier, later in pairwise(times))
    assert all(sum(start <= at < start + 60 for at in times) <= A_MINUTE for start in times)


def test_an_edit_that_was_held_up_moves_the_next_one() -> None:
    async def main() -> float:
        turns = EditTimes()
        await turns.wait("tea")
        await asyncio.sleep(2.9)
        turns.taken("tea")
        await turns.wait("tea")
        return warp.now()

    assert warp.run(main()) >= 2.9 + EVERY


def test_groups_do_not_wait_for_each_other() -> None:
    async def main() -> float:
        turns = EditTimes()
        await asyncio.gather(*(turns.wait(str(i)) for i in range(50)))
        return warp.now()

    assert warp.run(main()) == 0
