"""Polling or webhook, as the settings say; and the server of /healthz and /metrics."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.app.connection import Connection
from bot.app.health_check import HealthCheck
from bot.app.start import listen
from bot.chat.allowed_updates import ALLOWED_UPDATES
from bot.chat.show import Call
from bot.settings import Settings
from bot.wire.batches import Batches
from bot.wire.handling import Handling
from bot.wire.polling import Polling
from bot.wire.site import Pages, Site
from bot.wire.webhook import Webhook


@dataclass(frozen=True)
class UpdateSource:
    """Updates are asked for by `polling`, or, where there is a WEBHOOK_URL, come by themselves to the site.

    `site_url` is where it shows /healthz and /metrics; None where it does not."""

    polling: Polling | None
    site_url: str | None


@asynccontextmanager
async def arrival(
    settings: Settings,
    connection: Connection,
    handling: Handling,
    health_check: HealthCheck,
    site: Site | None,
) -> AsyncIterator[UpdateSource]:
    """On leaving, nothing is taken any more. Without `site`, only a webhook listens on PORT."""
    webhook, metrics = None, connection.metrics
    if settings.webhook_url:
        secret = settings.webhook_secret or ""
        webhook = Webhook(handling.handle, secret, keep=handling.keep, told=metrics.handled)
    fetch = Batches(connection.client, ALLOWED_UPDATES, connection.holds)
    polling = None if webhook else Polling(fetch, handling, told=metrics.handled)
    if site is None and not webhook:
        yield UpdateSource(polling, None)
        return

    site = site or site_of(settings)
    site.pages = Pages(health_check, metrics.page, webhook, lambda: health_check.state)
    try:
        yield UpdateSource(polling, site.url or await listen(site, settings))
    finally:
        await site.stop()
        await health_check.close()


def site_of(settings: Settings) -> Site:
    """It does not listen yet."""
    return Site(path=(urlsplit(settings.webhook_url).path or "/") if settings.webhook_url else None)


async def say_where(settings: Settings, call: Call) -> None:
    """Tells Telegram where updates go, once somebody is there to take them."""
    if settings.webhook_url is None:
        await call("deleteWebhook", {}, {})
        return
    params = {
        "url": settings.webhook_url,
        "secret_token": settings.webhook_secret,
        "allowed_updates": ALLOWED_UPDATES,
        "max_connections": min(settings.limits.concurrency, 100),
    }
    await call("setWebhook", params, {})
