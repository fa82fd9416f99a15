"""Nobody is told that they are no admin of a group because Telegram did not answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.app import connection
from bot.course.library import Library
from bot.emulator.errors import ApiError
from bot.wire import retry
from tests.group_school import begun, gather, titles
from tests.messages import text_of
from tests.school import LocalApi, School


async def test_an_admins_commands_wait_in_order_while_telegram_does_not_tell_who_is_one(
    closed_school: School, api: LocalApi, tea: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "LONGEST_HOLD", 0.1)
    async with closed_school.open(tea):
        group = await gather(closed_school, "Ada")
        ada = group.pupils["Ada"]
        wait = ApiError(429, "Too Many Requests: retry after 1", {"retry_after": 1})
        api.fail_once("getChatAdministrators", wait)
        closed_school.world.say(ada.id, "/lesson", chat_id=group.id)
        await group.say("Ada", "/quiz")
        first_lines = [text_of(one).split("\n")[0] for one in group.messages]
        assert first_lines[1:] == ["Cold water", "❓ How hot?"]


async def test_an_admin_is_not_refused_because_telegram_could_not_be_asked(
    school: School, api: LocalApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retry, "backoff", lambda *_: 0.0)
    group = await begun(school, "Ada")

    def fail(method: str, _: Mapping[str, Any]) -> None:
        if method == "getChatAdministrators":
            raise ApiError(502, "Bad Gateway")

    school.clock.pass_(minutes=5)
    api.before = fail
    await group.say("Ada", "/lesson")
    api.recover()
    await group.say("Ada", "/lesson")
    assert titles(group) == ["Cold water"]
