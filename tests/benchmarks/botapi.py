"""A Bot API server that costs next to nothing, as its own process: python -m tests.benchmarks.botapi SCRIPT

It plays the learners as well: POST /play has them tap and answers with what was measured. Updates are
confirmed as Telegram does it: asking with an offset confirms everything before it, and what is not confirmed
is sent again with every answer, at most 100 at once.
"""

from __future__ import annotations

import asyncio
import gc
import re
import sys
import time
from collections import deque
from itertools import islice
from pathlib import Path
from typing import Any, cast

import orjson

from tests.benchmarks.crowd import Crowd, Tap

if sys.platform != "win32":
    import uvloop

# In JSON and in a form alike; a form's colon is percent-encoded.
_OFFSET = re.compile(rb'\boffset"?[=:]"?(-?\d+)')
_TIMEOUT = re.compile(rb'\btimeout"?[=:]"?(\d+)')
_QUERY = re.compile(rb'\bcallback_query_id"?[=:]"?(\d+)')
_CHAT = re.compile(rb'\bchat_id"?[=:]"?(-?\d+)')
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
_TRUE = b'{"ok":true,"result":true}'
_ME = {"id": 1, "is_bot": True, "first_name": "Tutor", "username": "tutor_bot"}
_LIMIT = 100


class BotApi:
    def __init__(self, message: dict[str, Any], learner_ids: list[int], data: list[str]) -> None:
        self.crowd = Crowd(learner_ids, data, self._tapped)
        self.asked = asyncio.Event()
        """Set once the subject has asked for updates."""
        self._message = message
        self._updates: deque[tuple[int, bytes]] = deque()
        self._update_id = 1000
        self._waiting: Connection | None = None
        self._patience: asyncio.TimerHandle | None = None

    def call(self, method: str, body: bytes, connection: Connection, at: float) -> None:
        """Answers one call, which came in `at`; getUpdates may have to wait for the first update."""
        if method == "getUpdates":
            self._get_updates(body, connection)
        elif method == "answerCallbackQuery":
            connection.answer(_TRUE)
            if query_id := _QUERY.search(body):
                self.crowd.answered(int(query_id[1]), at)
        elif chat_id := _CHAT.search(body):
            connection.answer(b'{"ok":true,"result":%b}' % orjson.dumps(self._message_in(int(chat_id[1]))))
            self.crowd.shown(int(chat_id[1]), at)
        else:
            result = _ME if method == "getMe" else {} if method.startswith("get") else True
            connection.answer(orjson.dumps({"ok": True, "result": result}))

    async def play(self, wish: dict[str, Any]) -> dict[str, Any]:
        await self.asked.wait()
        play = self.crowd.paced if wish.pop("how") == "paced" else self.crowd.at_once
        return await play(**wish)

    def _get_updates(self, body: bytes, connection: Connection) -> None:
        self.asked.set()
        if offset := _OFFSET.search(body):
            while self._updates and self._updates[0][0] < int(offset[1]):
                self._updates.popleft()
        timeout = _TIMEOUT.search(body)
        if self._updates or not timeout or not int(timeout[1]):
            self._hand_out(connection)
            return
        self._waiting = connection
        self._patience = asyncio.get_running_loop().call_later(int(timeout[1]), self._give_up, connection)

    def _give_up(self, connection: Connection) -> None:
        if self._waiting is connection:
            self._waiting = None
            self._hand_out(connection)

    def _hand_out(self, connection: Connection) -> None:
        updates = b",".join(update for _, update in islice(self._updates, _LIMIT))
        connection.answer(b'{"ok":true,"result":[%b]}' % updates)

    def _tapped(self, tap: Tap) -> None:
        self._update_id += 1
        self._updates.append((self._update_id, orjson.dumps(self._update(tap))))
        tap.at = time.perf_counter()
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            if self._patience:
                self._patience.cancel()
            self._hand_out(waiting)

    def _update(self, tap: Tap) -> dict[str, Any]:
        learner = {"id": tap.learner_id, "is_bot": False, "first_name": "Ada", "language_code": "en"}
        query = {
            "id": str(tap.query_id),
            "from": learner,
            "message": self._message_in(tap.learner_id),
            "chat_instance": "-4242424242424242424",
            "data": tap.data,
        }
        return {"update_id": self._update_id, "callback_query": query}

    def _message_in(self, chat_id: int) -> dict[str, Any]:
        chat = {"id": chat_id, "first_name": "Ada", "type": "private"}
        return self._message | {"from": _ME, "chat": chat}


class Connection(asyncio.Protocol):
    """HTTP/1.1, kept alive; just as much of it as the clients use."""

    def __init__(self, api: BotApi) -> None:
        self._api = api
        self._buffer = b""
        self._transport: asyncio.Transport
        self._plays: set[asyncio.Task[None]] = set()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        at = time.perf_counter()
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            length = _LENGTH.search(head)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < whole:
                return
            body, self._buffer = self._buffer[end + 4 : whole], self._buffer[whole:]
            self._asked(head.split(b" ", 2)[1].decode(), body, at)

    def answer(self, body: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(_HEAD % len(body) + body)

    def _asked(self, path: str, body: bytes, at: float) -> None:
        if path == "/play":
            task = asyncio.ensure_future(self._play(orjson.loads(body)))
            self._plays.add(task)
            task.add_done_callback(self._plays.discard)
        else:
            self._api.call(path.rsplit("/", 1)[1], body, self, at)

    async def _play(self, wish: dict[str, Any]) -> None:
        self.answer(orjson.dumps(await self._api.play(wish)))


async def serve(told: dict[str, Any]) -> None:
    """Until the process is ended, or whoever started it is gone (its end of the pipe closes)."""
    loop = asyncio.get_running_loop()
    api = BotApi(**told)
    server = await loop.create_server(lambda: Connection(api), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    gc.disable()  # its pauses would count as the subject's
    script = orjson.loads(Path(sys.argv[1]).read_bytes())
    factory = uvloop.new_event_loop if sys.platform != "win32" else None
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(serve(script))
