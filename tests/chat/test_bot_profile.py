"""How the bot presents itself to Telegram when it starts."""

from __future__ import annotations

import pytest

from bot.course.library import Library
from bot.emulator.errors import ApiError
from bot.views.words import words_for
from tests.eventually import eventually
from tests.school import LocalApi, School

WORDS = words_for(None)
NAMES = {"setMyName": "name", "setMyDescription": "description", "setMyShortDescription": "short_description"}


async def introduced(school: School, times: int = 1) -> None:
    """Waits until the bot has come to the last of its texts, in so many starts."""

    def done() -> bool:
        told = school.world.bot.say("short_description") == WORDS.profile("short_description")
        return told and len(school.calls("getMyShortDescription")) >= times

    await eventually(done)


async def test_commands_name_and_descriptions_are_told_at_the_start(school: School) -> None:
    await introduced(school)
    bot = school.world.views.of(school.join("Ada").id)["bot"]
    assert [(each["command"], each["description"]) for each in bot["commands"]] == WORDS.profile("commands")
    assert bot["first_name"] == WORDS.profile("name")
    assert bot["description"] == WORDS.profile("description")
    assert bot["short_description"] == WORDS.profile("short_description")


async def test_what_telegram_knows_already_is_not_set_again(closed_school: School, tea: Library) -> None:
    for times in (1, 2, 3):
        async with closed_school.open(tea):
            await introduced(closed_school, times)
    assert {method: len(closed_school.calls(method)) for method in NAMES} == dict.fromkeys(NAMES, 1)


async def test_what_somebody_changed_meanwhile_is_set_right(closed_school: School, tea: Library) -> None:
    async with closed_school.open(tea):
        await introduced(closed_school)
    closed_school.world.bot.put("description/", "Another bot")
    async with closed_school.open(tea):
        await introduced(closed_school, 2)
    set_ = {method: len(closed_school.calls(method)) for method in NAMES}
    assert set_ == {"setMyName": 1, "setMyDescription": 2, "setMyShortDescription": 1}
    assert closed_school.world.bot.say("description") == WORDS.profile("description")


@pytest.mark.parametrize(
    "refusal",
    [ApiError(429, "Too Many Requests", {"retry_after": 86_400}), ApiError(400, "Bad Request: no")],
    ids=["not today", "never"],
)
async def test_a_name_that_telegram_does_not_take_keeps_nobody_from_learning(
    closed_school: School, api: LocalApi, tea: Library, refusal: ApiError, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail_once("setMyName", refusal)
    async with closed_school.open(tea):
        await closed_school.join("Ada").play("""
            > /start
            Hello Ada
        """)
        await introduced(closed_school)
    assert "setMyName is left for the next start: " in caplog.text
    assert "setMyDescription" not in caplog.text


async def test_every_text_fits_telegrams_limits() -> None:
    assert 1 <= len(WORDS.profile("name")) <= 64
    assert len(WORDS.profile("description")) <= 512
    assert len(WORDS.profile("short_description")) <= 120
    for commands in ("commands", "group_commands", "admin_commands"):
        names = [name for name, _ in WORDS.profile(commands)]
        assert len(set(names)) == len(names) <= 100
        assert all(name.isascii() and name == name.lower() and 1 <= len(name) <= 32 for name in names)
        assert all(1 <= len(text) <= 256 for _, text in WORDS.profile(commands))
