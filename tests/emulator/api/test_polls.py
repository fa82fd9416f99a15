"""Polls: what a bot may ask, how people vote, and what the bot hears of it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.emulator.errors import RefusedError
from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.emulator.conftest import Api, Clock
from tests.emulator.groups import found, heard, kinds

QUIZ: dict[str, Any] = {
    "question": "Q?",
    "options": [{"text": "a"}, {"text": "b"}],
    "type": "quiz",
    "correct_option_ids": [1],
    "is_anonymous": False,
}


async def test_a_quiz_counts_each_person_once_and_tells_who_chose_what(
    api: Api, world: World, ada: Person
) -> None:
    chat = found(world, ada)
    why = {"explanation": "<b>Because</b>", "explanation_parse_mode": "HTML"}
    sent = await api.ok("sendPoll", chat_id=chat.id, **QUIZ, **why)
    poll = sent["poll"]
    assert (poll["type"], poll["correct_option_ids"], poll["allows_revoting"]) == ("quiz", [1], False)
    assert (poll["explanation"], poll["explanation_entities"][0]["type"]) == ("Because", "bold")
    world.polls.vote(ada.id, poll["id"], [0])
    with pytest.raises(RefusedError):
        world.polls.vote(ada.id, poll["id"], [1])
    answer, state = await heard(api)
    assert answer["poll_answer"] == {
        "poll_id": poll["id"],
        "user": ada.user(),
        "option_ids": [0],
        "option_persistent_ids": ["0"],
    }
    assert [option["voter_count"] for option in state["poll"]["options"]] == [1, 0]
    assert world.messages(chat.id)[-1]["poll"] == state["poll"]
    stopped = await api.ok("stopPoll", chat_id=chat.id, message_id=sent["message_id"])
    assert (stopped["is_closed"], stopped["total_voter_count"]) == (True, 1)
    assert kinds(await heard(api)) == ["poll"]
    closed = (400, "Bad Request: poll has already been closed")
    assert await api.refused("stopPoll", chat_id=chat.id, message_id=sent["message_id"]) == closed
    with pytest.raises(RefusedError):
        world.polls.vote(ada.id, poll["id"], [0])


async def test_an_anonymous_poll_tells_numbers_only(api: Api, world: World, ada: Person) -> None:
    several = {"question": "Q?", "options": ["a", "b", "c"], "allows_multiple_answers": True}
    poll = (await api.ok("sendPoll", chat_id=ada.id, **several))["poll"]
    world.polls.vote(ada.id, poll["id"], [2, 0])
    world.polls.vote(ada.id, poll["id"], [])
    first, second = (update["poll"] for update in await heard(api))
    assert [option["voter_count"] for option in first["options"]] == [1, 0, 1]
    assert (first["total_voter_count"], second["total_voter_count"]) == (1, 0)


async def test_an_anonymous_admin_votes_as_the_group(api: Api, world: World, ada: Person) -> None:
    chat = found(world, ada, "supergroup")
    poll = (await api.ok("sendPoll", chat_id=chat.id, **QUIZ))["poll"]
    world.polls.vote(ada.id, poll["id"], [1], anonymous=True)
    answer = (await heard(api))[0]["poll_answer"]
    assert (answer["voter_chat"], answer["user"]["id"]) == (chat.info, 136817688)


async def test_a_poll_closes_by_itself(api: Api, world: World, ada: Person, clock: Clock) -> None:
    poll = (await api.ok("sendPoll", chat_id=ada.id, **QUIZ, open_period=60))["poll"]
    assert poll["close_date"] == int(clock.now) + 60
    clock.now += 60
    (update,) = await heard(api)
    assert (update["poll"]["id"], update["poll"]["is_closed"]) == (poll["id"], True)
    with pytest.raises(RefusedError):
        world.polls.vote(ada.id, poll["id"], [1])


async def test_a_poll_closes_while_nobody_asks(api: Api, world: World, ada: Person, clock: Clock) -> None:
    await api.ok("sendPoll", chat_id=ada.id, **QUIZ, open_period=5)
    clock.now += 5
    world.polls.watch()
    async with world.changed:
        await world.changed.wait_for(lambda: world.messages(ada.id)[-1]["poll"]["is_closed"])


def test_only_votes_that_a_poll_allows_count(world: World, ada: Person) -> None:
    chat = found(world, ada)
    eve = world.join("Eve")
    poll = world.writing.send_poll(ada.id, "Q?", ["a", "b"], chat.id)["poll"]
    for person, options in ((eve, [0]), (ada, [0, 1]), (ada, [2]), (ada, [-1]), (ada, [])):
        with pytest.raises(RefusedError):
            world.polls.vote(person.id, poll["id"], options)
    with pytest.raises(RefusedError):
        world.polls.vote(ada.id, "none", [0])
    world.polls.vote(ada.id, poll["id"], [0])
    world.polls.vote(ada.id, poll["id"], [1])
    counts = [option["voter_count"] for option in world.messages(chat.id)[-1]["poll"]["options"]]
    assert counts == [0, 1]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"question": "x" * 301}, "poll question length must not exceed 300"),
        ({"question": " "}, "poll question must be non-empty"),
        ({"options": []}, "poll must have at least one answer option"),
        ({"options": ["x"] * 13}, "poll can't have more than 12 options"),
        ({"options": ["a", "x" * 101]}, "poll options length must not exceed 100"),
        ({"options": ["a", " "]}, "poll options must be non-empty"),
        ({"options": [{}]}, "can't parse InputPollOption: Can't find field \"text\""),
        ({"correct_option_ids": None}, "correct quiz option list must be non-empty"),
        ({"correct_option_ids": [1, 0]}, "correct quiz option list must be increasing"),
        ({"correct_option_ids": [2]}, "wrong quiz correct_option_id"),
        ({"explanation": "x" * 201}, "quiz explanation must have at most 200 characters"),
        ({"explanation": "a\nb\nc\nd"}, "quiz explanation must have at most 2 line feeds"),
        ({"open_period": 4}, "open_period must be from 5 to 2628000 seconds"),
        ({"close_date": 1}, "close_date must be from 5 to 2628000 seconds in the future"),
        ({"type": "guess"}, "unsupported poll type specified"),
        ({"reply_parameters": {"message_id": 1}}, "message to be replied not found"),
    ],
)
async def test_a_poll_is_refused_in_telegrams_words(
    api: Api, world: World, ada: Person, params: dict[str, Any], words: str
) -> None:
    call = QUIZ | {"chat_id": ada.id} | params
    assert await api.refused("sendPoll", **call) == (400, f"Bad Request: {words}")
    assert not world.polls


async def test_a_channel_takes_anonymous_polls_only(api: Api, world: World, ada: Person) -> None:
    channel = found(world, ada, "channel")
    words = "Bad Request: non-anonymous polls can't be sent to channel chats"
    assert await api.refused("sendPoll", chat_id=channel.id, **QUIZ) == (400, words)
    await api.ok("sendPoll", chat_id=channel.id, **QUIZ | {"is_anonymous": True})


async def test_only_a_poll_of_its_own_can_be_stopped(api: Api, world: World, ada: Person) -> None:
    theirs = world.writing.send_poll(ada.id, "Q?", ["a"])
    sent = await api.ok("sendMessage", chat_id=ada.id, text="no poll")
    for number, words in [
        (1, "message with poll to stop not found"),
        (theirs["message_id"], "message can't be edited"),
        (sent["message_id"], "message is not a poll"),
    ]:
        refusal = await api.refused("stopPoll", chat_id=ada.id, message_id=number)
        assert refusal == (400, f"Bad Request: {words}")
