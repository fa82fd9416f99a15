from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

from bot.wire.handling import Handling
from bot.wire.polling import Polling
from tests.wire.getupdates import Queue, an_update, end, until
from tests.wire.warp import now, run


def test_others_arrive_while_one_takes_long_and_telegram_is_not_asked_without_a_pause():
    async def main() -> None:
        queue, handled = Queue(1), {}

        async def handle(update: dict[str, Any]) -> None:
            if update["update_id"] == 1:
                await asyncio.sleep(60)
            handled[update["update_id"]] = now()

        polling = Polling(queue.fetch, Handling(handle))
        task = asyncio.create_task(polling.run())
        await asyncio.sleep(30)
        queue.waiting.append(an_update(2))
        await until(lambda: 2 in handled)
        assert handled[2] < 30.5
        assert len(queue.asked) < 12 * 30
        await until(lambda: 1 in handled)
        await end(polling, task)

    run(main())


def test_one_that_takes_longer_than_a_moment_is_kept_and_holds_nobody_up():
    async def main() -> None:
        queue, handled, kept = Queue(*range(1, 151)), [], []

        async def handle(update: dict[str, Any]) -> None:
            await asyncio.sleep(0 if update["update_id"] > 100 else 60)
            handled.append(update["update_id"])

        async def keep(update: dict[str, Any]) -> bool:
            kept.append(update["update_id"])
            return len(kept) > 1  # the first time there is no place for it

        polling = Polling(queue.fetch, Handling(handle, keep))
        task = asyncio.create_task(polling.run())
        await until(lambda: len(handled) == 50)
        assert now() < 3
        assert polling.in_work <= 1
        await until(lambda: len(queue.confirmed) == 150)
        assert now() < 4
        assert sorted(kept) == [1, *range(1, 101)]
        await until(lambda: len(handled) == 150)
        queue.waiting.append(an_update(151))
        await until(lambda: 151 in queue.confirmed)
        offsets = [offset for offset, _ in queue.asked if offset]
        assert offsets == sorted(offsets)
        await end(polling, task)

    run(main())


def test_one_that_finishes_while_the_answer_is_under_way_is_not_handled_again():
    async def main() -> None:
        queue, handled = Queue(1, 2, 3), Counter()
        queue.journey = 0.5

        async def handle(update: dict[str, Any]) -> None:
            await asyncio.sleep(0.3)
            handled[update["update_id"]] += 1

        polling = Polling(queue.fetch, Handling(handle))
        task = asyncio.create_task(polling.run())
        await until(lambda: len(queue.confirmed) == 3)
        assert set(handled.values()) == {1}
        assert now() < 5
        await end(polling, task)

    run(main())


def test_one_that_is_known_to_take_long_is_kept_at_once():
    async def main() -> None:
        queue, handled, kept = Queue(1, 2), [], []

        async def handle(update: dict[str, Any]) -> None:
            await asyncio.sleep(0.3)
            handled.append(update["update_id"])

        async def keep(update: dict[str, Any]) -> bool:
            kept.append(update["update_id"])
            return True

        handling = Handling(handle, keep, lambda update: update["update_id"] == 1)
        polling = Polling(queue.fetch, handling)
        task = asyncio.create_task(polling.run())
        await until(lambda: 1 in queue.confirmed)
        assert kept == [1]
        assert now() < 0.1
        await until(lambda: 2 in queue.confirmed)
        assert kept == [1]
        await end(polling, task)

    run(main())
