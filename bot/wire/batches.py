"""getUpdates where an answer may hold what cannot be read: that is passed over, what comes after it is not.

An offset is the only way past an update, and it confirms all before. So of a batch that is no JSON fewer are
asked for, down to the one that spoils it; only that one is passed over.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from telegram.error import RetryAfter

from bot.wire.client import Client
from bot.wire.failures import GarbledError, Unsure, wait_of
from bot.wire.handling import RawUpdate
from bot.wire.health import MethodHolds
from bot.wire.reading import is_update

Fetch = Callable[[int | None, int], Coroutine[Any, Any, list[RawUpdate]]]
"""Asks for the updates from this offset on, waiting up to so many seconds for the first one."""

_PATIENCE = 15.0  # seconds that an answer may take beyond those that Telegram was asked to wait
_log = logging.getLogger(__name__)


class Batches:
    """A Fetch through this client. The kinds are named every time: left out, Telegram keeps an older choice.

    Raises TelegramError.

    In memory alone: who takes over finds out anew what cannot be read."""

    def __init__(
        self, client: Client, allowed: Sequence[str], holds: MethodHolds | None = None, *, limit: int = 100
    ) -> None:
        self._client = client
        self._holds = holds or MethodHolds()
        self._allowed = list(allowed)
        self._most = self._limit = limit
        self._past = 0
        """The lowest offset that is beyond what was passed over; 0 when nothing was since the last update."""
        self._strange = 0
        """Updates without a number in the last answer: they come again until one with a number does."""

    async def __call__(self, offset: int | None, timeout: int) -> list[RawUpdate]:  # noqa: ASYNC109
        if not timeout:  # a farewell, which wants to confirm and not to receive
            await self._ask(self._beyond(offset), 0, 1)
            return []
        found = await self._readable(offset, timeout)
        updates = [update for update in found if is_update(update)]
        self._tell(len(found) - len(updates))
        if updates:
            self._past = 0
        elif found:
            # Numbers only grow: whatever has one comes after these, which have at least so many.
            self._past = offset + len(found) if (offset := self._beyond(offset)) is not None else 0
            raise Unsure("no update in the answer has a number")
        return updates

    async def _readable(self, offset: int | None, timeout: int) -> list[Any]:  # noqa: ASYNC109
        while True:
            limit = self._limit
            try:
                found = await self._ask(self._beyond(offset), timeout, limit)
            except GarbledError as error:
                self._limit = max(limit // 2, 1)
                if limit == 1:
                    self._pass_over(error)
            else:
                self._limit = min(limit * 2, self._most)
                return found

    def _pass_over(self, error: GarbledError) -> None:
        """Raises the error where that was done already: then whoever answers does not mind the offset."""
        if error.first < self._past:
            raise error
        _log.error("Update %d cannot be read: it is passed over", error.first)
        self._past = error.first + 1
        self._limit = self._most

    def _beyond(self, offset: int | None) -> int | None:
        return max(offset or 0, self._past) if self._past else offset

    def _tell(self, strange: int) -> None:
        if strange > self._strange:
            _log.error("Updates without a number came (%d): they are passed over", strange)
        self._strange = strange

    async def _ask(self, offset: int | None, timeout: int, limit: int) -> list[Any]:  # noqa: ASYNC109
        params = {"offset": offset, "timeout": timeout, "limit": limit, "allowed_updates": self._allowed}
        try:
            found: list[Any] = await self._client.call("getUpdates", params, read_timeout=timeout + _PATIENCE)
        except RetryAfter as error:
            self._holds.hold("getUpdates", wait_of(error))
            raise
        return found
