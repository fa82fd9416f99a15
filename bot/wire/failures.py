"""What can go wrong on the way to the Bot API, as python-telegram-bot's exceptions.

Two kinds are added to those, because everything about repeating a call depends on them: `NotSent`, when the
request cannot have reached Telegram, and `Unsure`, when it may have been carried out although no answer came.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)


class NotSent(NetworkError):  # noqa: N818 - named like the library's own
    """The request never left: no connection, no address, no free place in the pool. Safe to repeat."""

    __slots__ = ()


class Unsure(NetworkError):  # noqa: N818
    """The connection failed after the request was under way, or the answer was 5xx: it may have been done."""

    __slots__ = ()


class UnsureTimedOut(Unsure, TimedOut):
    """No answer came in time: the request may have been done."""

    __slots__ = ()


def failure_of(status: int, answer: Any) -> TelegramError:
    """The exception for an answer that is not a success, chosen as python-telegram-bot chooses.

    `answer` is the decoded body, or anything else when the body was not JSON. Unlike there, 5xx is `Unsure`,
    a 404 for an unknown method is `EndPointNotFound`, and a 429 without a time says one second.
    """
    body = answer if isinstance(answer, Mapping) else {}
    text = redact(str(body.get("description") or _phrase(status)))
    hints = body.get("parameters")
    hints = hints if isinstance(hints, Mapping) else {}
    if chat_id := hints.get("migrate_to_chat_id"):
        return ChatMigrated(int(chat_id))
    if (seconds := hints.get("retry_after")) or status == HTTPStatus.TOO_MANY_REQUESTS:
        return RetryAfter(int(seconds or 1))
    return _by_status(status, text)


def _by_status(status: int, text: str) -> TelegramError:
    match status:
        case HTTPStatus.BAD_REQUEST | HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return BadRequest(text)
        case HTTPStatus.UNAUTHORIZED:
            return InvalidToken(text)
        case HTTPStatus.FORBIDDEN:
            return Forbidden(text)
        case HTTPStatus.NOT_FOUND:
            # A malformed token gets a bare "Not Found"; for an unknown method the word is in the text.
            return EndPointNotFound(text) if "method" in text.lower() else InvalidToken(text)
        case HTTPStatus.CONFLICT:
            return Conflict(text)
        case _ if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Unsure(text)
        case _:
            return NetworkError(text)


def _phrase(status: int) -> str:
    try:
        return f"{HTTPStatus(status).phrase} ({status})"
    except ValueError:
        return f"Unknown HTTP status ({status})"


def backoff(failed: int, first: float, longest: float) -> float:
    """How long to wait after so many failures in a row, in seconds: each time twice as long, and never quite
    the same, so that not all who failed together come back together."""
    return min(first * 2.0 ** min(failed - 1, 16), longest) * random.uniform(0.75, 1.0)


def wait_of(error: RetryAfter) -> float:
    """How long Telegram wants us to wait, in seconds."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


_TOKEN = re.compile(r"/bot[^/\s'\"]+")


def redact(text: str) -> str:
    """The text without the token that every Bot API address carries."""
    return _TOKEN.sub("/bot…", text)
