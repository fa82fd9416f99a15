"""A bot played by the test: it calls the Bot API over HTTP as any bot would."""

from __future__ import annotations

import json
from typing import Any

import aiohttp

TOKEN = "4242:played-by-the-test"


class Hand:
    """Each method of the Bot API is a coroutine: `await hand.sendMessage(chat_id=1, text="Hi")`."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http = http
        self._url = url
        self._offset = 0

    def __getattr__(self, method: str) -> Any:
        async def call(**params: Any) -> Any:
            return await self._call(method, params)

        return call

    async def update(self) -> dict[str, Any]:
        """The next thing that a person did; waits for it."""
        updates = await self._call("getUpdates", {"offset": self._offset, "limit": 1, "timeout": 5})
        assert updates, "nobody did anything"
        self._offset = updates[0]["update_id"] + 1
        return dict(updates[0])

    async def is_idle(self) -> bool:
        """Whether nobody did anything since the last update."""
        return bool(await self._call("getUpdates", {"offset": self._offset}) == [])

    async def _call(self, method: str, params: dict[str, Any]) -> Any:
        form = aiohttp.FormData()
        for name, value in params.items():
            if isinstance(value, bytes):
                form.add_field(name, value, filename="file.png", content_type="image/png")
            else:
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        async with self._http.post(f"{self._url}/bot{TOKEN}/{method}", data=form) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]


def keys(*rows: str) -> dict[str, Any]:
    """An inline keyboard: a string a row, its words the buttons, each with its label as data."""
    return {"inline_keyboard": [[{"text": key, "callback_data": key} for key in row.split()] for row in rows]}
