from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from aiohttp import web
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.wire.batches import Batches
from bot.wire.client import Client
from bot.wire.failures import NotSent, Unsure
from bot.wire.order import ByChat, chat_of
from bot.wire.polling import Ledger, Polling
from tests.wire.servers import TOKEN, bot_api, ok
from tests.wire.warp import now, run

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


class Queue:
    """Telegram's side of getUpdates: an offset forgets everything before it, for good."""

    def __init__(self, *ids: int) -> None:
        self.waiting: list[dict[str, Any]] = [an_update(number) for number in ids]
        self.confirmed: list[int] = []
        self.asked: list[tuple[int | None, int]] = []
        self.failures: list[TelegramError] = []
        self.journey = 0.0

    async def fetch(self, offset: int | None, seconds: int) -> list[dict[str, Any]]:
        self.asked.append((offset, seconds))
        await asyncio.sleep(self.journey)
        if self.failures:
            raise self.failures.pop(0)
        while self.waiting and offset is not None and self.waiting[0]["update_id"] < offset:
            self.confirmed.append(self.waiting.pop(0)["update_id"])
        await until(lambda: self.waiting, seconds)
        batch = self.waiting[:100]
        await asyncio.sleep(self.journey)
        return batch


def an_update(number: int, chat: int = 1) -> dict[str, Any]:
    return {"update_id": number, "message": {"chat": {"id": chat}}}


async def until(condition: Callable[[], object], at_most: float = 600) -> None:
    deadline = now() + at_most
    while not condition() and now() < deadline:  # noqa: ASYNC110 - the clock leaps
        await asyncio.sleep(0.01)


async def end(polling: Polling, task: asyncio.Task[None]) -> None:
    polling.stop()
    await task


def test_an_update_is_confirmed_only_after_it_was_handled():
    async def main() -> None:
        queue, gate, handled = Queue(10, 11, 12), asyncio.Event(), []

        async def handle(update: dict[str, Any]) -> None:
            if update["update_id"] == 11:
                await gate.wait()
            handled.append(update["update_id"])

        polling = Polling(queue.fetch, handle)
        task = asyncio.create_task(polling.run())
        await asyncio.sleep(5)
        assert sorted(handled) == [10, 12]
        assert queue.confirmed == [10]
        gate.set()
        await until(lambda: queue.confirmed == [10, 11, 12])
        assert Counter(handled) == {10: 1, 11: 1, 12: 1}
        await end(polling, task)

    run(main())


def test_others_arrive_while_one_takes_long_and_telegram_is_not_asked_without_a_pause():
    async def main() -> None:
        queue, handled = Queue(1), {}

        async def handle(update: dict[str, Any]) -> None:
            if update["update_id"] == 1:
                await asyncio.sleep(60)
            handled[update["update_id"]] = now()

        polling = Polling(queue.fetch, handle)
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

        polling = Polling(queue.fetch, handle, keep=keep)
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

        polling = Polling(queue.fetch, handle)
        task = asyncio.create_task(polling.run())
        await until(lambda: len(queue.confirmed) == 3)
        assert set(handled.values()) == {1}
        assert now() < 5
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

            polling = Polling(queue.fetch, in_order)
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

        polling = Polling(queue.fetch, handle)
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

        polling = Polling(queue.fetch, handle)
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
        polling = Polling(Queue().fetch, asyncio.sleep)
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

        polling = Polling(queue.fetch, handle, told=lambda *done: told.append(done[:2]))
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

        polling = Polling(fetch, asyncio.sleep)
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

        polling = Polling(queue.fetch, handle)
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
            await Polling(queue.fetch, asyncio.sleep).run()

    run(main())


def test_numbers_that_begin_anew_after_a_silence_are_new():
    ledger = Ledger()
    assert ledger.take(900)
    ledger.finish(900)
    assert ledger.ask() == 901
    ledger.answered(901)
    assert ledger.take(5)
    assert ledger.ask() == 5
    ledger.finish(5)
    assert ledger.ask() == 6


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
        polling = Polling(Batches(client, ["message", "callback_query"]), handle)
        task = asyncio.create_task(polling.run())
        await done.wait()
        await end(polling, task)
    assert {tuple(question["allowed_updates"]) for question in asked} == {("message", "callback_query")}
    assert asked[0] == {"timeout": 30, "limit": 100, "allowed_updates": ["message", "callback_query"]}
    assert asked[-1]["offset"] == 5
    assert "secret-words" not in caplog.text
