"""What the log says of broadcasts: when one begins, goes on after a start, pauses by itself, and is over."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from bot.course.library import Library
from tests.chat.broadcast.station import SLOW, Station, begun, compose, settle_in
from tests.school import write

Log = pytest.LogCaptureFixture


@pytest.fixture(autouse=True)
def _at_info(caplog: Log) -> Iterator[None]:
    with caplog.at_level(logging.INFO, "bot.broadcast"):
        yield


def said(log: Log) -> list[tuple[str, str]]:
    """Level and words of what the log says of broadcasts."""
    return [
        (record.levelname, record.getMessage())
        for record in log.records
        if record.name.startswith("bot.broadcast")
    ]


async def test_a_broadcast_has_one_line_at_its_beginning_and_one_at_its_end(
    closed: Station, tea: Library, caplog: Log
) -> None:
    async with closed.open(tea):
        grace, ada = await closed.learners("Grace", "Ada")
        await compose(grace)
        closed.world.chats[ada.id].bot_status = "kicked"
        await grace.press("Send to 2 chats ▸")
        await closed.over()
    assert said(caplog) == [
        ("INFO", "broadcast 1 begins: 2 chats"),
        ("INFO", "broadcast 1 is done: 1 sent, 1 failed, 0 unknown, 0 left"),
    ]


async def test_a_broadcast_that_goes_on_after_a_start_says_so(
    closed: Station, tea: Library, caplog: Log
) -> None:
    closed.limits = SLOW
    async with closed.open(tea):
        await begun(closed, 30)
    ((left,),) = closed.rows("SELECT COUNT(*) FROM deliveries WHERE state = 'waiting'")
    assert left
    caplog.clear()
    async with closed.open(tea):
        await closed.over()
    assert said(caplog) == [
        ("INFO", f"broadcast 1 goes on: {left} of 31 chats left"),
        ("INFO", "broadcast 1 is done: 31 sent, 0 failed, 0 unknown, 0 left"),
    ]


async def test_a_broadcast_that_pauses_by_itself_says_why_once(
    closed: Station, tea: Library, caplog: Log
) -> None:
    async with closed.open(tea):
        (grace,) = await closed.learners("Grace")
        settle_in(closed, 40)
        await compose(grace)
        write(closed, "UPDATE broadcasts SET copy_message_id = 4040")
        await grace.press("Send to 41 chats ▸")
        await closed.until("SELECT state FROM broadcasts", [("paused",)])
    assert said(caplog) == [
        ("INFO", "broadcast 1 begins: 41 chats"),
        ("WARNING", "broadcast 1 paused by itself: Message to copy not found"),
    ]
