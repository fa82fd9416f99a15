from __future__ import annotations

import asyncio
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.wire.order import ByChat, chat_of, sender_of
from tests.wire.warp import now, run

A_CHAT = {"id": -7, "type": "group", "title": "G"}
A_USER = {"id": 5, "is_bot": False, "first_name": "Ada"}


@settings(max_examples=60, deadline=None)
@given(
    updates=st.lists(st.tuples(st.integers(1, 4), st.sampled_from([0.0, 0.1, 1.0, 5.0])), max_size=40),
    limit=st.integers(1, 5),
)
def test_a_chats_updates_are_handled_in_order_and_one_at_a_time(updates: list[tuple[int, float]], limit: int):
    log: list[tuple[int, int, str]] = []
    most = 0

    async def handle(chat: int, number: int, seconds: float, order: ByChat) -> None:
        nonlocal most
        most = max(most, order.running)
        log.append((chat, number, "begin"))
        await asyncio.sleep(seconds)
        log.append((chat, number, "end"))

    async def main() -> None:
        order = ByChat(limit)
        async with asyncio.TaskGroup() as group:
            for number, (chat, seconds) in enumerate(updates):
                group.create_task(order.run(chat, lambda c=chat, n=number, s=seconds: handle(c, n, s, order)))
        assert order.open_chats == 0

    run(main())
    assert most <= limit
    for chat in {chat for chat, _ in updates}:
        wanted = [
            (chat, number, word)
            for number, (of, _) in enumerate(updates)
            if of == chat
            for word in ("begin", "end")
        ]
        assert [entry for entry in log if entry[0] == chat] == wanted


def test_a_slow_chat_with_a_hundred_updates_holds_nobody_up():
    async def main() -> None:
        order = ByChat(2)
        slow = [asyncio.create_task(order.run(1, lambda: asyncio.sleep(60))) for _ in range(100)]
        await asyncio.sleep(0)
        assert order.waiting(1) == 99
        for chat in range(2, 50):
            await order.run(chat, lambda: asyncio.sleep(0.1))
        assert now() < 10
        assert order.running == 1
        for task in slow:
            task.cancel()
        await asyncio.gather(*slow, return_exceptions=True)
        assert order.open_chats == 0
        assert order.running == 0

    run(main())


def test_a_handler_that_takes_long_can_give_its_place_to_another_chat_and_keeps_its_turn():
    async def main() -> None:
        order = ByChat(1)
        slow = asyncio.create_task(order.run(1, lambda: asyncio.sleep(60)))
        behind = asyncio.create_task(order.run(1, lambda: asyncio.sleep(0)))
        await asyncio.sleep(1)
        order.give_back(1)
        order.give_back(1)
        await order.run(2, lambda: asyncio.sleep(1))
        assert now() < 3
        assert not behind.done()
        await asyncio.gather(slow, behind)
        third = asyncio.create_task(order.run(3, lambda: asyncio.sleep(5)))
        await asyncio.gather(third, order.run(4, lambda: asyncio.sleep(5)))
        assert now() >= 70  # one place, as before

    run(main())


def test_chats_go_side_by_side_up_to_the_limit():
    async def main() -> float:
        order = ByChat(10)
        async with asyncio.TaskGroup() as group:
            for chat in range(100):
                group.create_task(order.run(chat, lambda: asyncio.sleep(1)))
        return now()

    assert run(main()) == pytest.approx(10, abs=0.1)


def test_a_handler_that_raises_lets_the_next_one_through():
    async def fail() -> None:
        raise ValueError

    async def main() -> None:
        order = ByChat(1)
        first = asyncio.create_task(order.run(1, fail))
        second = asyncio.create_task(order.run(1, lambda: asyncio.sleep(1)))
        with pytest.raises(ValueError):  # noqa: PT011
            await first
        await second
        assert order.open_chats == 0

    run(main())


def test_one_that_is_cancelled_in_the_moment_of_its_turn_passes_it_on():
    async def main() -> None:
        order = ByChat(1)
        gate = asyncio.Event()

        async def first() -> None:
            await order.run(1, gate.wait)
            second.cancel()

        begun = asyncio.create_task(first())
        second, third = (asyncio.create_task(order.run(1, gate.wait)) for _ in range(2))
        await asyncio.sleep(0)
        gate.set()
        await asyncio.wait_for(third, 1)
        assert second.cancelled()
        await begun
        assert order.open_chats == 0

    run(main())


@pytest.mark.parametrize(
    ("update", "chat"),
    [
        ({"update_id": 1, "message": {"chat": A_CHAT, "from": A_USER}}, -7),
        ({"update_id": 1, "edited_channel_post": {"chat": A_CHAT}}, -7),
        ({"update_id": 1, "guest_message": {"chat": A_CHAT}}, -7),
        ({"update_id": 1, "callback_query": {"from": A_USER, "message": {"chat": A_CHAT}}}, -7),
        ({"update_id": 1, "callback_query": {"from": A_USER, "inline_message_id": "x"}}, 5),
        ({"update_id": 1, "inline_query": {"from": A_USER}}, 5),
        ({"update_id": 1, "my_chat_member": {"chat": A_CHAT, "from": A_USER}}, -7),
        ({"update_id": 1, "chat_join_request": {"chat": A_CHAT, "from": A_USER}}, -7),
        ({"update_id": 1, "message_reaction": {"chat": A_CHAT, "user": A_USER}}, -7),
        ({"update_id": 1, "removed_chat_boost": {"chat": A_CHAT}}, -7),
        ({"update_id": 1, "deleted_business_messages": {"chat": A_CHAT}}, -7),
        ({"update_id": 1, "poll_answer": {"user": A_USER}}, 5),
        ({"update_id": 1, "poll_answer": {"voter_chat": A_CHAT}}, -7),
        ({"update_id": 1, "business_connection": {"user": A_USER, "user_chat_id": 5}}, 5),
        ({"update_id": 1, "managed_bot": {"user": A_USER, "bot": {"id": 8}}}, 5),
        ({"update_id": 1, "poll": {"id": "3"}}, None),
        ({"update_id": 1}, None),
        ({"update_id": 1, "message": {"chat": {"id": "9"}, "from": [5]}}, None),
        ({"update_id": 1, "callback_query": {"message": "gone"}}, None),
    ],
)
def test_every_kind_of_update_has_its_chat(update: dict[str, Any], chat: int | None):
    assert chat_of(update) == chat


@pytest.mark.parametrize(
    ("update", "sender"),
    [
        ({"update_id": 1, "message": {"chat": A_CHAT, "from": A_USER}}, 5),
        ({"update_id": 1, "callback_query": {"from": A_USER, "message": {"chat": A_CHAT}}}, 5),
        ({"update_id": 1, "poll_answer": {"user": A_USER}}, 5),
        ({"update_id": 1, "channel_post": {"chat": A_CHAT}}, None),
        ({"update_id": 1, "message": {"chat": A_CHAT, "from": [5]}}, None),
        ({"update_id": 1}, None),
    ],
)
def test_every_update_of_a_person_names_them(update: dict[str, Any], sender: int | None):
    assert sender_of(update) == sender
