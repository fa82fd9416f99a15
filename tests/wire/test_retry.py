from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot.wire.client import Client
from bot.wire.failures import NotSent, Unsure, UnsureTimedOut, wait_of
from bot.wire.health import MethodHolds
from bot.wire.pace import Pace
from bot.wire.retry import Caller, is_counted, is_harmless
from tests.wire.warp import now, run

pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


class Scripted(Client):
    """Telegram as this script has it: failures first, then success."""

    def __init__(self, *failures: TelegramError) -> None:
        super().__init__("1:a")
        self.failures = list(failures)
        self.calls: list[float] = []

    async def call(self, *_: Any, **__: Any) -> Any:
        self.calls.append(now())
        if self.failures:
            raise self.failures.pop(0)
        return "done"


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "getMe"])
def test_what_never_left_is_sent_again(method: str):
    async def main() -> None:
        client = Scripted(NotSent("x"), NotSent("x"))
        assert await Caller(client, Pace()).call(method, {"chat_id": 1}) == "done"
        assert 0.3 < client.calls[1] <= 0.5 < client.calls[2] <= 1.5

    run(main())


@pytest.mark.parametrize("failure", [Unsure("502"), UnsureTimedOut("late")])
def test_a_message_that_may_have_arrived_is_not_sent_again(failure: TelegramError):
    async def main() -> None:
        client = Scripted(failure)
        with pytest.raises(Unsure):
            await Caller(client, Pace()).call("sendMessage", {"chat_id": 1})
        assert len(client.calls) == 1

    run(main())


@pytest.mark.parametrize(
    "method", ["editMessageText", "answerCallbackQuery", "setMyCommands", "deleteMessage"]
)
def test_what_is_harmless_twice_is_repeated_when_unsure(method: str):
    async def main() -> None:
        client = Scripted(Unsure("502"), UnsureTimedOut("late"))
        assert await Caller(client, Pace()).call(method, {"chat_id": 1}) == "done"

    run(main())


def test_repeating_comes_to_an_end():
    async def main() -> None:
        client = Scripted(*(NotSent("x") for _ in range(100)))
        with pytest.raises(NotSent):
            await Caller(client, Pace(), tries=4).call("sendMessage", {"chat_id": 1})
        assert len(client.calls) == 4

    run(main())


@pytest.mark.parametrize("refusal", [BadRequest("Chat not found"), Forbidden("Forbidden: blocked")])
def test_a_refusal_is_final(refusal: TelegramError):
    async def main() -> None:
        client = Scripted(refusal)
        with pytest.raises(type(refusal)):
            await Caller(client, Pace()).call("editMessageText", {"chat_id": 1})
        assert len(client.calls) == 1

    run(main())


def test_a_429_keeps_that_chat_waiting_and_the_call_is_repeated():
    async def main() -> None:
        client, pace = Scripted(RetryAfter(30), RetryAfter(5)), Pace()
        caller = Caller(client, pace)
        await caller.call("sendMessage", {"chat_id": 1})
        assert [round(time) for time in client.calls] == [0, 30, 35]
        client.failures = [RetryAfter(40)]
        await caller.call("sendMessage", {"chat_id": 1})
        before = now()
        await caller.call("sendMessage", {"chat_id": 2})
        assert now() == before

    run(main())


def test_a_429_without_a_chat_keeps_no_other_method_waiting(caplog: pytest.LogCaptureFixture):
    async def main() -> None:
        client, pace, holds = Scripted(RetryAfter(3600)), Pace(), MethodHolds()
        hasty, patient = Caller(client, pace, holds, patience=10.0), Caller(client, pace, holds)
        for _ in range(3):
            with pytest.raises(RetryAfter):
                await hasty.call("answerCallbackQuery", {"callback_query_id": "1"})
        assert len(client.calls) == 1
        assert await hasty.call("sendMessage", {"chat_id": 3}) == "done"
        assert await hasty.call("editMessageText", {"chat_id": 3}) == "done"
        assert await hasty.call("getMe") == "done"
        assert now() == 0
        assert holds.seconds == {"answerCallbackQuery": 3600}
        await asyncio.sleep(600)
        assert await patient.call("answerCallbackQuery", {"callback_query_id": "2"}) == "done"
        assert now() == pytest.approx(3600)
        assert holds.seconds == {}

    run(main())
    assert caplog.messages == ["Telegram lets no answerCallbackQuery through for 3600 s"]


def test_a_429_about_the_bot_itself_keeps_nobody_else_waiting():
    async def main() -> None:
        client, pace = Scripted(RetryAfter(86_400)), Pace()
        caller = Caller(client, pace)
        renaming = asyncio.create_task(caller.call("setMyName", {"name": "Tutor"}))
        await asyncio.sleep(1)
        await caller.call("sendMessage", {"chat_id": 3})
        assert now() == pytest.approx(1)
        await renaming
        assert now() == pytest.approx(86_400)

    run(main())


def test_where_a_chat_is_held_for_longer_than_the_patience_the_calls_to_it_end_at_once():
    async def main() -> None:
        client, pace = Scripted(RetryAfter(30)), Pace()
        caller = Caller(client, pace, patience=10.0)
        for _ in range(2):
            with pytest.raises(RetryAfter) as held:
                await caller.call("sendMessage", {"chat_id": 1})
            assert wait_of(held.value) == 30
        assert (len(client.calls), now()) == (1, 0)
        await caller.call("sendMessage", {"chat_id": 2})
        await asyncio.sleep(21)
        assert await caller.call("sendMessage", {"chat_id": 1}) == "done"
        assert now() == pytest.approx(30)

    run(main())


def test_what_does_not_stand_in_the_queue_has_no_more_patience_than_the_rest():
    async def main() -> None:
        client = Scripted(RetryAfter(5), RetryAfter(30), RetryAfter(5), RetryAfter(30))
        caller = Caller(client, Pace(), patience=10.0)
        for params in ({"callback_query_id": "1"}, {"chat_id": 5, "user_id": 6}):
            before = now()
            with pytest.raises(RetryAfter):
                await caller.call("getChatMember" if "chat_id" in params else "answerCallbackQuery", params)
            assert now() - before == pytest.approx(5)

    run(main())


def test_callback_answers_do_not_count_for_the_limits():
    assert [is_counted(name) for name in ("sendMessage", "editMessageCaption", "stopPoll")] == [True] * 3
    assert [is_counted(name) for name in ("answerCallbackQuery", "getMe")] == [False] * 2
    assert not is_harmless("sendPhoto")
    assert is_harmless("editMessageText")
