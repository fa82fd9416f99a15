"""Buttons that look alive below a question that is over, or of which the bot did not know: the first press
brings their message to where it should be, whoever presses, and the presser is told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.emulator.errors import ApiError
from bot.wire import retry
from tests.eventually import eventually
from tests.group_school import Class, begun, ticked
from tests.messages import buttons_of, text_of
from tests.school import LocalApi, School

BAD_GATEWAY = ApiError(502, "Bad Gateway")
NO_EDIT = ApiError(400, "Bad Request: message can't be edited")


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "backoff", lambda *_: 0.0)


async def unheard(school: School, api: LocalApi, *names: str) -> tuple[Class, dict[str, Any]]:
    """A group with a question of which the bot does not know whether it arrived, and its message."""
    group = await begun(school, *names)
    api.fail_once("sendMessage", BAD_GATEWAY, done=True)
    await group.say(names[0], "/quiz")
    return group, group.last


async def asked(school: School, *names: str) -> tuple[Class, dict[str, Any]]:
    """A group with an open question, and its message."""
    group = await begun(school, *names)
    await group.say(names[0], "/quiz")
    return group, group.last


def now_of(group: Class, message: dict[str, Any]) -> dict[str, Any]:
    return next(one for one in group.messages if one["message_id"] == message["message_id"])


def data_of(message: dict[str, Any], label: str) -> str:
    found = next(one["callback_data"] for one in buttons_of(message) if one["text"].startswith(label))
    return str(found)


async def is_bare(school: School, group: Class, message: dict[str, Any]) -> None:
    await eventually(lambda: not buttons_of(now_of(group, message)))
    await ticked(school)
    assert not buttons_of(now_of(group, message))


async def test_a_stranger_who_presses_tells_where_the_question_is(school: School, api: LocalApi) -> None:
    group, question = await unheard(school, api, "Ada")
    dan = school.world.people[school.join("Dan").id]
    press = {"id": "1", "from": dan.user(), "message": question, "data": data_of(question, "A")}
    school.world.updates.add("callback_query", group.id, press | {"chat_instance": "1"})
    await school.settled()
    assert school.rows("SELECT message_id FROM rounds") == [(question["message_id"],)]
    await group.say("Ada", "/close")
    assert text_of(now_of(group, question)).startswith("🏁 How hot?")
    await is_bare(school, group, question)


async def test_an_unheard_question_that_is_not_taught_any_more_is_closed_by_a_press(
    school: School, api: LocalApi
) -> None:
    group, question = await unheard(school, api, "Ada", "Bob")
    school.execute("UPDATE rounds SET step_id = 'gone', closed_at = 1, shown_at = 1")
    await group.tap("Bob", question, data_of(question, "A"))
    assert group.toast("Bob") == "This question is not open any more."
    await is_bare(school, group, question)


async def test_an_unheard_poll_is_closed_where_it_is_once_anybody_has_pressed_its_button(
    school: School, api: LocalApi
) -> None:
    group = await begun(school, "Ada", "Bob")
    await group.press("Ada", "Questions")
    await group.press("Ada", "quiz poll")
    api.fail_once("sendPoll", BAD_GATEWAY, done=True)
    await group.say("Ada", "/quiz")
    poll = group.last
    await group.tap("Bob", poll, data_of(poll, "Close"))
    assert group.toast("Bob") == "Only admins of this chat can do that."
    await group.say("Ada", "/close")
    assert now_of(group, poll)["poll"]["is_closed"]


@pytest.mark.parametrize("label", ["A", "Close"])
async def test_a_round_of_which_nothing_is_known_loses_its_buttons_when_they_are_pressed(
    school: School, label: str
) -> None:
    """A backup of before was restored, say."""
    group, question = await asked(school, "Ada", "Bob")
    school.execute("DELETE FROM rounds")
    await group.tap("Ada", question, data_of(question, label))
    assert group.toast("Ada") == "This question is not open any more."
    await is_bare(school, group, question)


async def test_where_the_question_cannot_become_the_result_the_result_answers_it_and_its_buttons_go(
    school: School, api: LocalApi
) -> None:
    group, question = await asked(school, "Ada", "Bob")
    await group.press("Bob", group.letter("It boils"))
    api.before = refuse_results
    await group.say("Ada", "/close")
    assert group.messages[-1]["reply_to_message"]["message_id"] == question["message_id"]
    assert text_of(group.messages[-1]).startswith("🏁 How hot?")
    await is_bare(school, group, question)


@pytest.mark.parametrize("name", ["Bob", "Cy"])
async def test_buttons_that_could_not_be_taken_away_go_with_the_next_press(
    school: School, api: LocalApi, name: str
) -> None:
    group, question = await asked(school, "Ada", "Bob", "Cy")
    await group.press("Bob", group.letter("It boils"))
    api.before = refuse_edits
    await group.say("Ada", "/close")
    assert buttons_of(now_of(group, question))
    api.recover()
    sent = len(group.messages)
    await group.tap(name, question, data_of(question, "A"))
    assert group.toast(name).startswith("Your first answer" if name == "Bob" else "This round is closed.")
    await is_bare(school, group, question)
    assert len(group.messages) == sent


def refuse_results(method: str, params: Mapping[str, Any]) -> None:
    if method == "editMessageText" and params["text"].startswith("🏁"):
        raise NO_EDIT


def refuse_edits(method: str, _: Mapping[str, Any]) -> None:
    if method.startswith("edit"):
        raise NO_EDIT


async def test_data_that_is_not_on_a_message_changes_nothing_about_it(school: School, api: LocalApi) -> None:
    """Some programs let people send any data below any message."""
    group, question = await unheard(school, api, "Ada", "Bob")
    data = data_of(question, "A")
    await group.say("Ada", "/schedule")
    setup = group.last
    school.world.chats[group.id].data[setup["message_id"]].add(data)
    await group.tap("Bob", setup, data)
    assert school.rows("SELECT message_id FROM rounds") == [(0,)]
    await group.say("Ada", "/close")
    await ticked(school)
    assert buttons_of(now_of(group, setup)) == buttons_of(setup)


async def test_a_result_that_waits_while_the_chat_moves_changes_no_message_of_the_new_chat(
    school: School, api: LocalApi
) -> None:
    group, _ = await asked(school, "Ada", "Bob")
    await group.press("Bob", group.letter("It boils"))
    api.before = lambda method, _: _fail(method)
    await group.say("Ada", "/close")
    api.recover()
    new = Class(school, school.world.groups.migrate(group.id), group.pupils)
    await school.settled()
    await ticked(school)
    results = [one for one in new.messages if text_of(one).startswith("🏁 How hot?")]
    assert len(results) == 1
    assert "reply_to_message" not in results[0]
    assert not [params for params in school.calls("editMessageText") if params["chat_id"] == new.id]


def _fail(method: str) -> None:
    if method.startswith("edit"):
        raise BAD_GATEWAY
