"""A chat that Telegram holds back for long: nobody else waits for it, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.app import connection
from bot.chat.group import scheduler
from bot.course.library import Library
from bot.emulator.errors import ApiError
from tests.eventually import eventually
from tests.group_school import begun
from tests.messages import text_of
from tests.school import LocalApi, School

MORE_THAN_TELEGRAM_HANDS_OUT = 120


def hold(api: LocalApi, chat_id: int, seconds: int) -> None:
    """From now on nothing may be sent to this chat for so long, says Telegram."""

    def refuse(_: str, params: Mapping[str, Any]) -> None:
        if params.get("chat_id") == chat_id:
            raise ApiError(429, "Too Many Requests", {"retry_after": seconds})

    api.before = refuse


async def test_an_hour_of_silence_in_one_chat_keeps_no_other_from_being_heard(
    school: School, api: LocalApi, caplog: pytest.LogCaptureFixture
) -> None:
    ada = school.join("Ada")
    others = [school.join(f"Pupil {i}") for i in range(MORE_THAN_TELEGRAM_HANDS_OUT)]
    hold(api, ada.id, 3600)
    for pupil in (ada, *others):
        school.world.say(pupil.id, "/help")
    await school.settled()
    assert all("/continue" in pupil.text for pupil in others)
    (line,) = (line for line in caplog.messages if line.startswith("update "))
    assert line.endswith("nothing may be sent to its chat for 3600 s")
    assert len(ada.messages) == 1


async def test_a_question_that_a_held_group_waits_for_keeps_its_update_no_longer_than_a_moment(
    school: School, api: LocalApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scheduler, "MOMENT", 0.1)
    group = await begun(school, "Ada")
    hold(api, group.id, 1)
    await group.say("Ada", "/quiz")
    assert not any("How hot?" in text_of(message) for message in group.messages)
    api.before = lambda *_: None
    await eventually(lambda: any("How hot?" in text_of(message) for message in group.messages))


async def test_a_tap_in_a_held_chat_counts_and_its_place_comes_by_itself_when_it_may(
    closed_school: School, api: LocalApi, tea: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "LONGEST_HOLD", 0.2)
    async with closed_school.open(tea):
        ada = closed_school.join("Ada")
        await ada.play("""
            > /start
            > [Begin]
            Cold water
        """)
        hold(api, ada.id, 1)
        await ada.press("Next ▸")
        await ada.say("/help")
        assert closed_school.rows("SELECT place_id FROM progress") == [("hot",)]
        assert not any("Hot water" in text_of(message) for message in ada.messages)
        api.before = lambda *_: None
        await eventually(lambda: "/continue" in ada.text)
        shown = [text_of(message) for message in ada.messages if message["from"]["is_bot"]]
        assert sum("Hot water" in text for text in shown) == 1
        assert sum("/continue" in text for text in shown) == 1
