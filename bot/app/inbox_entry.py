"""One update on its way through the inbox."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime

from bot.chat.idempotent_updates import shown_by
from bot.chat.incoming import ButtonPress
from bot.storage import inbox as rows
from bot.wire.handling import RawUpdate
from bot.wire.order import sender_of


@dataclass(eq=False)
class Entry:
    """An update on its way; `pressed`: the press that it is. `kept`: whether it lies in the inbox, as soon
    as that is known; None where it was not put there. `put_off`: the seconds after which it is to be handled
    once more."""

    raw: RawUpdate
    line: int
    pressed: ButtonPress | None = None
    kept: asyncio.Future[bool] | None = None
    put_off: float | None = None

    @property
    def id(self) -> int:
        update_id: int = self.raw["update_id"]
        return update_id

    @property
    def is_loose(self) -> bool:
        """Whether it is not in the inbox, nor about to be."""
        return self.kept is None or (self.kept.done() and not self.kept.result())

    async def is_safe(self) -> bool:
        """Whether it is in the inbox."""
        return self.kept is not None and await self.kept


def already_kept() -> asyncio.Future[bool]:
    future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
    future.set_result(True)
    return future


def row_of(entry: Entry, now: datetime) -> rows.Received:
    raw = entry.raw
    return rows.Received(
        entry.id, entry.line, sender_of(raw), json.dumps(raw), shown_by(raw, entry.pressed), now
    )
