"""What tells a bot at work from one that is deaf, or that nobody hears."""

from __future__ import annotations

import asyncio

import pytest

from bot.wire.health import MethodHolds, Pulse, Seldom
from bot.wire.pace import Pace
from tests.wire.warp import now, run


def test_silence_lasts_from_the_last_answer_to_a_question_for_updates() -> None:
    async def main() -> None:
        pulse = Pulse()
        await asyncio.sleep(50)
        assert pulse.silence == 50
        for method, outcome in (("getUpdates", "RetryAfter"), ("getUpdates", "Conflict"), ("getMe", "ok")):
            pulse.called(method, outcome, 0.1)
        assert pulse.silence == 50
        pulse.called("getUpdates", "ok", 0.1)
        assert pulse.silence == 0

    run(main())


@pytest.mark.parametrize("failure", ["Unsure", "UnsureTimedOut", "NotSent", "RetryAfter", "NetworkError"])
def test_nobody_is_answered_from_the_first_failure_until_anything_arrives(failure: str) -> None:
    async def main() -> None:
        pulse = Pulse()
        for _ in range(7):
            pulse.called("sendMessage", failure, 0.1)
            pulse.called("getUpdates", "ok", 0.1)
            pulse.called("editMessageText", "Cancelled", 0.1)
            await asyncio.sleep(10)
        assert pulse.unanswered == 60
        pulse.called("answerCallbackQuery", "BadRequest", 0.1)  # Telegram's own word: it was reached
        assert pulse.unanswered == 0

    run(main())


def test_failures_of_an_hour_ago_say_nothing_about_now() -> None:
    async def main() -> None:
        pulse = Pulse()
        pulse.called("sendMessage", "Unsure", 0.1)
        await asyncio.sleep(90)
        pulse.called("sendMessage", "Unsure", 0.1)
        assert pulse.unanswered == 90
        await asyncio.sleep(3600)
        assert pulse.unanswered == 0

    run(main())


def test_what_is_held_is_held_to_the_end_and_no_longer() -> None:
    async def main() -> None:
        holds = MethodHolds()
        assert (holds.left("setMyName"), holds.seconds) == (0, {})
        assert holds.hold("setMyName", 100)
        assert not holds.hold("setMyName", 10)
        assert (holds.left("setMyName"), holds.left("getMe")) == (100, 0)
        await asyncio.sleep(40)
        assert holds.seconds == {"setMyName": 60}
        await asyncio.sleep(60)
        assert holds.seconds == {}
        assert holds.hold("setMyName", 1)

    run(main())


def test_chats_that_are_held_are_counted() -> None:
    async def main() -> None:
        pace = Pace()
        await pace.turn(7)
        pace.hold(5, 100)
        pace.hold(-6, 200)
        assert sorted(pace.held) == [100, 200]
        await asyncio.sleep(150)
        assert pace.held == [50]

    run(main())


def test_a_question_is_asked_seldom_and_its_answer_shared() -> None:
    async def main() -> None:
        asked = []

        async def ask() -> float:
            asked.append(now())
            await asyncio.sleep(2)
            return now()

        seldom = Seldom(ask, 10)
        assert await asyncio.gather(*(seldom() for _ in range(1000))) == [2] * 1000
        await asyncio.sleep(7)
        assert (await seldom(), asked) == (2, [0])
        await asyncio.sleep(1)
        hasty = asyncio.create_task(seldom())
        await asyncio.sleep(1)
        hasty.cancel()  # who goes away takes no answer from the others
        assert (await seldom(), asked) == (12, [0, 10])
        await seldom.close()

    run(main())
