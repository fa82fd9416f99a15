"""The whole bot and the way updates come in: posted or asked for, with its pages, up to its orderly end."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import orjson
import pytest
from prometheus_client.parser import text_string_to_metric_families
from yarl import URL

from bot.app import health_check
from bot.chat.allowed_updates import ALLOWED_UPDATES
from bot.course.library import Library
from bot.emulator.errors import ApiError
from bot.emulator.world.people import Person
from bot.emulator.world.world import World
from tests.app.hooked import PUBLIC, SECRET, Hooked, SlowApi, hooked
from tests.endurance.house import House
from tests.eventually import eventually
from tests.school import TOKEN, Pupil, newest
from tests.wire.servers import unused_address

both_ways = pytest.mark.parametrize("webhook", [True, False], ids=["webhook", "polling"])


async def test_a_course_is_taught_through_a_webhook(tea: Library, tmp_path: Path) -> None:
    async with hooked(tea, tmp_path) as bot:
        ada = bot.join("Ada")
        await ada.play("""
            > /start
            > [Begin]
            Cold water
            > [Next ▸]
            Hot water
        """)


async def test_telegram_is_told_the_address_the_secret_and_what_to_send(tea: Library, tmp_path: Path) -> None:
    async with hooked(tea, tmp_path) as bot:
        told, *_ = bot.school.calls("setWebhook")
        assert (told["url"], told["secret_token"]) == (PUBLIC, SECRET)
        assert told["allowed_updates"] == ALLOWED_UPDATES
        assert told["max_connections"] == 64


@pytest.mark.parametrize(("webhook", "method"), [(True, "setWebhook"), (False, "deleteWebhook")])
async def test_telegram_is_told_again_where_it_did_not_hear_it(
    tea: Library, tmp_path: Path, webhook: bool, method: str
) -> None:
    async with hooked(tea, tmp_path, webhook, fails=method) as bot:
        ada = bot.join("Ada")
        await ada.play("""
            > /start
            Hello Ada
        """)


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET.upper()])
async def test_a_stranger_is_refused_and_leaves_no_trace(
    tea: Library, tmp_path: Path, secret: str | None
) -> None:
    async with hooked(tea, tmp_path, at_hand=True) as bot:
        ada = bot.join("Ada")
        assert await bot.post(_said(ada, "/start"), secret) == 401
        assert bot.school.rows("SELECT * FROM learners") == []
        assert len(ada.messages) == 1


async def test_an_update_is_taken_only_after_its_answer_went_out(tea: Library, tmp_path: Path) -> None:
    async with hooked(tea, tmp_path, at_hand=True) as bot:
        ada = bot.join("Ada")
        bot.api.gate.clear()
        posting = asyncio.create_task(bot.post(_said(ada, "/help")))
        await eventually(lambda: bot.api.sending == 1)
        assert not posting.done()
        bot.api.gate.set()
        assert await posting == 200
        assert "/continue" in ada.text


async def test_an_update_that_is_posted_twice_is_answered_once(tea: Library, tmp_path: Path) -> None:
    async with hooked(tea, tmp_path, at_hand=True) as bot:
        ada = bot.join("Ada")
        body = _said(ada, "/help")
        assert [await bot.post(body), await bot.post(body)] == [200, 200]
        assert len(ada.messages) == 2


@both_ways
async def test_health_says_which_of_the_two_does_not_answer(
    tea: Library, tmp_path: Path, webhook: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_check, "PATIENCE", 0.3)
    monkeypatch.setattr(health_check, "TELEGRAM_EVERY", 0.0)
    monkeypatch.setattr(health_check, "DATABASE_EVERY", 0.0)

    async def look() -> tuple[int, bool, bool, bool]:
        status, told = await _health(bot)
        return status, told["ok"], told["database"], told["telegram"]

    async with hooked(tea, tmp_path, webhook) as bot:
        assert await look() == (200, True, True, True)
        asks = "getWebhookInfo" if webhook else "getMe"
        bot.api.fail_once(asks, ApiError(500, "Internal Server Error"))
        assert await look() == (503, False, True, False)
        other = sqlite3.connect(bot.school.database, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        assert await look() == (503, False, False, True)
        other.close()
        assert (await look())[0] == 200


async def test_a_bot_whose_webhook_another_program_has_taken_is_not_well(
    tea: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_check, "TELEGRAM_EVERY", 0.0)
    async with hooked(tea, tmp_path) as bot:
        status, told = await _health(bot)
        assert (status, told["webhook"], told["updates_waiting_at_telegram"]) == (200, True, 0)
        bot.api.hooked = "https://other.example.org/in/here"
        status, told = await _health(bot)
        assert (status, told["telegram"], told["webhook"]) == (503, True, False)


async def test_telegram_is_asked_once_whoever_wants_to_know_how_often(tea: Library, tmp_path: Path) -> None:
    async with hooked(tea, tmp_path, webhook=False) as bot:
        before = len(bot.school.calls("getMe"))
        looks = await asyncio.gather(*(_health(bot) for _ in range(100)))
        looks += [await _health(bot) for _ in range(20)]
        assert {status for status, _ in looks} == {200}
        assert len(bot.school.calls("getMe")) == before + 1


async def test_an_hour_without_answers_to_taps_stops_no_message_and_is_told(
    tea: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(method: str, _: Mapping[str, object]) -> None:
        if method == "answerCallbackQuery":
            raise ApiError(429, "Too Many Requests: retry after 3600", {"retry_after": 3600})

    async with hooked(tea, tmp_path, webhook=False) as bot:
        bot.api.before = refuse
        for name in ("Ada", "Bob"):
            await bot.join(name).play("""
                > /start
                > [Begin]
                Cold water
                > [Next ▸]
                Hot water
            """)
        status, told = await _health(bot)
        assert (status, list(told["held_seconds"])) == (200, ["answerCallbackQuery"])
        assert 3500 < told["held_seconds"]["answerCallbackQuery"] <= 3600
        assert len([method for method, _ in bot.api.refused if method == "answerCallbackQuery"]) == 1
        lines = [line for line in caplog.messages if "answerCallbackQuery" in line]
        assert lines == ["Telegram lets no answerCallbackQuery through for 3600 s"]


async def test_a_bot_that_may_not_ask_for_updates_says_so_and_is_not_well(
    tea: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_check, "LONGEST_SILENCE", 0.3)
    async with hooked(tea, tmp_path, webhook=False) as bot:
        bot.api.fail_once("getUpdates", ApiError(429, "Too Many Requests", {"retry_after": 3600}))
        bot.school.world.say(bot.join("Ada").id, "/help")  # has the next question asked
        await eventually(lambda: "for updates for 3600 s" in caplog.text)
        await asyncio.sleep(0.4)
        looked = await _health(bot)
        assert looked[0] == 503
        assert looked[1]["telegram"]
        assert 3500 < looked[1]["held_seconds"]["getUpdates"] <= 3600
        assert looked[1]["seconds_since_updates_were_asked_for"] >= 0


async def test_a_bot_that_reaches_nobody_is_not_well(
    tea: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health_check, "LONGEST_SILENCE", 0.2)

    def refuse(method: str, _: Mapping[str, object]) -> None:
        if method == "sendMessage":
            raise ApiError(500, "Internal Server Error")

    async with hooked(tea, tmp_path) as bot:
        ada = bot.join("Ada")
        bot.api.before = refuse
        await ada.say("/help")
        assert (await _health(bot))[0] == 200  # one failure is none yet
        await asyncio.sleep(0.3)
        await ada.say("/help")
        status, told = await _health(bot)
        assert (status, told["ok"], told["telegram"]) == (503, False, True)
        bot.api.before = lambda *_: None
        await ada.say("/help")
        assert (await _health(bot))[0] == 200


@both_ways
async def test_it_is_not_well_before_telegram_knows_how_updates_come_to_it_and_then_at_once(
    tea: Library, tmp_path: Path, webhook: bool
) -> None:
    async with hooked(tea, tmp_path, webhook) as bot:
        assert bot.api.early == [(503, {"ok": False, "state": "starting", "database": True})]
        assert (await _health(bot))[0] == 200


@both_ways
async def test_the_numbers_go_up_and_name_nobody(tea: Library, tmp_path: Path, webhook: bool) -> None:
    async with hooked(tea, tmp_path, webhook) as bot:
        zora = bot.join("Zora Quux")
        before = await _numbers(bot)
        await zora.say("/start")
        await zora.press("Begin")
        bot.api.fail_once("sendMessage", ApiError(500, "Internal Server Error"))
        await zora.press("Next ▸")
        after = await _numbers(bot)
        grown = {name for name, value in after.items() if value > before.get(name, 0)}
        assert {
            "tutorbot_updates_total message done",
            "tutorbot_updates_total callback_query done",
            "tutorbot_calls_total sendPhoto ok",
            "tutorbot_calls_total sendMessage failed",
            "tutorbot_errors_total Unsure",
            "tutorbot_handling_seconds_count",
        } <= grown
        _, page = await bot.get("/metrics")
        token_words = set(TOKEN.split(":")) - {"1"}
        assert not {"Zora", "Quux", str(zora.id), *token_words} & set(re.split(r"\W+", page))


@both_ways
async def test_a_stranger_finds_no_other_page(tea: Library, tmp_path: Path, webhook: bool) -> None:
    async with hooked(tea, tmp_path, webhook) as bot:
        assert [(await bot.get(path))[0] for path in ("/", "/metrics/", "/chat/people")] == [404, 404, 404]


@both_ways
async def test_told_to_end_it_finishes_what_is_in_work_and_loses_nothing(
    tmp_path: Path, webhook: bool
) -> None:
    async with _process(tmp_path, webhook) as (api, house):
        people = [api.world.join(f"Learner {number}") for number in range(12)]
        api.gate.clear()
        _all_say(api.world, people, "/help")
        await eventually(lambda: api.sending == 12)
        ending = asyncio.create_task(house.end())
        await asyncio.sleep(0.2)
        assert not ending.done()
        _all_say(api.world, people, "/privacy")  # too late for this bot
        api.gate.set()
        assert await ending == 0
        assert [_answers(api.world, person) for person in people] == [1] * 12
        assert len(api.world.updates.waiting) == 12

        await house.start()
        await house.settled()
        assert [_answers(api.world, person) for person in people] == [2] * 12
        assert not house.complaints()
        assert await house.end() == 0


@asynccontextmanager
async def _process(folder: Path, webhook: bool) -> AsyncIterator[tuple[SlowApi, House]]:
    """The bot as a process of its own, ready."""
    address = await unused_address()
    api = SlowApi(World(), address)
    await api.start()
    hook = {"WEBHOOK_URL": PUBLIC, "WEBHOOK_SECRET": SECRET} if webhook else {}
    try:
        async with House(api, folder, PORT=str(URL(address).port), **hook) as house:
            await house.start()
            await house.ready()
            yield api, house
    finally:
        api.gate.set()
        await api.stop()


def _said(pupil: Pupil, text: str) -> bytes:
    """The body of the update by which the bot would hear of it."""
    pupil.school.world.say(pupil.id, text)
    return newest(pupil.school.world).body


def _all_say(world: World, people: list[Person], text: str) -> None:
    for person in people:
        world.say(person.id, text)


def _answers(world: World, person: Person) -> int:
    """How many messages the bot sent."""
    return sum(message["from"]["is_bot"] for message in world.messages(person.id))


async def _health(bot: Hooked) -> tuple[int, dict[str, Any]]:
    status, text = await bot.get("/healthz")
    return status, orjson.loads(text)


async def _numbers(bot: Hooked) -> dict[str, float]:
    """ "name label label" -> value"""
    status, page = await bot.get("/metrics")
    assert status == 200
    samples = [sample for family in text_string_to_metric_families(page) for sample in family.samples]
    return {" ".join([sample.name, *sample.labels.values()]): sample.value for sample in samples}
