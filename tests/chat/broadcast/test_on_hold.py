"""What was due long ago does not go out by itself: an admin is asked, once, and decides."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.course.library import Library
from bot.emulator.errors import ApiError, forbidden
from bot.learning.broadcast.delivery_time import LATE
from tests.chat.broadcast.station import (
    SLOW,
    Station,
    announcements,
    begun,
    compose,
    received,
    settle_in,
    shown,
    tap_data,
    the_api,
)
from tests.eventually import eventually
from tests.messages import buttons_of, text_of
from tests.school import Pupil, write

QUESTION = "ago, when I was not at work"


@pytest.fixture
async def scheduled(closed: Station, tea: Library) -> tuple[Station, Pupil, Pupil]:
    """A broadcast for the next 18:00, and a bot that has been stopped."""
    async with closed.open(tea):
        grace, ada = await closed.learners("Grace", "Ada")
        await compose(grace)
        await grace.press("When")
        await grace.press("Next 18:00")
        await grace.press("Schedule it ▸")
    return closed, grace, ada


def questions(pupil: Pupil) -> list[dict[str, object]]:
    return [message for message in pupil.messages if QUESTION in text_of(message)]


async def test_what_was_due_more_than_an_hour_ago_is_asked_about_once_and_sent_when_an_admin_says_so(
    scheduled: tuple[Station, Pupil, Pupil], tea: Library
) -> None:
    station, grace, ada = scheduled
    station.clock.pass_(hours=26)
    async with station.open(tea):
        await shown(grace, QUESTION)
    async with station.open(tea):
        station.look()
        await grace.say("/broadcast")
        assert "on hold" in grace.text
        assert "Waits for your word: send it, or let it be?" in grace.text
        assert len(questions(grace)) == 1
        assert station.states() == {}
        await grace.press("Broadcast 1")
        await grace.play("""
            Broadcast 1 · on hold
            It was due 20 hours ago, when I was not at work. Send it now, or let it be?
            [Send to 2 chats ▸]
            [Let it be]
        """)
        update = await grace.press("Send to 2 chats ▸")
        assert grace.toast == "On its way"
        await station.deliver_again(update)
        await station.over()
        await eventually(lambda: not questions(grace))
    assert len(announcements(ada)) == 1
    async with station.open(tea):
        station.look()
        await grace.say("/broadcast")
    assert len(announcements(ada)) == 1
    assert questions(grace) == []


async def test_what_an_admin_lets_be_is_never_sent(
    scheduled: tuple[Station, Pupil, Pupil], tea: Library
) -> None:
    station, grace, ada = scheduled
    station.clock.pass_(hours=8)
    async with station.open(tea):
        await shown(grace, "It was due 2 hours ago")
        send = buttons_of(questions(grace)[0])[0]
        message = questions(grace)[0]
        await grace.press("Let it be")
        assert grace.toast == "Let be: it is not sent."
        await grace.play("Broadcast 1 · cancelled")
        await tap_data(grace, message, send["callback_data"])
        assert grace.toast == "That has changed meanwhile; this is how it stands."
        station.look()
        await grace.say("/progress")
    assert station.rows("SELECT state FROM broadcasts") == [("cancelled",)]
    assert announcements(ada) == []


async def test_what_is_late_by_less_than_an_hour_goes_out_by_itself(
    scheduled: tuple[Station, Pupil, Pupil], tea: Library
) -> None:
    station, grace, ada = scheduled
    station.clock.now = datetime(2026, 3, 1, 18, tzinfo=UTC) + LATE
    async with station.open(tea):
        await station.over()
    assert len(announcements(ada)) == 1
    assert questions(grace) == []


async def test_whoever_is_no_admin_cannot_decide(
    scheduled: tuple[Station, Pupil, Pupil], tea: Library
) -> None:
    station, grace, ada = scheduled
    station.clock.pass_(hours=36)
    async with station.open(tea):
        await shown(grace, QUESTION)
        for button in buttons_of(questions(grace)[0]):
            await tap_data(ada, ada.last, button["callback_data"])
    assert station.rows("SELECT state FROM broadcasts") == [("on hold",)]


@pytest.mark.parametrize("gone", ["no admin any more", "forgotten", "blocked"])
async def test_where_who_made_it_is_gone_all_admins_are_asked(
    gone: str, scheduled: tuple[Station, Pupil, Pupil], tea: Library
) -> None:
    station, grace, _ = scheduled
    async with station.open(tea):
        bob, eve = await station.learners("Bob", "Eve")
        if gone == "forgotten":
            await grace.say("/forget")
            await grace.press("Delete everything")
    station.admin_ids = frozenset({bob.id, eve.id, *(() if gone == "no admin any more" else (grace.id,))})
    if gone == "blocked":
        write(station, f"UPDATE learners SET gone_at = 1 WHERE id = {grace.id}")
    station.clock.pass_(hours=36)
    async with station.open(tea):
        await shown(bob, QUESTION)
        await shown(eve, QUESTION)
        await eve.press("Let it be")
        await bob.press("Let it be")
        assert bob.toast == "That has changed meanwhile; this is how it stands."
    assert questions(grace) == []


async def test_an_admin_whom_telegram_refuses_is_no_reason_to_ask_nobody(
    scheduled: tuple[Station, Pupil, Pupil], tea: Library
) -> None:
    station, grace, _ = scheduled
    async with station.open(tea):
        (bob,) = await station.learners("Bob")
    station.admin_ids |= {bob.id}
    station.clock.pass_(hours=36)

    def refuse(method: str, params: object) -> None:
        if method == "sendMessage" and str(grace.id) in str(params):
            raise forbidden("bot was blocked by the user")

    the_api(station).before = refuse
    async with station.open(tea):
        await shown(bob, QUESTION)
        await station.until("SELECT asked_at IS NULL FROM broadcasts", [(0,)])


async def test_a_question_whose_answer_is_lost_is_not_put_again(
    scheduled: tuple[Station, Pupil, Pupil], tea: Library
) -> None:
    station, grace, _ = scheduled
    station.clock.pass_(hours=36)
    the_api(station).fail_once("sendMessage", ApiError(502, "Bad Gateway"), done=True)
    for _ in range(2):
        async with station.open(tea):
            await station.until("SELECT asked_at IS NULL FROM broadcasts", [(0,)])
            await grace.say("/progress")
    assert len(questions(grace)) == 1


async def test_where_nobody_can_be_asked_it_stays_on_hold_and_is_asked_when_somebody_can(
    scheduled: tuple[Station, Pupil, Pupil], tea: Library
) -> None:
    station, grace, ada = scheduled
    admins, station.admin_ids = station.admin_ids, frozenset()
    station.clock.pass_(hours=36)
    async with station.open(tea):
        await station.until("SELECT state FROM broadcasts", [("on hold",)])
        await ada.say("/progress")
    station.admin_ids = admins
    async with station.open(tea):
        await shown(grace, QUESTION)


async def test_what_was_on_its_way_when_the_bot_stopped_for_long_waits_for_a_word_before_it_goes_on(
    closed: Station, tea: Library
) -> None:
    closed.limits = SLOW
    async with closed.open(tea):
        grace, ids = await begun(closed, 30)
    left = closed.states()["waiting"]
    before = sum(received(closed, ids))
    closed.clock.pass_(hours=20)
    async with closed.open(tea):
        await shown(grace, "It should have gone on 20 hours ago, when I was not at work.")
        assert closed.states()["waiting"] == left
        assert sum(received(closed, ids)) == before
        await grace.press(f"Send to {left} chats ▸")
        await closed.over()
    assert received(closed, ids) == [1] * 30


async def test_what_waits_for_the_morning_of_its_learners_is_not_late(closed: Station, tea: Library) -> None:
    closed.clock.now = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    async with closed.open(tea):
        (grace,) = await closed.learners("Grace")
        await compose(grace)
        await grace.press("Send to 1 chat ▸")
        await closed.until("SELECT state FROM broadcasts", [("sending",)])
    closed.clock.pass_(hours=9)  # half past eight: they could be written to for half an hour
    async with closed.open(tea):
        await closed.over()
    assert closed.states() == {"sent": 1}


async def test_local_times_are_late_where_the_first_of_them_is_long_past(
    closed: Station, tea: Library
) -> None:
    async with closed.open(tea):
        (grace,) = await closed.learners("Grace")
        settle_in(closed, 1, time_zone="Asia/Tokyo")
        await compose(grace)
        await grace.press("When")
        await grace.press("☐ At each learner's local time")
        await grace.press("Tomorrow 9:00")
        await grace.press("Schedule it ▸")
    closed.clock.now = datetime(2026, 3, 2, 2, tzinfo=UTC)  # Tokyo's nine o'clock was at midnight
    async with closed.open(tea):
        await shown(grace, "It should have gone on 2 hours ago")
    assert closed.states() == {"waiting": 2}


async def test_a_button_of_an_earlier_question_decides_nothing(
    scheduled: tuple[Station, Pupil, Pupil], tea: Library
) -> None:
    station, grace, ada = scheduled
    station.clock.pass_(hours=36)
    async with station.open(tea):
        await shown(grace, QUESTION)
        message = questions(grace)[0]
        old = buttons_of(message)[0]["callback_data"]
        write(station, "UPDATE broadcasts SET holds = 2")
        await tap_data(grace, message, old)
        assert grace.toast == "That has changed meanwhile; this is how it stands."
    assert station.rows("SELECT state FROM broadcasts") == [("on hold",)]
    assert announcements(ada) == []
