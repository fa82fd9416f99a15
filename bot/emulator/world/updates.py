"""The queue of updates: what waits for the bot, and how a poller takes and confirms it.

https://core.telegram.org/bots/api#getting-updates
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import islice, takewhile
from typing import Any

import orjson

from bot.emulator.errors import conflict
from bot.emulator.world.journal import Changes, Tables

QUERY_LIFE = 150
"""Seconds that an undelivered callback query waits."""
INLINE_QUERY_LIFE = 30
_LIVES = {"callback_query": QUERY_LIFE, "inline_query": INLINE_QUERY_LIFE}
"""Of the kinds that wait less long than others."""
UPDATE_LIFE = 24 * 3600
MOST_AT_ONCE = 100
_ONLY_WHEN_ASKED = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(frozen=True)
class Update:
    """One update as it is sent; lane is the chat whose updates keep their order, born is a Unix time."""

    id: int
    kind: str
    lane: int
    born: float
    body: bytes


@dataclass(frozen=True)
class Webhook:
    """Where updates are sent; without a url they wait for getUpdates."""

    url: str = ""
    secret: str = ""
    most_connections: int = 40


class Updates:
    """Waiting updates in order. One poller or one webhook takes them."""

    def __init__(self, first_id: int, clock: Callable[[], float], changes: Changes) -> None:
        self.waiting: dict[int, Update] = {}
        self.allowed: list[str] = []
        self.webhook = Webhook()
        self.last_error: tuple[int, str] | None = None
        self.on_added: Callable[[Update], None] = lambda _: None
        self.on_webhook: Callable[[], None] = lambda: None
        self._next_id = first_id
        self._clock = clock
        self._changes = changes
        self._queries: dict[str, deque[Update]] = {kind: deque() for kind in _LIVES}
        self._poller: asyncio.Future[None] | None = None
        self._polls = 0
        self._stopped = False

    def load(self, tables: Tables) -> None:
        meta = tables.get("meta", {})
        self.allowed = meta.get("allowed", [])
        self.webhook = Webhook(**meta.get("webhook", {}))
        offset = meta.get("offset", 0)
        for key, row in list(tables.get("update", {}).items()):
            if int(key) < offset:
                del tables["update"][key]
            else:
                body = orjson.dumps(row["body"])
                self._keep(Update(int(key), row["kind"], row["lane"], row["born"], body))
        self._next_id = max(self._next_id, offset, *(number + 1 for number in self.waiting), 0)

    def add(self, kind: str, lane: int, body: dict[str, Any]) -> None:
        """Queue an update unless the bot does not want its kind."""
        if kind not in self.allowed if self.allowed else kind in _ONLY_WHEN_ASKED:
            return
        encoded = orjson.dumps({"update_id": self._next_id, kind: body})
        update = Update(self._next_id, kind, lane, self._clock(), encoded)
        row = {"kind": kind, "lane": lane, "born": update.born, "body": orjson.Fragment(encoded)}
        self._changes.put("update", update.id, row)
        self._keep(update)
        self._wake()
        self.on_added(update)

    def allow(self, kinds: Iterable[str]) -> None:
        """Remember which kinds the bot wants, from now on; none named means the usual ones."""
        wanted = [str(kind) for kind in kinds]
        if wanted != self.allowed:
            self.allowed = wanted
            self._changes.put("meta", "allowed", wanted)

    def set_webhook(self, webhook: Webhook) -> None:
        self.webhook = webhook
        self.last_error = None
        self._changes.put("meta", "webhook", asdict(webhook))
        self._end_poll()
        self.on_webhook()

    def webhook_failed(self, why: str) -> None:
        self.last_error = (int(self._clock()), why)

    def webhook_info(self) -> dict[str, Any]:
        """The answer to getWebhookInfo."""
        self._forget_old()
        info: dict[str, Any] = {
            "url": self.webhook.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self.waiting),
        }
        if self.webhook.url:
            info["max_connections"] = self.webhook.most_connections
        if self.allowed:
            info["allowed_updates"] = self.allowed
        if self.last_error:
            info["last_error_date"], info["last_error_message"] = self.last_error
        return info

    def poll(self, offset: int, limit: int, timeout: float) -> Awaitable[list[orjson.Fragment]]:
        """getUpdates: confirms below `offset` right away. Raises ApiError (409)."""
        if self.webhook.url:
            raise conflict(
                "can't use getUpdates method while webhook is active;"
                " use deleteWebhook to delete the webhook first"
            )
        this_poll = self._end_poll()
        self.confirm(offset)
        return self._take(this_poll, limit, timeout)

    async def _take(self, this_poll: int, limit: int, timeout: float) -> list[orjson.Fragment]:  # noqa: ASYNC109
        """The first waiting updates, as soon as there are any, at the latest after `timeout` seconds."""
        if not self.waiting and timeout > 0 and not self._stopped:
            await self._wait(timeout)
        if this_poll != self._polls:
            raise conflict(
                "terminated by other getUpdates request; make sure that only one bot instance is running"
            )
        self._forget_old()
        taken = islice(self.waiting.values(), max(1, min(limit or MOST_AT_ONCE, MOST_AT_ONCE)))
        return [orjson.Fragment(update.body) for update in taken]

    def confirm(self, offset: int) -> None:
        """Forget everything below an offset; a negative one keeps that many from the end."""
        self._forget_old()
        done = len(self.waiting) + offset if offset < 0 else 0
        first = next(islice(self.waiting, done, None), self._next_id) if done > 0 else offset
        passed = list(takewhile(lambda number: number < first, self.waiting))
        for number in passed:
            del self.waiting[number]
        for queries in self._queries.values():
            while queries and queries[0].id < first:
                queries.popleft()
        if passed:
            self._changes.put("meta", "offset", passed[-1] + 1)

    def is_waiting(self, number: int) -> bool:
        self._forget_old()
        return number in self.waiting

    def remove(self, number: int) -> None:
        """The webhook took this one."""
        if self.waiting.pop(number, None):
            self._changes.drop("update", number)

    def clear(self) -> None:
        self.confirm(self._next_id)

    def start(self) -> None:
        """Polls may wait (again)."""
        self._stopped = False

    def stop(self) -> None:
        """End an open poll at once, and let no later one wait."""
        self._stopped = True
        self._wake()

    def _end_poll(self) -> int:
        """Whoever polls now is told of the conflict; the number of the next poll."""
        self._polls += 1
        self._wake()
        return self._polls

    def _keep(self, update: Update) -> None:
        self.waiting[update.id] = update
        self._next_id = update.id + 1
        if update.kind in self._queries:
            self._queries[update.kind].append(update)

    def _forget_old(self) -> None:
        now = self._clock()
        for kind, queries in self._queries.items():
            while queries and queries[0].born + _LIVES[kind] < now:
                self.remove(queries.popleft().id)
        old = []
        for update in self.waiting.values():
            if update.born + UPDATE_LIFE >= now:
                break
            old.append(update.id)
        for number in old:
            self.remove(number)

    async def _wait(self, timeout: float) -> None:  # noqa: ASYNC109
        self._poller = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait_for(self._poller, timeout)
        except TimeoutError:
            return

    def _wake(self) -> None:
        if self._poller and not self._poller.done():
            self._poller.set_result(None)
        self._poller = None
