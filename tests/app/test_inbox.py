"""Whoever is hasty waits for themselves alone: what cannot be done soon lies in the inbox, in order."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from math import inf
from pathlib import Path
from typing import Any

import pytest

from bot.app.intake import PATIENCE
from bot.chat.idempotent_updates import shown_by
from bot.course.library import Library
from bot.emulator.world.chat import Message
from bot.settings import Limits
from tests.chat.broadcast.station import Station
from tests.eventually import eventually
from tests.messages import text_of
from tests.school import LocalApi, Pupil, newest, write

SLOW = Limits(per_second=inf, chat_per_second=0.15, group_per_minute=inf)
HASTE = Limits(per_second=inf, chat_per_second=2, group_per_minute=inf)
BURST = 6
"""Messages that a chat gets at once after a pause."""

WORDS = {
    "/help": "How this works",
    "/privacy": "What I keep about you",
    "/settings": "Settings",
    "/nonsense": "do not know",
}


@pytest.fixture
def station(api: LocalApi, tmp_path: Path) -> Station:
    return Station(api.world, api.url, tmp_path / "school.db", limits=HASTE)


@pytest.fixture
def slow_station(api: LocalApi, tmp_path: Path) -> Station:
    """One where what waits is not handled before the test is over."""
    return Station(api.world, api.url, tmp_path / "school.db", limits=SLOW)


def say(pupil: Pupil, *texts: str) -> None:
    for text in texts:
        pupil.school.world.say(pupil.id, text)


def answers(pupil: Pupil) -> list[Message]:
    return [message for message in pupil.messages if message["from"]["is_bot"]]


def inbox(station: Station) -> list[tuple[Any, ...]]:
    return station.rows("SELECT update_id FROM inbox ORDER BY line, number")


async def taken(station: Station) -> None:
    """Waits until Telegram has nothing more to hand out."""
    await eventually(lambda: not station.world.updates.waiting)


async def hasty(station: Station) -> Pupil:
    """Ada, who has used up what her chat may have at once."""
    ada = station.join("Ada")
    await use_up(ada)
    return ada


async def use_up(pupil: Pupil) -> None:
    """Afterwards the chat has had all that it may have at once, and the next message has to wait."""
    say(pupil, *(f"/nonsense {number}" for number in range(BURST)))
    await pupil.school.settled()


async def test_others_are_answered_before_what_a_hasty_person_heaped_up(
    station: Station, tea: Library
) -> None:
    async with station.open(tea):
        hasty, other = station.join("Hasty"), station.join("Other")
        await use_up(hasty)
        say(hasty, *(f"/nonsense {number}" for number in range(5)))
        say(other, "/help")
        await taken(station)
        await eventually(lambda: answers(other))
        assert len(answers(hasty)) < BURST + 5
        assert inbox(station)
        await station.settled()
        assert len(answers(hasty)) == BURST + 5
        assert not inbox(station)


async def test_what_waits_is_handled_in_order_and_once(station: Station, tea: Library) -> None:
    async with station.open(tea):
        ada = await hasty(station)
        say(ada, *WORDS)
        await station.settled()
        shown = [text_of(message) for message in answers(ada)[BURST:]]
        assert len(shown) == len(WORDS)
        for text, words in zip(shown, WORDS.values(), strict=True):
            assert words in text


async def test_what_only_shows_something_is_answered_once_for_those_that_wait_with_the_last(
    station: Station, tea: Library
) -> None:
    async with station.open(tea):
        ada = await hasty(station)
        say(ada, *["/help", "/privacy"] * 8, "/nonsense", "/help")
        await station.settled()
        shown = [text_of(message) for message in answers(ada)[BURST:]]
        assert [sum(words in text for text in shown) for words in WORDS.values()] == [2, 1, 0, 1]
        assert WORDS["/help"] in shown[-1]


async def test_no_button_spins_whose_screen_a_later_press_shows(station: Station, tea: Library) -> None:
    async with station.open(tea):
        ada = station.join("Ada")
        await ada.say("/start tea")
        await use_up(ada)  # and one more: it has waited, and so has the next
        message, button = ada.find("Lessons")
        before = len(answers(ada))
        for _ in range(5):
            station.world.tap(ada.id, message["message_id"], button["callback_data"])
        await station.settled()
        assert len(answers(ada)) - before < 5
        assert len(station.world.toasts(ada.id)) == 5


async def test_one_person_has_no_more_waiting_than_there_is_patience_for(
    slow_station: Station, tea: Library
) -> None:
    async with slow_station.open(tea):
        ada = await hasty(slow_station)
        say(ada, *(f"/nonsense {number}" for number in range(3 * PATIENCE)))
        await taken(slow_station)
        assert len(inbox(slow_station)) == 1 + PATIENCE


async def test_a_slow_answer_keeps_its_update_no_longer_than_a_moment(
    station: Station, api: LocalApi, tea: Library
) -> None:
    async with station.open(tea):
        ada = station.join("Ada")
        async with slow(api, ada):
            say(ada, "/help", "/privacy", "/settings")
            await taken(station)
            assert len(inbox(station)) == 3
            assert not answers(ada)
        await station.settled()
        assert len(answers(ada)) == 3
        assert not inbox(station)


async def test_an_orderly_end_leaves_what_waits_to_the_next_bot_which_handles_it_first(
    slow_station: Station, tea: Library
) -> None:
    async with slow_station.open(tea):
        ada = await hasty(slow_station)
        say(ada, *WORDS)
        await taken(slow_station)
        assert len(inbox(slow_station)) == len(WORDS)
    say(ada, "/progress")
    async with slow_station.open(tea):
        await slow_station.settled()
    shown = [text_of(message) for message in answers(ada)[BURST:]]
    assert len(shown) == len(WORDS) + 1
    assert all(words in text for text, words in zip(shown, WORDS.values(), strict=False))


async def test_an_update_that_lies_in_the_inbox_and_comes_again_is_handled_once(
    slow_station: Station, tea: Library
) -> None:
    async with slow_station.open(tea):
        ada = await hasty(slow_station)
        say(ada, "/help")
        update = newest(slow_station.world)
        await taken(slow_station)
    slow_station.world.updates.waiting[update.id] = update  # Telegram never heard that it was taken
    async with slow_station.open(tea):
        await slow_station.settled()
    assert len(answers(ada)) == BURST + 1


async def test_what_waits_names_the_person_whose_words_it_holds(slow_station: Station, tea: Library) -> None:
    async with slow_station.open(tea):
        ada = await hasty(slow_station)
        say(ada, "my words")
        await taken(slow_station)
        ((learner_id, body),) = slow_station.rows("SELECT learner_id, body FROM inbox")
        assert learner_id == ada.id
        assert "my words" in body


@pytest.mark.sqlite
async def test_while_the_database_cannot_be_written_a_hasty_person_still_waits_for_themselves_alone(
    station: Station, tea: Library
) -> None:
    async with station.open(tea):
        ada = await hasty(station)
        write(station, "CREATE TRIGGER full BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'full'); END")
        say(ada, *WORDS)
        await station.settled()
        shown = [text_of(message) for message in answers(ada)[BURST:]]
        assert all(words in text for text, words in zip(shown, WORDS.values(), strict=True))


@asynccontextmanager
async def slow(api: LocalApi, pupil: Pupil) -> AsyncIterator[None]:
    """Meanwhile what is sent to this person does not arrive."""
    gate, call = asyncio.Event(), api.call

    async def late(method: str, params: Mapping[str, Any]) -> object:
        if params.get("chat_id") == pupil.id:
            await gate.wait()
        return await call(method, params)

    api.call = late  # type: ignore[method-assign]
    try:
        yield
    finally:
        gate.set()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/help", "/help"),
        ("/Help@tutorbot", "/help"),
        ("/start", "/start"),
        ("/start tea", None),
        ("/schedule", None),
        ("/report", None),
        ("/nonsense", None),
        ("help", None),
        ("A", None),
    ],
)
def test_a_bare_command_that_changes_nothing_only_shows_something(text: str, shown: str | None) -> None:
    chat = {"id": 5, "type": "private"}
    assert shown_by({"update_id": 1, "message": {"chat": chat, "text": text}}) == shown
