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
    """The connection failed after the request was under way, the answer was 5xx, or it was none of the Bot
    API's: it may have been done."""

    __slots__ = ()


class UnsureTimedOut(Unsure, TimedOut):
    """No answer came in time: the request may have been done."""

    __slots__ = ()


class GarbledError(Unsure):
    """Updates came that cannot be read; `first` is the number of the first one, as far as it can be told."""

    __slots__ = ("first",)

    def __init__(self, first: int) -> None:
        super().__init__("the updates cannot be read")
        self.first = first

    def __reduce__(self) -> tuple[type, tuple[int]]:  # type: ignore[override]
        return self.__class__, (self.first,)


def failure_of(answer: Mapping[str, Any]) -> TelegramError | None:
    """The exception for an answer that says `ok: false`, chosen as python-telegram-bot chooses; None where it
    is not as the Bot API writes them. What the answer says counts, not the HTTP status around it.

    Unlike there, 5xx is `Unsure`, a 404 for an unknown method is `EndPointNotFound`, and a 429 without a time
    says one second.
    """
    code, words, hints = answer.get("error_code"), answer.get("description"), answer.get("parameters")
    if type(code) is not int or code not in _CODES:
        return None
    if not isinstance(words, str | None) or not isinstance(hints, Mapping | None):
        return None
    moved_to, seconds = (hints or {}).get("migrate_to_chat_id"), (hints or {}).get("retry_after")
    if not _is_chat(moved_to) or not isinstance(seconds, int | None) or isinstance(seconds, bool):
        return None
    if moved_to:
        return ChatMigrated(moved_to)
    if seconds or code == HTTPStatus.TOO_MANY_REQUESTS:
        return RetryAfter(min(max(seconds or 1, 1), _LONGEST_WAIT))
    return _by_code(code, _one_line(words) or _phrase(code))


_CODES = range(400, 600)
_LONGEST_WAIT = 7 * 24 * 3600  # seconds; Telegram's own is a day
_LONGEST_TEXT = 300


def _is_chat(chat_id: object) -> bool:
    """Whether a group may have moved there, or nothing is said of it."""
    return chat_id is None or (type(chat_id) is int and -(2**63) < chat_id < 0)


def _one_line(words: str | None) -> str:
    return redact(" ".join((words or "").split()))[:_LONGEST_TEXT]


def _by_code(code: int, text: str) -> TelegramError:
    match code:
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
        case _ if code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Unsure(text)
        case _:
            return NetworkError(text)


def _phrase(code: int) -> str:
    try:
        return f"{HTTPStatus(code).phrase} ({code})"
    except ValueError:
        return f"Unknown error code ({code})"


def backoff(failed: int, first: float, longest: float) -> float:
    """How long to wait after so many failures in a row, in seconds: each time twice as long, and never quite
    the same, so that not all who failed together come back together."""
    return min(first * 2.0 ** min(failed - 1, 16), longest) * random.uniform(0.75, 1.0)


def never_left(error: BaseException) -> bool:
    """Whether the call cannot have reached Telegram: safe to repeat, whatever it does."""
    return isinstance(error, NotSent)


def may_have_arrived(error: BaseException) -> bool:
    """Whether the call may have been carried out although nobody heard so: a message is not sent again then.
    What Telegram has refused was not carried out."""
    return isinstance(error, NetworkError) and not isinstance(error, BadRequest | NotSent)


def wait_of(error: RetryAfter) -> float:
    """How long Telegram wants us to wait, in seconds."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


_TOKEN = re.compile(r"/bot[^/\s'\"]+")


def redact(text: str) -> str:
    """The text without the token that every Bot API address carries."""
    return _TOKEN.sub("/bot…", text)
