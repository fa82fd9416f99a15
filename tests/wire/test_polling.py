from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import Conflict, InvalidToken, RetryAfter

from bot.wire.batches import Batches
from bot.wire.client import Client
from bot.wire.failures import NotSent, Unsure
from bot.wire.handling import Handling
from bot.wire.order import ByChat, chat_of
from bot.wire.polling import Polling
from tests.wire.getupdates import Queue, an_update, end, until
from tests.wire.servers import TOKEN, bot_api, ok
from tests.wire.warp import now, run

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


def test_an_update_is_confirmed_only_after_it_was_handled():
    async def main() -> None:
        queue, gate, handled = Queue(10, 11, 12), asyncio.Event(), []

        async def handle(update: dict[str, Any]) -> None:
            if update["update_id"] == 11:
                await gate.wait()
            handled.append(update["update_id"])

        polling = Polling(queue.fetch, Handling(handle))
        task = asyncio.create_task(polling.run())
        await asyncio.sleep(5)
        assert sorted(handled) == [10, 12]
        assert queue.confirmed == [10]
        gate.set()
        await until(lambda: queue.confirmed == [10, 11, 12])
        assert Counter(handled) == {10: 1, 11: 1, 12: 1}
        await end(polling, task)

    run(main())


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), kills=st.integers(0, 6))
def test_whenever_it_dies_no_update_is_lost_and_none_confirmed_in_work(seed: int, kills: int):
    chance = random.Random(seed)

    async def main() -> None:
        queue, done, working = Queue(), set(), Counter()
        queue.journey = 0.02

        async def handle(update: dict[str, Any]) -> None:
            number = update["update_id"]
            working[number] += 1
            assert working[number] == 1, "twice at once"
            try:
                await asyncio.sleep(chance.choice([0.0, 0.01, 0.05, 1.0]))
                done.add(number)
            finally:
                working[number] -= 1

        async def arrive() -> None:
            for number in range(200):
                queue.waiting.append(an_update(number, number % 7))
                await asyncio.sleep(chance.choice([0.0, 0.0, 0.02]))

        def new() -> tuple[Polling, asyncio.Task[None]]:
            order = ByChat(8)

            async def in_order(update: dict[str, Any]) -> None:
                await order.run(chat_of(update), lambda: handle(update))

            polling = Polling(queue.fetch, Handling(in_order))
            return polling, asyncio.create_task(polling.run())

        arriving = asyncio.create_task(arrive())
        polling, task = new()
        for _ in range(kills):
            await asyncio.sleep(chance.uniform(0, 1.5))
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            assert set(queue.confirmed) <= done
            polling, task = new()
        await arriving
        while len(queue.confirmed) < 200:
            await asyncio.sleep(0.05)
            assert set(queue.confirmed) <= done
        await end(polling, task)
        assert done == set(range(200))

    run(main())


def test_an_orderly_end_finishes_what_is_in_work_and_confirms_it():
    async def main() -> None:
        queue, handled = Queue(1, 2), []

        async def handle(update: dict[str, Any]) -> None:
            await asyncio.sleep(3)
            handled.append(update["update_id"])

        polling = Polling(queue.fetch, Handling(handle))
        task = asyncio.create_task(polling.run())
        await asyncio.sleep(1)
        queue.waiting.append(an_update(3))
        polling.stop()
        await task
        assert sorted(handled) == [1, 2]
        assert queue.confirmed == [1, 2]
        assert queue.asked[-1] == (3, 0)
        assert now() < 4

    run(main())


def test_an_orderly_end_does_not_wait_for_ever_and_leaves_unconfirmed_what_is_not_done():
    async def main() -> None:
        queue = Queue(1, 2)

        async def handle(update: dict[str, Any]) -> None:
            await asyncio.sleep(3600 if update["update_id"] == 2 else 0)

        polling = Polling(queue.fetch, Handling(handle))
        task = asyncio.create_task(polling.run())
        await asyncio.sleep(1)
        polling.stop()
        await task
        assert queue.confirmed == [1]
        assert polling.in_work == 0
        assert now() < 10

    run(main())


def test_an_end_during_the_long_question_comes_at_once():
    async def main() -> None:
        polling = Polling(Queue().fetch, Handling(asyncio.sleep))
        task = asyncio.create_task(polling.run())
        await asyncio.sleep(1)
        polling.stop()
        await task
        assert now() < 1.1

    run(main())


def test_a_handler_that_raises_is_done_and_its_words_stay_out_of_the_log(caplog: pytest.LogCaptureFixture):
    async def main() -> None:
        queue, told = Queue(1), []

        async def handle(_: dict[str, Any]) -> None:
            raise KeyError("Ada's secret")

        polling = Polling(queue.fetch, Handling(handle), told=lambda *done: told.append(done[:2]))
        task = asyncio.create_task(polling.run())
        await until(lambda: queue.confirmed == [1])
        assert told == [("message", False)]
        await end(polling, task)

    run(main())
    assert "KeyError" in caplog.text
    assert "test_polling.py" in caplog.text
    assert "Ada" not in caplog.text


def test_network_failures_are_waited_out_longer_and_longer_and_retry_after_to_the_second(
    caplog: pytest.LogCaptureFixture,
):
    caplog.set_level(logging.INFO)

    async def main() -> None:
        queue = Queue()
        queue.failures = [NotSent("x"), Unsure("x"), Unsure("x"), RetryAfter(100)]
        times = []

        async def fetch(offset: int | None, seconds: int) -> list[dict[str, Any]]:
            times.append(now())
            return await queue.fetch(offset, seconds)

        polling = Polling(fetch, Handling(asyncio.sleep))
        task = asyncio.create_task(polling.run())
        await asyncio.sleep(120)
        waits = [after - before for before, after in pairwise(times)][:4]
        assert 0.7 <= waits[0] <= 1 < waits[1] <= 2 < waits[2] <= 4
        assert waits[3] == pytest.approx(100, abs=0.1)
        await end(polling, task)

    run(main())
    assert "Telegram does not let us ask for updates for 100 s" in caplog.messages


def test_another_poller_is_named_once_and_outlasted(caplog: pytest.LogCaptureFixture):
    async def main() -> None:
        queue, handled = Queue(1), []
        queue.failures = [Conflict("Conflict: terminated by other getUpdates request") for _ in range(5)]

        async def handle(update: dict[str, Any]) -> None:
            handled.append(update)

        polling = Polling(queue.fetch, Handling(handle))
        task = asyncio.create_task(polling.run())
        await until(lambda: handled)
        await end(polling, task)

    run(main())
    assert caplog.text.count("Another program") == 1


def test_a_refused_token_ends_it_with_a_clear_error():
    async def main() -> None:
        queue = Queue()
        queue.failures = [InvalidToken("Unauthorized")]
        with pytest.raises(InvalidToken, match="does not accept the bot's token"):
            await Polling(queue.fetch, Handling(asyncio.sleep)).run()

    run(main())


async def test_over_http_the_kinds_of_update_are_named_every_time(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    asked: list[dict[str, Any]] = []

    async def answer(request: web.Request) -> web.Response:
        asked.append(await request.json())
        if len(asked) > 1:
            await asyncio.sleep(0.05)
            return ok([])
        return ok([{"update_id": 4, "message": {}}, {"no": "id"}])

    done = asyncio.Event()

    async def handle(_: dict[str, Any]) -> None:
        done.set()

    async with bot_api(answer) as url, Client(TOKEN, url) as client:
        polling = Polling(Batches(client, ["message", "callback_query"]), Handling(handle))
        task = asyncio.create_task(polling.run())
        await done.wait()
        await end(polling, task)
    assert {tuple(question["allowed_updates"]) for question in asked} == {("message", "callback_query")}
    assert asked[0] == {"timeout": 30, "limit": 100, "allowed_updates": ["message", "callback_query"]}
    assert asked[-1]["offset"] == 5
    assert "secret-words" not in caplog.text
