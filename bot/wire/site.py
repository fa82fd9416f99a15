"""The HTTP server: the webhook, and the pages /healthz, /ready and /metrics.

It may listen before there is anybody at work: a process that stands by answers, too.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.wire.webhook import Webhook, come_again

Health = Callable[[], Awaitable[tuple[bool, dict[str, Any]]]]
"""Whether all is well, and what there is to say about it."""
Metrics = Callable[[], Awaitable[bytes]]
"""The numbers, in Prometheus' text format."""

AT_WORK = "at work"
"""The state in which updates are taken; in any other somebody else may take them."""

_LARGEST = 2**20  # bytes; Telegram's updates are some kilobytes


@dataclass(frozen=True)
class Pages:
    """What is behind the addresses; a page that is not there is not found, and without a webhook what is
    posted is refused with 503, and comes again."""

    health: Health | None = None
    metrics: Metrics | None = None
    webhook: Webhook | None = None
    state: Callable[[], str] | None = None
    """For /ready, which is well where updates are taken at this moment."""


class Site:
    """`path` is the webhook's, if there is one. `pages` may be changed at any time."""

    def __init__(self, pages: Pages = Pages(), path: str | None = None) -> None:
        self.pages = pages
        self.url: str | None = None
        """Where it listens, as http://host:port, if it does."""
        app = web.Application(client_max_size=_LARGEST)
        app.router.add_get("/healthz", self._health)
        app.router.add_get("/ready", self._ready)
        app.router.add_get("/metrics", self._metrics)
        if path is not None:
            app.router.add_post(path, self._post)
        # Its own log would name every caller; and by the time it stops there is nothing left to wait for.
        # What is packed may be of any size once it is unpacked, and Telegram packs nothing.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0, auto_decompress=False)

    async def start(self, host: str, port: int) -> str:
        """Listen; the address as http://host:port. OSError when that is not to be had: it may be later."""
        if self._runner.server is None:
            await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        name, bound = self._runner.addresses[0][:2]
        self.url = f"http://{name}:{bound}"
        return self.url

    async def stop(self, grace: float = 8.0) -> None:
        if self.pages.webhook is not None:
            await self.pages.webhook.stop(grace)
        await self._runner.cleanup()

    async def _post(self, request: web.Request) -> web.Response:
        webhook = self.pages.webhook
        return come_again() if webhook is None else await webhook.post(request)

    async def _health(self, _: web.Request) -> web.Response:
        if self.pages.health is None:
            raise web.HTTPNotFound
        well, details = await self.pages.health()
        return web.json_response({"ok": well, **details}, status=200 if well else 503)

    async def _ready(self, _: web.Request) -> web.Response:
        if self.pages.state is None:
            raise web.HTTPNotFound
        state = self.pages.state()
        return web.json_response({"state": state}, status=200 if state == AT_WORK else 503)

    async def _metrics(self, _: web.Request) -> web.Response:
        if self.pages.metrics is None:
            raise web.HTTPNotFound
        kind = "text/plain; version=0.0.4; charset=utf-8"
        return web.Response(body=await self.pages.metrics(), headers={"Content-Type": kind})
