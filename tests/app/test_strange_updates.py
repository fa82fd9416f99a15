"""Whatever comes as an update, asked for or posted: the bot passes over it and answers the next one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web

from bot.course.library import Library
from bot.emulator.world.world import World
from tests.app.hooked import Hooked, hooked
from tests.eventually import eventually
from tests.school import LocalApi, School, newest


def _nested(depth: int) -> bytes:
    said = b'{"message_id":%d,"date":1,"chat":{"id":5,"type":"private"},"text":"x","reply_to_message":'
    return said % 1 * depth + b"null" + b"}" * depth


_USER = b'{"id":5,"is_bot":false,"first_name":"Zora"}'
_BEYOND = b"123456789012345678901234567890"
STRANGE = {
    "deep": b'"message":' + b"[" * 900 + b"]" * 900,
    "deep messages": b'"message":' + _nested(400),
    "a deep press": b'"callback_query":{"id":"1","from":%b,"data":"x","message":%b}' % (_USER, _nested(400)),
    "too deep": b'"message":' + b"[" * 3000 + b"]" * 3000,
    "no end of depth": b'"message":' + b"[" * 100_000 + b"]" * 100_000,
    "NaN": b'"message":{"message_id":NaN,"date":NaN,"chat":{"id":5,"type":"private"},"from":%b}' % _USER,
    "infinite": b'"message":{"message_id":1,"date":Infinity,"chat":{"id":5,"type":"private"}}',
    "beyond 64 bits": b'"message":{"message_id":1,"date":1,"chat":{"id":%b,"type":"private"}}' % _BEYOND,
    "a press beyond": b'"callback_query":{"id":"1","from":%b}' % _USER.replace(b"5", _BEYOND),
    "thousands of digits": b'"message":{"message_id":' + b"9" * 5000 + b"}",
    "nothing": b'"message":null',
    "a list": b'"callback_query":[1]',
    "unknown": b'"news":{"x":1}',
}

both_ways = pytest.mark.parametrize("webhook", [True, False], ids=["webhook", "polling"])


@both_ways
async def test_the_bot_goes_on_whatever_came(
    tea: Library, tmp_path: Path, webhook: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async with hooked(tea, tmp_path, webhook, at_hand=webhook) as bot:
        ada = bot.join("Ada")
        for name, strange in STRANGE.items():
            caplog.clear()
            await _hand_over(bot, ada.id, strange)
            assert len(caplog.messages) <= 1, (name, caplog.messages)
            assert all(len(line) < 600 for line in caplog.messages)
            assert not caplog.records or caplog.records[0].exc_info is None
        assert "Zora" not in caplog.text
        if webhook:
            bot.school.world.say(ada.id, "/help")
            assert await bot.post(newest(bot.school.world).body) == 200
        else:
            await ada.say("/help")
        assert "/continue" in ada.text


async def _hand_over(bot: Hooked, person: int, strange: bytes) -> None:
    """Has the bot meet an update with this in it."""
    updates = bot.school.world.updates
    bot.school.world.say(person, "x")
    update = newest(bot.school.world)
    body = b'{"update_id":%d,%b}' % (update.id, strange)
    updates.waiting[update.id] = replace(update, body=body)
    if updates.webhook.url or bot.api.address is None:
        assert await bot.post(body) == 200
    else:
        await bot.school.settled()


@pytest.mark.parametrize("status", [403, 404])
async def test_a_page_of_a_proxy_marks_nobody_as_gone_and_ends_nothing(
    tea: Library, tmp_path: Path, status: int
) -> None:
    met = Counter[str]()

    class Proxied(LocalApi):
        """Behind a proxy that refuses while it is closed."""

        closed = False

        async def _api(self, request: web.Request) -> web.Response:
            if not self.closed:
                return await super()._api(request)
            met[request.match_info["method"]] += 1
            return web.Response(status=status, text="<h1>Blocked</h1>", content_type="text/html")

    api = Proxied(World())
    await api.start()
    school = School(api.world, api.url, tmp_path / "school.db")
    try:
        async with school.open(tea):
            ada = school.join("Ada")
            await ada.say("/start")
            said = school.world.say(ada.id, "/help")
            api.closed = True
            await eventually(lambda: met["sendMessage"] and met["getUpdates"])
            api.closed = False
            await ada.say("/help")
            assert "/continue" in ada.text
            assert said["message_id"] < ada.last["message_id"]
            assert school.rows("SELECT gone_at FROM learners") == [(None,)]
    finally:
        await api.stop()
