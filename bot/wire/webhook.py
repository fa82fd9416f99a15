"""The webhook that takes updates.

Telegram posts an update again until it gets a 2xx, so that comes only after the handler is done, or where it
takes longer than a moment, after the update is kept: Telegram posts only so many at once. A handler that
raises is done as well: it has answered the learner itself, and the update would meet the same mistake again
and again for a day. What our own end cuts off, or what comes when too much is in work, is refused with 503
and comes again.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from collections import OrderedDict

from aiohttp import web

from bot.wire.answers import decode
from bot.wire.handling import HOLD, Handle, Handled, Keep, RawUpdate, attend, keeps_nothing
from bot.wire.reading import is_update

_SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105
_REMEMBERED = 1000
_log = logging.getLogger(__name__)


class Webhook:
    """Takes posted updates in. `secret` is what Telegram was told to send along.

    At most `most_in_work` updates at once: let it be more than setWebhook's max_connections, so that only a
    stranger meets the limit. An update that comes again while it is in work waits for the same handling. One
    that is in work for `hold` seconds is given to `keep`.


    What is done is known in memory alone: to who takes over, Telegram may post it again; handlers know what
    comes twice."""

    def __init__(
        self,
        handle: Handle,
        secret: str,
        *,
        keep: Keep = keeps_nothing,
        hold: float = HOLD,
        most_in_work: int = 256,
        told: Handled | None = None,
    ) -> None:
        self._handle = handle
        self._keep = keep
        self._hold = hold
        self._secret = secret.encode()
        self._most_in_work = most_in_work
        self._told = told
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._kept: set[asyncio.Task[None]] = set()
        """In work as well, but confirmed."""
        self._done: OrderedDict[int, None] = OrderedDict()
        self._stopping = False

    @property
    def in_work(self) -> int:
        return len(self._tasks)

    async def post(self, request: web.Request) -> web.Response:
        """The route for Telegram's POST."""
        if not self._is_telegram(request):
            return web.Response(status=401)
        update = await _update_in(request)
        if update is None:
            # It can never be handled, and anything but a 2xx would have it come again for a day.
            _log.error("What was posted to the webhook is no update: it is passed over")
            return web.Response()
        update_id: int = update["update_id"]
        if update_id in self._done:
            return web.Response()
        task = self._tasks.get(update_id)
        if task is None:
            if self._stopping or len(self._tasks) >= self._most_in_work:
                return come_again()
            task = self._start(update_id, update)
        await self._done_or_kept(update, task)
        return web.Response() if update_id in self._done else come_again()

    async def stop(self, grace: float = 8.0) -> None:
        """Take no more in, wait up to `grace` seconds for what is in work, and cut off the rest."""
        self._stopping = True
        tasks = [*self._tasks.values(), *self._kept]
        if tasks:
            await asyncio.wait(tasks, timeout=grace)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _is_telegram(self, request: web.Request) -> bool:
        given = request.headers.get(_SECRET_HEADER, "")
        return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), self._secret)

    def _start(self, update_id: int, update: RawUpdate) -> asyncio.Task[None]:
        # A task of its own: Telegram hanging up does not stop the handling.
        task = asyncio.create_task(attend(self._handle, update, self._told))
        self._tasks[update_id] = task
        task.add_done_callback(lambda ended: self._ended(update_id, ended))
        return task

    async def _done_or_kept(self, update: RawUpdate, task: asyncio.Task[None]) -> None:
        while not task.done() and task not in self._kept:
            done, _ = await asyncio.wait((task,), timeout=self._hold)
            if not done and await self._keep(update) and not task.done():
                self._kept.add(task)
                self._confirm(update["update_id"])

    def _ended(self, update_id: int, task: asyncio.Task[None]) -> None:
        self._kept.discard(task)
        if task.cancelled():
            self._tasks.pop(update_id, None)
        else:
            self._confirm(update_id)

    def _confirm(self, update_id: int) -> None:
        self._tasks.pop(update_id, None)
        # Its answer may get lost on the way back; then Telegram posts it once more.
        self._done[update_id] = None
        if len(self._done) > _REMEMBERED:
            self._done.popitem(last=False)


async def _update_in(request: web.Request) -> RawUpdate | None:
    try:
        update = decode(await request.read())
    except (ValueError, web.HTTPRequestEntityTooLarge):
        return None
    return update if is_update(update) else None


def come_again() -> web.Response:
    """Telegram posts it once more, soon."""
    return web.Response(status=503, headers={"Retry-After": "1"})
