"""The refusals of the local Bot API, in Telegram's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class ApiError(Exception):
    """A call that is refused: what goes into error_code, description and parameters of the answer."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        """The body of the HTTP answer."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = dict(self.parameters)
        return body


class UnknownNameError(ApiError):
    """A method or parameter that nobody knows: a mistake in the bot, so it is also logged."""


class RefusedError(Exception):
    """Something a person on the chat page cannot do; the text says why."""


def bad_request(words: str) -> ApiError:
    return ApiError(400, f"Bad Request: {words}")


def forbidden(words: str) -> ApiError:
    return ApiError(403, f"Forbidden: {words}")


def conflict(words: str) -> ApiError:
    return ApiError(409, f"Conflict: {words}")


def unauthorized() -> ApiError:
    return ApiError(401, "Unauthorized")
