"""Pausing, going on, cancelling; and what happens to a broadcast when things go wrong."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.course.library import Library
from bot.emulator.errors import ApiError, bad_request, forbidden
from tests.chat.broadcast.station import (
    SLOW,
    Station,
    announcements,
    begun,
    compose,
    received,
    settle_in,
    the_api,
)
from tests.eventually import PATIENCE, eventually
from tests.messages import text_of
from tests.school import Pupil, write


async def test_a_broadcast_is_paused_goes_on_and_reaches_each_chat_once(
    closed: Station, tea: Library
) -> None:
    closed.limits = SLOW
    async with closed.open(tea):
        grace, ids = await begun(closed, 30)
        await grace.press("Pause")
        assert grace.toast == "Paused"
        await closed.until("SELECT COUNT(*) FROM deliveries WHERE state = 'claimed'", [(0,)])
        before = closed.states()
        assert before["waiting"] > 0
        closed.look()
        await grace.say("/progress")
        assert closed.states() == before
        await grace.press("Go on ▸")
        await closed.over()
        assert closed.states() == {"sent": 31}
        assert received(closed, ids) == [1] * 30


async def test_a_cancelled_broadcast_sends_no_more_and_says_how_many_it_did_not_reach(
    closed: Station, tea: Library
) -> None:
    closed.limits = SLOW
    async with closed.open(tea):
        grace, ids = await begun(closed, 40)
        await grace.press("Cancel")
        await grace.press("Send no more")
        assert grace.toast == "Cancelled"
        await closed.over()
        left = closed.states()["waiting"]
        assert left > 0
        assert f"not sent {left}" in grace.last["caption"]
        assert received(closed, ids).count(0) == left
        closed.look()
        await grace.say("/progress")
        assert closed.states()["waiting"] == left


async def test_after_a_kill_what_was_under_way_is_unknown_and_the_rest_goes_on(
    closed: Station, tea: Library
) -> None:
    async with closed.open(tea):
        await closed.learners("Grace")
    ids = settle_in(closed, 5)
    write(
        closed,
        "INSERT INTO broadcasts (id, state, html, audience, zone, local, quiet_start, quiet_end, resends,"
        " created_at, queued_at) VALUES (1, 'sending', 'Hi', 'everyone', 'UTC', 0, 0, 0, 0, 1, 1)",
    )
    for number, one in enumerate(ids):
        state = "claimed" if number < 2 else "waiting"
        write(closed, f"INSERT INTO deliveries VALUES (1, {one}, '', '{state}', NULL, NULL, 1)")
    async with closed.open(tea):
        await closed.over()
    assert closed.states() == {"unknown": 2, "sent": 3}
    assert received(closed, ids) == [0, 0, 1, 1, 1]


async def test_a_send_whose_answer_is_lost_is_listed_and_repeated_only_when_the_admin_says_so(
    station: Station, grace: Pupil
) -> None:
    (ada,) = await station.learners("Ada")
    await compose(grace)
    api = the_api(station)
    api.after = once_for(ada.id, ApiError(502, "Bad Gateway"))
    await grace.press("Send to 2 chats ▸")
    await station.over()
    assert station.states() == {"sent": 1, "unknown": 1}
    assert len(announcements(ada)) == 1
    assert (
        f"Nobody can know whether these got it, so they are not tried again unless you say so: {ada.id}"
        in (grace.last["caption"])
    )
    update = await grace.press("Send again to 1 unknown")
    assert grace.toast == "Sending again to 1"
    await station.deliver_again(update)
    await station.over()
    assert station.states() == {"sent": 2}
    assert len(announcements(ada)) == 2


async def test_a_429_is_waited_for_and_nothing_is_lost_or_doubled(station: Station, grace: Pupil) -> None:
    ids = settle_in(station, 50)
    await compose(grace)
    refusals = [ApiError(429, "Too Many Requests: retry after 1", {"retry_after": 1})] * 3

    def refuse(method: str, _: object) -> None:
        if method == "copyMessage" and refusals:
            raise refusals.pop()

    the_api(station).before = refuse
    await grace.press("Send to 51 chats ▸")
    await station.over()
    assert station.states() == {"sent": 51}
    assert received(station, ids) == [1] * 50


async def test_a_report_that_telegram_holds_back_is_made_again_after_the_next_start(
    closed: Station, tea: Library
) -> None:
    def refuse(method: str, _: object) -> None:
        if method == "sendDocument":
            raise ApiError(429, "Too Many Requests", {"retry_after": 3600})

    the_api(closed).before = refuse
    async with asyncio.timeout(PATIENCE):
        async with closed.open(tea):
            grace, ada = await closed.learners("Grace", "Ada")
            await compose(grace)
            await grace.press("Send to 2 chats ▸")
            await eventually(lambda: ("sendDocument", "Too Many Requests") in the_api(closed).refused)
    assert len(announcements(ada)) == 1
    the_api(closed).before = lambda *_: None
    async with closed.open(tea):
        await closed.over()
    assert "document" in grace.last


@pytest.mark.parametrize(
    ("error", "reason", "gone"),
    [
        (forbidden("bot was blocked by the user"), "blocked", True),
        (forbidden("user is deactivated"), "deactivated", True),
        (bad_request("chat not found"), "not found", True),
        (bad_request("PEER_ID_INVALID"), "not found", True),
        (bad_request("not enough rights to send polls to the chat"), "no rights", False),
        (bad_request("VOICE_MESSAGES_FORBIDDEN"), "refused", False),
    ],
)
async def test_a_refusal_is_counted_with_its_reason(
    station: Station, grace: Pupil, error: ApiError, reason: str, gone: bool
) -> None:
    (ada,) = await station.learners("Ada")
    await compose(grace)
    the_api(station).before = once_for(ada.id, error)
    await grace.press("Send to 2 chats ▸")
    await station.over()
    assert station.rows("SELECT chat_id, reason FROM deliveries WHERE state = 'failed'") == [(ada.id, reason)]
    assert station.rows(f"SELECT gone_at IS NOT NULL FROM learners WHERE id = {ada.id}") == [(int(gone),)]


async def test_a_message_that_cannot_be_sent_pauses_the_broadcast_instead_of_failing_everywhere(
    station: Station, grace: Pupil
) -> None:
    ids = settle_in(station, 40)
    await compose(grace)
    card = grace.last["message_id"]
    del station.world.chats[grace.id].messages[grace.messages[-2]["message_id"]]
    await grace.press("Send to 41 chats ▸")
    await station.until("SELECT state FROM broadcasts", [("paused",)])
    await station.until("SELECT DISTINCT state FROM deliveries", [("waiting",)])
    await eventually(lambda: grace.last["message_id"] != card)
    assert "It paused by itself" in grace.text
    assert grace.labels == ["Go on ▸", "Cancel"]
    said = [message["message_id"] for message in grace.messages if "It paused" in text_of(message)]
    assert said == [card, grace.last["message_id"]]
    await station.until("SELECT card_id FROM composers", [(said[-1],)])
    await grace.say("/broadcast")
    await grace.press("Broadcast 1")
    assert "Message to copy not found" in grace.text
    assert received(station, ids) == [0] * 40


async def test_who_stops_announcements_while_they_wait_gets_none(closed: Station, tea: Library) -> None:
    closed.limits = replace(SLOW, per_second=10)
    async with closed.open(tea):
        _, ids = await begun(closed, 10)
        write(closed, f"UPDATE learners SET announcements = 0 WHERE id = {ids[-1]}")
        await closed.over()
    assert closed.rows("SELECT chat_id, reason FROM deliveries WHERE state = 'failed'") == [
        (ids[-1], "stopped")
    ]
    assert received(closed, ids[-1:]) == [0]


async def test_the_live_message_tells_how_far_it_is(station: Station, grace: Pupil) -> None:
    settle_in(station, 9)
    await compose(grace)
    card = grace.last["message_id"]
    await grace.press("Send to 10 chats ▸")
    await station.over()
    shown = next(message for message in grace.messages if message["message_id"] == card)
    assert "sent 10 of 10" in shown["text"]
    assert "Broadcast 1 · done" in shown["text"]


def once_for(chat_id: int, error: ApiError) -> Callable[[str, Any], None]:
    left = [error]

    def hook(method: str, params: Any) -> None:
        if method == "copyMessage" and int(params["chat_id"]) == chat_id and left:
            raise left.pop()

    return hook
