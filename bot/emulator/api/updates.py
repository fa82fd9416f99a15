"""Methods by which the bot receives: updates, webhook, and the answers to taps."""

from __future__ import annotations

import re
from collections.abc import Awaitable
from typing import Any
from urllib.parse import urlsplit

from bot.emulator import limits
from bot.emulator.api.params import Args
from bot.emulator.errors import bad_request
from bot.emulator.world.updates import Webhook
from bot.emulator.world.world import World

_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def get_updates(world: World, args: Args) -> Awaitable[list[Any]]:
    if (kinds := args.get("allowed_updates")) is not None:
        world.updates.allow(kinds)
    timeout = max(0, min(args.get("timeout", 0), 50))
    return world.updates.poll(args.get("offset", 0), args.get("limit", 100), timeout)


def set_webhook(world: World, args: Args) -> bool:
    """An empty url removes it. Plain http is allowed, as with every local Bot API server."""
    url = args.get("url", "")
    if url and not _is_web_address(url):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = args.get("secret_token", "")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if (kinds := args.get("allowed_updates")) is not None:
        world.updates.allow(kinds)
    if args.get("drop_pending_updates"):
        world.updates.clear()
    most = max(1, min(args.get("max_connections", 40), 100))
    world.updates.set_webhook(Webhook(url, secret, most))
    return True


def delete_webhook(world: World, args: Args) -> bool:
    if args.get("drop_pending_updates"):
        world.updates.clear()
    world.updates.set_webhook(Webhook())
    return True


def get_webhook_info(world: World, _: Args) -> dict[str, Any]:
    return world.updates.webhook_info()


def answer_callback_query(world: World, args: Args) -> bool:
    text = args.get("text", "")
    if len(text) > limits.CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    world.queries.answer(args["callback_query_id"], text, args.get("show_alert", False))
    return True


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
