"""Reads and checks an HTTP response of the Bot API: its `result`, or an error.

Between it and the bot stand proxies, gateways, hotels' networks and mistakes. What they say, with whatever
HTTP status, is not Telegram's word: it only means that Telegram cannot be reached.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, TypeGuard

import orjson
from telegram.error import BadRequest, InvalidToken

from bot.wire.failures import GarbledError, Unsure, failure_of

_HUGE = 19
"""Digits of a number that may be beyond 64 bits."""


def result_of(method: str, status: int, payload: bytes) -> Any:
    """The `result` in an answer to this method. Raises the failure that the Bot API names; Unsure where
    somebody else answered, and GarbledError where updates are in it but cannot be read."""
    try:
        answer = decode(payload)
    except ValueError:
        answer = None
        if method == "getUpdates" and (found := _UPDATE_ID.search(payload)):
            raise GarbledError(int(found[1])) from None
    if isinstance(answer, dict):
        result = answer.get("result")
        if answer.get("ok") is True and _is_result(method, result):
            return result
        if answer.get("ok") is False and (failure := failure_of(answer)):
            raise failure
    raise Unsure(f"not the Bot API answered, but something else (HTTP {status})")


def file_of(status: int, payload: bytes) -> bytes:
    """The file in an answer to its address. Raises what `result_of` does, and BadRequest where it is not
    there."""
    if status == HTTPStatus.OK:
        return payload
    try:
        result_of("", status, payload)
    except InvalidToken as error:  # the same words as for a token, but here about the path
        raise BadRequest(str(error)) from None
    raise Unsure(f"no file came, but something else (HTTP {status})")


_UPDATE_ID = re.compile(rb'"update_id"\s*:\s*(\d{1,19})\b')


def decode(payload: bytes) -> Any:
    """The value that a JSON text holds, also a careless one: what is no number becomes null, half a surrogate
    pair a question mark. Raises ValueError when it is none, or nested too deeply."""
    try:
        return orjson.loads(payload)
    except orjson.JSONDecodeError:
        pass
    try:
        text = payload.decode("utf-8-sig", "replace")
        value = json.loads(text, parse_constant=_nothing, parse_int=_integer, parse_float=_real)
        return orjson.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _nothing(_: str) -> None:
    """NaN, and both infinities."""


def _integer(digits: str) -> float | None:
    return int(digits) if len(digits) < _HUGE else _real(digits)


def _real(digits: str) -> float | None:
    return value if math.isfinite(value := float(digits)) else None


def is_number(value: object) -> TypeGuard[int]:
    """Whether it is a whole number; true and false are none here."""
    return type(value) is int


def _is_result(method: str, result: object) -> bool:
    fits = _RESULTS.get(method)
    return result is not None if fits is None else fits(result)


def _is_list(result: object) -> bool:
    return isinstance(result, list)


def _is_message(result: object) -> bool:
    return isinstance(result, Mapping) and is_number(result.get("message_id"))


def _is_picture(result: object) -> bool:
    match result:
        case {"message_id": int(), "photo": [*_, {"file_id": str()}]}:
            return True
        case _:
            return False


def _is_poll(result: object) -> bool:
    match result:
        case {"message_id": int(), "poll": {"id": str()}}:
            return True
        case _:
            return False


def _is_bot(result: object) -> bool:
    match result:
        case {"id": int(), "is_bot": True, "first_name": str(), "username": str()}:
            return True
        case _:
            return False


def _is_file(result: object) -> bool:
    return isinstance(result, Mapping) and isinstance(result.get("file_path"), str)


def _is_member(result: object) -> bool:
    match result:
        case {"status": str(), "user": {"id": int()}}:
            return True
        case _:
            return False


_RESULTS: dict[str, Callable[[object], bool]] = {
    "getMe": _is_bot,
    "getUpdates": _is_list,
    "getWebhookInfo": lambda result: isinstance(result, dict) and isinstance(result.get("url"), str),
    "getFile": _is_file,
    "getChatMember": _is_member,
    "getChatAdministrators": lambda result: isinstance(result, list) and all(map(_is_member, result)),
    "sendMessage": _is_message,
    "sendDocument": _is_message,
    "sendPhoto": _is_picture,
    "sendPoll": _is_poll,
    "copyMessage": _is_message,
}
"""What is read of an answer, by method. Of all others only whether there is any."""
