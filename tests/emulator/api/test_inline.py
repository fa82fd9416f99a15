"""Inline queries: what the bot is told, what it may answer, and what is posted."""

from __future__ import annotations

from typing import Any

import pytest

from bot.emulator.errors import RefusedError
from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.emulator.calls import post
from tests.emulator.conftest import Api, Clock
from tests.emulator.groups import found, heard

TOO_LATE = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def article(id_: str = "1", text: str = "<b>Tea</b>", **more: Any) -> dict[str, Any]:
    content = {"message_text": text, "parse_mode": "HTML"}
    return {"type": "article", "id": id_, "title": "Tea", "input_message_content": content} | more


async def test_a_query_is_told_answered_and_what_is_chosen_is_posted(
    api: Api, world: World, ada: Person
) -> None:
    await api.ok("getMe")
    link = {"inline_keyboard": [[{"text": "Read", "url": "https://t.me/x?start=1"}]]}
    _, asked = await post(api, "/chat/inline", person=ada.id, text="tea ")
    (update,) = await heard(api)
    query = update["inline_query"]
    assert query == {
        "id": asked["query_id"],
        "from": ada.user(),
        "query": "tea",
        "offset": "",
        "chat_type": "sender",
    }
    await api.ok("answerInlineQuery", inline_query_id=query["id"], results=[article(reply_markup=link)])
    _, message = await post(api, "/chat/inline/choose", person=ada.id, query_id=query["id"], result_id="1")
    assert (message["text"], message["entities"][0]["type"]) == ("Tea", "bold")
    assert (message["from"]["id"], message["via_bot"]["is_bot"]) == (ada.id, True)
    assert message["reply_markup"] == link
    (told,) = await heard(api)
    assert told["message"]["via_bot"]["is_bot"], "in the chat with it the bot is told"


async def test_what_is_posted_into_a_group_is_told_to_a_bot_that_is_in_it(
    api: Api, world: World, ada: Person
) -> None:
    group = found(world, ada)
    query_id = world.inline.ask(ada.id, "tea", group.id)
    (update,) = await heard(api)
    assert update["inline_query"]["chat_type"] == "group"
    await api.ok("answerInlineQuery", inline_query_id=query_id, results=[article()])
    message = world.inline.choose(ada.id, query_id, "1", group.id)
    (told,) = await heard(api)
    assert told["message"] == message


BAD: list[tuple[list[dict[str, Any]], str]] = [
    ([article(str(i)) for i in range(51)], "RESULTS_TOO_MUCH"),
    ([article(""), article()], "RESULT_ID_INVALID"),
    ([article("ä" * 33)], "RESULT_ID_INVALID"),
    ([article(), article()], "RESULT_ID_DUPLICATE"),
    ([article(title=" ")], "ARTICLE_TITLE_EMPTY"),
    ([article(text="")], "message text is empty"),
    ([article(text="x" * 4097)], "message is too long"),
    ([article(text="<x>")], "can't parse entities"),
    ([article(reply_markup={"inline_keyboard": [[{"text": "a", "url": "no"}]]})], "is invalid"),
    ([article(reply_markup={"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]})], "only links"),
    ([article(type="photo")], "only articles"),
    ([article(colour="red")], "unknown parameter"),
    ([{"type": "article", "id": "1", "title": "Tea"}], "Input message content is not specified"),
]


@pytest.mark.parametrize(("results", "words"), BAD)
async def test_a_bad_answer_is_refused_in_telegrams_words(
    results: list[dict[str, Any]], words: str, api: Api, world: World, ada: Person
) -> None:
    query_id = world.inline.ask(ada.id, "tea")
    code, said = await api.refused("answerInlineQuery", inline_query_id=query_id, results=results)
    assert code == 400
    assert words in said
    await api.ok("answerInlineQuery", inline_query_id=query_id, results=[])


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"next_offset": "x" * 65}, "NEXT_OFFSET_INVALID"),
        ({"button": {"text": "", "start_parameter": "a"}}, "SWITCH_PM_TEXT_EMPTY"),
        ({"button": {"text": "a", "start_parameter": "a b"}}, "START_PARAM_INVALID"),
    ],
)
async def test_what_goes_with_the_results_is_checked(
    more: dict[str, Any], words: str, api: Api, world: World, ada: Person
) -> None:
    query_id = world.inline.ask(ada.id, "tea")
    _, said = await api.refused("answerInlineQuery", inline_query_id=query_id, results=[], **more)
    assert words in said


async def test_a_query_is_answered_once_and_lives_half_a_minute(
    api: Api, world: World, ada: Person, clock: Clock
) -> None:
    first = world.inline.ask(ada.id, "tea")
    await api.ok("answerInlineQuery", inline_query_id=first, results=[])
    assert await api.refused("answerInlineQuery", inline_query_id=first, results=[]) == (400, TOO_LATE)
    late = world.inline.ask(ada.id, "coffee")
    clock.now += 31
    assert await api.refused("answerInlineQuery", inline_query_id=late, results=[]) == (400, TOO_LATE)
    assert await heard(api) == [], "nor is the bot told of it any more"


async def test_an_answer_is_cached_for_whom_and_as_long_as_the_bot_says(
    api: Api, world: World, ada: Person, clock: Clock
) -> None:
    bob = world.join("Bob")
    first = world.inline.ask(ada.id, "tea")
    await api.ok(
        "answerInlineQuery", inline_query_id=first, results=[article()], cache_time=10, is_personal=True
    )
    again, other = world.inline.ask(ada.id, "tea"), world.inline.ask(bob.id, "tea")
    assert world.inline.answered(again) == world.inline.answered(first)
    assert world.inline.answered(other) is None
    clock.now += 11
    assert world.inline.answered(world.inline.ask(ada.id, "tea")) is None


async def test_botfather_can_switch_it_off(api: Api, world: World, ada: Person) -> None:
    assert (await api.ok("getMe"))["supports_inline_queries"]
    world.bot.inline = False
    assert not (await api.ok("getMe"))["supports_inline_queries"]
    status, said = await post(api, "/chat/inline", person=ada.id, text="tea")
    assert (status, said["error"]) == (400, "Inline mode is switched off for this bot.")


async def test_only_what_was_offered_to_oneself_can_be_posted(api: Api, world: World, ada: Person) -> None:
    bob, query_id = world.join("Bob"), world.inline.ask(ada.id, "tea")
    await api.ok("answerInlineQuery", inline_query_id=query_id, results=[article()])
    for person, result in ((bob.id, "1"), (ada.id, "2")):
        with pytest.raises(RefusedError, match="none of the results"):
            world.inline.choose(person, query_id, result)
