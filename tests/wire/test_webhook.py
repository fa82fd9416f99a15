from __future__ import annotations

import asyncio
import gzip
import os
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest

from bot.wire.site import Pages, Site
from bot.wire.webhook import Webhook

SECRET = "a-long-secret"
Post = Callable[..., Awaitable[int]]


@asynccontextmanager
async def a_webhook(handle: Any, **options: Any) -> AsyncIterator[tuple[Webhook, Site, Post]]:
    webhook = Webhook(handle, SECRET, **options)

    async def health() -> tuple[bool, dict[str, Any]]:
        return webhook.in_work == 0, {"in_work": webhook.in_work}

    async def metrics() -> bytes:
        return b"updates_total 3\n"

    site = Site(Pages(health, metrics, webhook), "/hook")
    url = await site.start("127.0.0.1", 0)
    async with aiohttp.ClientSession(url) as session:

        async def post(update: Any = None, *, body: bytes | None = None, secret: str | None = SECRET) -> int:
            headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
            content = {"data": body} if body is not None else {"json": update}
            async with session.post("/hook", headers=headers, **content) as answer:
                post.last = answer.headers  # type: ignore[attr-defined]
                return answer.status

        post.session = session  # type: ignore[attr-defined]
        try:
            yield webhook, site, post
        finally:
            await site.stop(0)


async def test_it_says_ok_only_after_the_update_was_handled():
    gate, begun = asyncio.Event(), asyncio.Event()

    async def handle(_: dict[str, Any]) -> None:
        begun.set()
        await gate.wait()

    async with a_webhook(handle) as (_, _, post):
        answer = asyncio.create_task(post({"update_id": 1}))
        await begun.wait()
        assert not answer.done()
        gate.set()
        assert await answer == 200


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "schlüssel"])
async def test_without_the_secret_nothing_is_handled(secret: str | None):
    handled = []

    async def handle(update: dict[str, Any]) -> None:
        handled.append(update)

    async with a_webhook(handle) as (_, _, post):
        assert await post({"update_id": 1}, secret=secret) == 401
    assert handled == []


async def test_an_update_that_comes_again_is_handled_once():
    gate, begun, handled = asyncio.Event(), asyncio.Event(), Counter()

    async def handle(update: dict[str, Any]) -> None:
        handled[update["update_id"]] += 1
        begun.set()
        await gate.wait()

    async with a_webhook(handle) as (_, _, post):
        answers = [asyncio.create_task(post({"update_id": 1})) for _ in range(3)]
        await begun.wait()
        gate.set()
        assert await asyncio.gather(*answers) == [200, 200, 200]
        assert await post({"update_id": 1}) == 200
    assert handled == {1: 1}


async def test_one_that_takes_longer_than_a_moment_is_kept_and_takes_no_place():
    gate, kept, handled = asyncio.Event(), [], []

    async def handle(update: dict[str, Any]) -> None:
        await gate.wait()
        handled.append(update["update_id"])

    async def keep(update: dict[str, Any]) -> bool:
        kept.append(update["update_id"])
        return len(kept) > 1

    async with a_webhook(handle, keep=keep, hold=0.01, most_in_work=1) as (webhook, site, post):
        assert await post({"update_id": 1}) == 200
        assert (webhook.in_work, kept) == (0, [1, 1])
        assert await post({"update_id": 1}) == 200
        assert await post({"update_id": 2}) == 200
        stopping = asyncio.create_task(site.stop())
        gate.set()
        await stopping
    assert (kept, handled) == ([1, 1, 2], [1, 2])


async def test_a_handler_that_raises_does_not_make_telegram_repeat_for_ever(caplog: pytest.LogCaptureFixture):
    async def handle(_: dict[str, Any]) -> None:
        raise RuntimeError("Ada's secret")

    async with a_webhook(handle) as (_, _, post):
        assert await post({"update_id": 8, "message": {}}) == 200
    assert "Update 8 (message) failed: RuntimeError" in caplog.text
    assert "Ada" not in caplog.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[1]",
        b"null",
        b'{"update_id": "1"}',
        b'{"update_id":true}',
        b'{"update_id":1e30}',
        b'{"a":1}',
        b"[" * 200_000,
        os.urandom(2**20 + 1),
    ],
    ids=range(10),
)
async def test_what_can_never_be_handled_does_not_come_again_for_ever(
    body: bytes, caplog: pytest.LogCaptureFixture
):
    handled = []

    async def handle(update: dict[str, Any]) -> None:
        handled.append(update)

    async with a_webhook(handle) as (_, _, post):
        assert await post(body=body, secret="wrong") == 401
        assert await post(body=body) == 200
        assert await post({"update_id": 2}) == 200
    assert handled == [{"update_id": 2}]
    assert caplog.messages == ["What was posted to the webhook is no update: it is passed over"]


async def test_a_packed_body_is_not_unpacked():
    packed = gzip.compress(b'{"update_id":1}' + b" " * 2**20)
    async with a_webhook(asyncio.sleep) as (_, _, post):
        session: aiohttp.ClientSession = post.session  # type: ignore[attr-defined]
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Encoding": "gzip"}
        async with session.post("/hook", data=packed, headers=headers) as answer:
            assert answer.status == 200
        assert await post({"update_id": 1}) == 200


async def test_beyond_the_limit_telegram_is_asked_to_come_again():
    gate, begun = asyncio.Event(), asyncio.Event()

    async def handle(update: dict[str, Any]) -> None:
        if update["update_id"] == 2:
            begun.set()
        await gate.wait()

    async with a_webhook(handle, most_in_work=2) as (_, _, post):
        first = asyncio.create_task(post({"update_id": 1}))
        second = asyncio.create_task(post({"update_id": 2}))
        await begun.wait()
        assert await post({"update_id": 3}) == 503
        assert post.last["Retry-After"] == "1"  # type: ignore[attr-defined]
        gate.set()
        assert await asyncio.gather(first, second) == [200, 200]
        assert await post({"update_id": 3}) == 200


async def test_telegram_hanging_up_does_not_stop_the_handling():
    begun, gate, done = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def handle(_: dict[str, Any]) -> None:
        begun.set()
        await gate.wait()
        done.set()

    async with a_webhook(handle) as (_, _, post):
        answer = asyncio.create_task(post({"update_id": 1}))
        await begun.wait()
        answer.cancel()
        await asyncio.gather(answer, return_exceptions=True)
        gate.set()
        await done.wait()


async def test_an_orderly_end_finishes_what_is_in_work_and_takes_no_more():
    gate, begun = asyncio.Event(), asyncio.Event()

    async def handle(_: dict[str, Any]) -> None:
        begun.set()
        await gate.wait()

    async with a_webhook(handle) as (webhook, _, post):
        answer = asyncio.create_task(post({"update_id": 1}))
        await begun.wait()
        stopping = asyncio.create_task(webhook.stop())
        await asyncio.sleep(0)
        assert await post({"update_id": 2}) == 503
        gate.set()
        await stopping
        assert await answer == 200


async def test_what_is_cut_off_at_the_end_is_not_confirmed():
    begun = asyncio.Event()

    async def handle(_: dict[str, Any]) -> None:
        begun.set()
        await asyncio.Event().wait()

    async with a_webhook(handle) as (webhook, _, post):
        answer = asyncio.create_task(post({"update_id": 1}))
        await begun.wait()
        await webhook.stop(0.01)
        assert await answer == 503


async def test_health_and_numbers_are_on_their_pages():
    async with a_webhook(asyncio.sleep) as (_, _, post):
        session: aiohttp.ClientSession = post.session  # type: ignore[attr-defined]
        async with session.get("/healthz") as answer:
            assert answer.status == 200
            assert await answer.json() == {"ok": True, "in_work": 0}
        async with session.get("/metrics") as answer:
            assert answer.content_type == "text/plain"
            assert await answer.text() == "updates_total 3\n"
        async with session.get("/hook") as answer:
            assert answer.status == 405


async def test_ill_health_is_a_503():
    async def health() -> tuple[bool, dict[str, Any]]:
        return False, {"database": False}

    site = Site(Pages(health))
    url = await site.start("127.0.0.1", 0)
    async with aiohttp.ClientSession(url) as session, session.get("/healthz") as answer:
        assert answer.status == 503
    await site.stop()
