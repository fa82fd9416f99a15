"""What may have arrived in a group unheard of by the bot is not sent again, and nothing is lost by that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from yarl import URL

from bot.course.library import Library
from bot.emulator.errors import ApiError
from bot.wire import retry
from tests.group_school import begun, follow, link_of, ticked, titles
from tests.school import LocalApi, School

BAD_GATEWAY = ApiError(502, "Bad Gateway")
DOUBT = "Telegram did not tell whether “Cold water” arrived here."


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls that may be repeated are, without a wait."""
    monkeypatch.setattr(retry, "backoff", lambda *_: 0.0)


def failing(*methods: str) -> Callable[[str, Mapping[str, Any]], None]:
    """A hook: calls whose method begins so fail."""

    def fail(method: str, _: Mapping[str, Any]) -> None:
        if method.startswith(methods):
            raise BAD_GATEWAY

    return fail


def healthy(method: str, params: Mapping[str, Any]) -> None:
    """A hook that lets calls pass."""


@pytest.mark.parametrize("done", [True, False])
async def test_a_section_that_may_have_arrived_is_told_of_and_not_sent_again(
    school: School, api: LocalApi, done: bool
) -> None:
    group = await begun(school, "Ada", "Bob")
    api.fail_once("sendPhoto", BAD_GATEWAY, done=done)
    await group.say("Ada", "/lesson")
    await ticked(school)
    assert titles(group) == ["Cold water", DOUBT][not done :]
    await follow(group.pupils["Bob"], link_of(group.last, "Study this in private"))
    assert "Take fresh water" in group.pupils["Bob"].text
    await group.say("Ada", "/lesson")
    await ticked(school)
    assert titles(group)[-2:] == [DOUBT, "Hot water"]


async def test_a_word_of_doubt_that_may_have_arrived_is_not_sent_again(school: School, api: LocalApi) -> None:
    group = await begun(school, "Ada")
    api.after = failing("send")
    await group.say("Ada", "/lesson")
    for _ in range(3):
        await ticked(school)
    assert titles(group) == ["Cold water", DOUBT]
    assert school.rows("SELECT pending FROM groups") == [("",)]


async def test_a_round_that_arrived_unheard_takes_answers_and_has_a_result(
    school: School, api: LocalApi
) -> None:
    group = await begun(school, "Ada", "Bob")
    api.fail_once("sendMessage", BAD_GATEWAY, done=True)
    await group.say("Ada", "/quiz")
    await ticked(school)
    assert titles(group) == ["❓ How hot?"]
    await group.play(f"""
        Bob> [{group.letter("It boils")}]
        Bob~ Right.
        Ada> /close
        🏁 How hot?
        👥 1 answered · 1 right · first: Bob
        Ada> /quiz
        Which of these are tea?
    """)


async def test_a_round_that_did_not_arrive_is_asked_once_its_time_is_over(
    school: School, api: LocalApi
) -> None:
    group = await begun(school, "Ada")
    api.fail_once("sendMessage", BAD_GATEWAY)
    for text in ("/quiz", "/quiz", "/quiz"):
        await group.say("Ada", text)
        await ticked(school)
    assert titles(group)[0] == "❓ Which of these are tea?"
    assert titles(group)[1].startswith("All questions have been asked.")
    school.clock.pass_(hours=24)
    await ticked(school)
    await group.say("Ada", "/quiz")
    assert titles(group).count("❓ How hot?") == 1


@pytest.mark.parametrize("done", [True, False])
async def test_a_round_that_may_have_arrived_is_not_sent_after_a_restart_either(
    closed_school: School, api: LocalApi, tea: Library, done: bool
) -> None:
    async with closed_school.open(tea):
        group = await begun(closed_school, "Ada")
        api.fail_once("sendMessage", BAD_GATEWAY, done=done)
        await group.say("Ada", "/quiz")
    async with closed_school.open(tea):
        await ticked(closed_school)
        assert titles(group) == ["❓ How hot?"][not done :]


async def test_a_poll_that_may_have_arrived_is_not_sent_again(school: School, api: LocalApi) -> None:
    group = await begun(school, "Ada")
    await group.press("Ada", "Questions")
    await group.press("Ada", "quiz poll")
    api.fail_once("sendPoll", BAD_GATEWAY, done=True)
    await group.say("Ada", "/quiz")
    for _ in range(2):
        await ticked(school)
        school.clock.pass_(hours=24)
    assert titles(group).count("How hot?") == 1


async def test_while_telegram_fails_no_more_than_one_thing_is_in_doubt(school: School, api: LocalApi) -> None:
    group = await begun(school, "Ada")
    await group.say("Ada", "/lesson")
    api.before = failing("send", "get")
    school.clock.now = school.clock.now.replace(day=2, hour=8)  # a section and a question are due
    for _ in range(3):
        await ticked(school)
    api.before = healthy
    await ticked(school)
    assert titles(group) == ["Cold water", DOUBT.replace("Cold", "Hot"), "❓ How hot?"]


async def test_what_never_left_is_sent_when_telegram_is_there_again(school: School, api: LocalApi) -> None:
    group = await begun(school, "Ada")
    port = URL(api.url).port
    await api.stop()
    school.clock.now = school.clock.now.replace(day=2, hour=8)
    await ticked(school)
    await api.start(port=port or 0)
    await ticked(school)
    assert titles(group) == ["Cold water"]


async def test_a_result_is_shown_in_the_end_though_telegram_failed(school: School, api: LocalApi) -> None:
    group = await begun(school, "Ada", "Bob")
    await group.say("Ada", "/quiz")
    await group.press("Bob", group.letter("It boils"))
    api.before = failing("edit")
    await group.press("Ada", "Close (admins)")
    api.before = healthy
    await ticked(school)
    assert "👥 1 answered · 1 right · first: Bob" in group.text
    assert titles(group) == ["🏁 How hot?"]
