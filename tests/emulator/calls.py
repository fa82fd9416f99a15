"""Calls of the page and of the Bot API, and the page's stream of events."""

from __future__ import annotations

from typing import Any

import aiohttp
import orjson

from tests.emulator.conftest import TOKEN, Api


async def post(api: Api, path: str, **sent: Any) -> tuple[int, Any]:
    async with api.session.post(f"{api.url}{path}", json=sent) as answer:
        return answer.status, await answer.json()


async def next_event(stream: aiohttp.ClientResponse) -> tuple[str, Any]:
    block = (await stream.content.readuntil(b"\n\n")).decode()
    lines = dict(line.split(": ", 1) for line in block.strip().splitlines())
    return lines["event"], orjson.loads(lines["data"])


async def next_event_after_retry(stream: aiohttp.ClientResponse) -> tuple[str, Any]:
    assert await stream.content.readline() == b"retry: 1000\n"
    return await next_event(stream)


async def upload(api: Api, method: str, file_part: str, data: bytes, **params: Any) -> dict[str, Any]:
    form = aiohttp.FormData({name: str(value) for name, value in params.items()})
    form.add_field(file_part, data, filename="picture.png", content_type="image/png")
    async with api.session.post(f"{api.url}/bot{TOKEN}/{method}", data=form) as answer:
        body: dict[str, Any] = await answer.json()
        return body
