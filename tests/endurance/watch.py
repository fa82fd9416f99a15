"""A Bot API with bad days that watches what the bot does about them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from aiohttp import web

from bot.emulator.api.faults import Faults
from bot.emulator.world.world import World
from tests import engine
from tests.endurance.findings import Records
from tests.endurance.strike import StrikingServer


class WatchfulServer(StrikingServer):
    """`sent_twice` counts messages that were sent again although the first one may have arrived, and nobody
    had asked again. `redrawn` counts those of which the first one did arrive, and that came again for the
    same update: a private chat's screen may, after a kill.

    `database` is the bot's: updates in its inbox are confirmed, and have yet to be handled."""

    database: Path | None = None

    def __init__(self, world: World, faults: Faults) -> None:
        super().__init__(world, faults)
        self.sent_twice = 0
        self.redrawn = 0
        self._unsure: dict[int, tuple[bytes, int]] = {}
        """Chat -> a message of which the bot does not know whether it arrived, and the update it was for."""
        self._last: dict[int, tuple[bytes, int]] = {}
        self._looking: Records | None = None

    async def stop(self) -> None:
        await super().stop()
        if self._looking is not None:
            self._looking.connection.close()

    async def _api(self, request: web.Request) -> web.Response:
        if not request.match_info["method"].startswith("send") or request.content_type != "application/json":
            return await super()._api(request)
        body = await request.read()
        chat_id = orjson.loads(body)["chat_id"]
        unsure = self._unsure.pop(chat_id, None)
        if unsure and unsure == (body, max(self._waiting(chat_id), default=0)):
            self.sent_twice += 1
        answer = await super()._api(request)
        self._note(chat_id, body, answer.status == 200, _is_unsure(request, answer))
        return answer

    def _note(self, chat_id: int, body: bytes, arrived: bool, is_unsure: bool) -> None:
        """With more than one update waiting the next one may rightly bring the same message."""
        if not (arrived or is_unsure) or len(waiting := self._waiting(chat_id)) != 1:
            return
        sent = body, max(waiting)
        if arrived:
            self.redrawn += self._last.get(chat_id) == sent
            self._last[chat_id] = sent
        if is_unsure:
            self._unsure[chat_id] = sent

    def _waiting(self, chat_id: int) -> set[int]:
        """The chat's updates that are not handled, with the one that is in work."""
        unconfirmed = (one.id for one in self.world.updates.waiting.values() if one.lane == chat_id)
        return {*unconfirmed, *self._in_inbox(chat_id)}

    def _in_inbox(self, chat_id: int) -> list[int]:
        """Presses in groups stand in the line of whoever pressed."""
        if self.database is None or not engine.exists(self.database):
            return []
        if self._looking is None:  # for each message anew, it would keep everybody waiting
            self._looking = Records(engine.Connection(self.database))
        if chat_id > 0:
            rows = self._looking.rows("SELECT update_id FROM inbox WHERE line = ?", chat_id)
        else:  # all of the inbox is looked through then
            rows = [row for row in self._looking.rows("SELECT * FROM inbox") if _is_there(row, chat_id)]
        return [row["update_id"] for row in rows]


def _is_there(row: dict[str, Any], chat_id: int) -> bool:
    pressed = orjson.loads(row["body"]).get("callback_query", {})
    return row["line"] == chat_id or pressed.get("message", {}).get("chat", {}).get("id") == chat_id


def _is_unsure(request: web.Request, answer: web.Response) -> bool:
    hung_up = request.transport is None or request.transport.is_closing()
    return hung_up or answer.status >= 500
