"""Bot API calls with rate limiting and retries: after a 429, and on failure where twice does no harm."""

from __future__ import annotations

import asyncio
import logging
import math
from collections.abc import Mapping
from functools import cache
from typing import Any

from telegram.error import RetryAfter

from bot.wire.client import Client
from bot.wire.failures import NotSent, Unsure, backoff, may_have_arrived, wait_of
from bot.wire.health import MethodHolds
from bot.wire.lanes import ChatId, Lane
from bot.wire.pace import Pace
from bot.wire.transport import FilePart

_COUNTED = ("send", "edit", "copy", "forward", "stopPoll")
_log = logging.getLogger(__name__)
_HARMLESS = ("get", "set", "edit", "answer", "delete")


class Caller:
    """Calls methods through a Client, in the turn that the pace gives them. Backoff times are in seconds.

    - A call that never left is repeated, up to `tries` times in all.
    - One that may have arrived is repeated only if twice is no worse than once: a message sent twice is.
    - A 429 keeps that chat waiting as long as Telegram says; then the call is repeated, as often as it takes.
      Where it names no chat, like a tap's answer or what is about the bot itself (a name changed too often is
      refused for a day), it concerns that method alone.
    - Where that would be longer than `patience`, RetryAfter is raised, also by the calls that come meanwhile.
      Whoever handles an update needs it: Telegram hands out no more than 100 unconfirmed ones, so those who
      wait for one chat would keep all others from being heard.
    """

    def __init__(
        self,
        client: Client,
        pace: Pace,
        holds: MethodHolds | None = None,
        *,
        tries: int = 6,
        first_wait: float = 0.5,
        longest_wait: float = 8.0,
        patience: float = math.inf,
    ) -> None:
        self._client = client
        self._pace = pace
        self._holds = holds or MethodHolds()
        self._tries = tries
        self._first_wait = first_wait
        self._longest_wait = longest_wait
        self._patience = patience

    async def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: Mapping[str, FilePart] | None = None,
        *,
        lane: Lane = Lane.TAP,
    ) -> Any:
        """The call's `result`; raises what the client raises, once repeating has come to its end."""
        chat_id: ChatId = (params or {}).get("chat_id")
        failed = 0
        while True:
            if left := self._holds.left(method):
                await self._wait(left)
            if is_counted(method):
                await self._turn(chat_id, lane)
            try:
                return await self._client.call(method, params, files)
            except RetryAfter as error:
                await self._held(method, chat_id, error)
            except (NotSent, Unsure) as error:
                failed += 1
                if failed >= self._tries or (may_have_arrived(error) and not is_harmless(method)):
                    raise
                await asyncio.sleep(backoff(failed, self._first_wait, self._longest_wait))

    async def _turn(self, chat_id: ChatId, lane: Lane) -> None:
        if (wait := self._pace.wait_of(chat_id)) > self._patience:
            raise RetryAfter(math.ceil(wait))
        await self._pace.turn(chat_id, lane)

    async def _held(self, method: str, chat_id: ChatId, error: RetryAfter) -> None:
        seconds = wait_of(error)
        if chat_id is None:
            if self._holds.hold(method, seconds):
                _log.warning("Telegram lets no %s through for %.0f s", method, seconds)
            return
        self._pace.hold(chat_id, seconds)
        if not is_counted(method):  # it does not stand in the pace's queue, so it waits by itself
            await self._wait(seconds)

    async def _wait(self, seconds: float) -> None:
        if seconds > self._patience:
            raise RetryAfter(math.ceil(seconds))
        await asyncio.sleep(seconds)


@cache
def is_counted(method: str) -> bool:
    """Whether the call counts for Telegram's sending limits."""
    return method.startswith(_COUNTED)


def is_harmless(method: str) -> bool:
    """Whether the call done twice leaves the same behind as done once."""
    return method.startswith(_HARMLESS)
