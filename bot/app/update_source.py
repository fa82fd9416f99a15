"""How updates come in, and who is told where they go; and the pages about a bot at work."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from telegram.error import TelegramError

from bot.app.start import listen
from bot.chat.routes import UPDATES
from bot.chat.show import Call
from bot.settings import Settings
from bot.storage.database import Database, DatabaseError
from bot.wire.batches import Batches
from bot.wire.client import Client
from bot.wire.handling import Handling
from bot.wire.metrics import Metrics
from bot.wire.polling import Polling
from bot.wire.webhook import Site, Webhook

HEALTH_SECONDS = 5.0
"""How long the database and Telegram may take to answer and still be called well."""


@dataclass(frozen=True)
class Arrival:
    """Updates are asked for by `polling`, or, where there is a WEBHOOK_URL, come by themselves to the site.

    `site_url` is where it shows /healthz and /metrics; None where it does not."""

    polling: Polling | None
    site_url: str | None


@asynccontextmanager
async def arrival(
    settings: Settings, client: Client, handling: Handling, metrics: Metrics, database: Database, site: bool
) -> AsyncIterator[Arrival]:
    """On leaving, nobody listens any more. Without `site`, only a webhook listens on PORT."""
    webhook = None
    if settings.webhook_url:
        secret = settings.webhook_secret or ""
        webhook = Webhook(handling.handle, secret, keep=handling.keep, told=metrics.handled)
    fetch = Batches(client, UPDATES)
    polling = None if webhook else Polling(fetch, handling.handle, keep=handling.keep, told=metrics.handled)
    if not site and not webhook:
        yield Arrival(polling, None)
        return

    async def health() -> tuple[bool, dict[str, Any]]:
        return await _health(database, client)

    path = urlsplit(settings.webhook_url or "").path or "/"
    pages = Site(webhook=webhook, path=path, health=health, metrics=metrics.page)
    url = await listen(pages, settings)
    try:
        yield Arrival(polling, url)
    finally:
        await pages.stop()


async def say_where(settings: Settings, call: Call) -> None:
    """Tells Telegram where updates go, once somebody is there to take them."""
    if settings.webhook_url is None:
        await call("deleteWebhook", {}, {})
        return
    params = {
        "url": settings.webhook_url,
        "secret_token": settings.webhook_secret,
        "allowed_updates": UPDATES,
        "max_connections": min(settings.limits.concurrency, 100),
    }
    await call("setWebhook", params, {})


async def _health(database: Database, client: Client) -> tuple[bool, dict[str, Any]]:
    """Whether all is well, and what is."""
    well = {"database": await _answers(database.check()), "telegram": await _answers(client.call("getMe"))}
    return all(well.values()), well


async def _answers(question: Awaitable[object]) -> bool:
    try:
        async with asyncio.timeout(HEALTH_SECONDS):
            await question
    except (TelegramError, DatabaseError, TimeoutError):
        return False
    return True
