"""Broadcasts of admins who were appointed in the chat, and of those who are none any more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.course.library import Library
from bot.views.broadcast.buttons import (
    Action,
    AnnounceNews,
    AudienceKind,
    ChooseAudience,
    ChooseLocal,
    ChooseQuiet,
    ChooseTime,
    DraftPage,
    NewBroadcast,
    OpenBroadcast,
    OpenBroadcasts,
    ResendBroadcast,
    SteerBroadcast,
    SteeringAction,
    TimeChoice,
    pack,
)
from tests.chat.broadcast.station import (
    SLOW,
    Station,
    announcements,
    compose,
    received,
    settle_in,
    shows,
    tap_data,
)
from tests.eventually import eventually
from tests.school import Pupil, write

UNKNOWN = "I do not know that command. /help lists those I do"
TOO_OLD = "This button is too old to be of use. /continue shows where you are."
WORDS = "I understand buttons and commands better than sentences."
TABLES = (
    "SELECT * FROM broadcasts",
    "SELECT broadcast_id, learner_id, asked FROM composers",
    "SELECT * FROM deliveries",
)

ACTIONS: list[Action] = [
    OpenBroadcasts(),
    NewBroadcast(),
    AnnounceNews("abcdefgh"),
    *(OpenBroadcast(1, page) for page in DraftPage),
    ChooseAudience(1, AudienceKind.GROUPS, "-"),
    *(ChooseTime(1, time) for time in TimeChoice),
    ChooseLocal(1, True),
    ChooseQuiet(1, 1, 2),
    *(SteerBroadcast(1, action) for action in SteeringAction),
    ResendBroadcast(1, 0),
]


@pytest.fixture
async def eve(station: Station, grace: Pupil) -> Pupil:
    """Whom Grace has appointed."""
    (eve,) = await station.learners("Eve")
    await grace.say(f"/promote {eve.id}")
    return eve


async def forget(pupil: Pupil) -> None:
    await pupil.play("""
        > /forget
        > [Delete everything]
    """)


def dismissed_behind_the_back(station: Station) -> None:
    """From here on the bot has somebody in mind who is no admin any more."""
    write(station, "DELETE FROM admins")


async def test_an_admin_who_is_forgotten_can_broadcast_no_more(station: Station, eve: Pupil) -> None:
    (ada,) = await station.learners("Ada")
    await compose(eve)
    card, send = eve.find("Send to 3 chats ▸")
    await forget(eve)
    await eve.say("/broadcast")
    assert UNKNOWN in eve.text
    await tap_data(eve, eve.last, pack(NewBroadcast()))
    assert eve.toast == TOO_OLD
    await eve.tap(card, send)
    assert eve.toast == TOO_OLD
    await eve.say("Hello all")
    assert WORDS in eve.text
    assert station.rows("SELECT * FROM broadcasts WHERE state <> 'draft'") == []
    assert announcements(ada) == []


@pytest.mark.parametrize("state", ["draft", "scheduled", "sending", "paused", "done"])
async def test_every_button_asks_the_database_who_is_an_admin(
    station: Station, grace: Pupil, eve: Pupil, state: str
) -> None:
    await compose(grace)
    write(station, f"INSERT INTO deliveries VALUES (1, {grace.id}, '', 'unknown', NULL, NULL, 1)")
    write(station, f"INSERT INTO deliveries VALUES (1, {eve.id}, '', 'waiting', NULL, NULL, 1)")
    # Its time is far ahead, and these are quiet hours: nothing moves but by the buttons.
    quiet = "starts_at = 9999999999999, quiet_start = 10, quiet_end = 14, reported_at = 1"
    write(station, f"UPDATE broadcasts SET state = '{state}', {quiet}")
    dismissed_behind_the_back(station)
    before, shown = [station.rows(query) for query in TABLES], eve.messages
    for action in ACTIONS:
        await tap_data(eve, eve.last, pack(action))
        assert eve.toast == TOO_OLD, action
        assert [station.rows(query) for query in TABLES] == before, action
    assert eve.messages == shown


@pytest.mark.parametrize("asked", ["message", "time"])
async def test_a_message_is_for_a_broadcast_only_if_it_is_an_admins_then(
    station: Station, eve: Pupil, asked: str
) -> None:
    await eve.say("/broadcast")
    await eve.press("New broadcast")
    write(station, f"UPDATE composers SET asked = '{asked}'")
    dismissed_behind_the_back(station)
    before = [station.rows(query) for query in TABLES]
    await eve.say("2026-03-04 09:30")
    assert WORDS in eve.text
    await eve.say("/broadcast")
    assert UNKNOWN in eve.text
    assert [station.rows(query) for query in TABLES] == before


async def test_what_was_confirmed_is_sent_on_but_who_was_demoted_neither_steers_nor_follows_it(
    closed: Station, tea: Library
) -> None:
    closed.limits = replace(SLOW, per_second=10)
    async with closed.open(tea):
        grace, eve = await closed.learners("Grace", "Eve")
        ids = settle_in(closed, 20)
        await grace.say(f"/promote {eve.id}")
        await compose(eve)
        await eve.press("Send to 22 chats ▸")
        await eventually(lambda: shows(eve, "Pause"))
        await grace.say(f"/demote {eve.id}")
        for label in ("Pause", "Cancel"):
            await eve.press(label)
            assert eve.toast == TOO_OLD
        await closed.over()
        assert received(closed, ids) == [1] * 20
        assert not any("document" in message for message in eve.messages)
        await grace.play("""
            > /broadcast
            1 · done · Everyone
            22 of 22 sent
        """)
