"""How the calls of the chat page are read and answered: JSON objects, refusals as {"error": …}."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from aiohttp import web

from bot.emulator.errors import RefusedError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_REQUIRED = object()
_NAMES = {int: "a number", str: "text", bool: "true or false", list: "a list"}


def answered(handler: Handler) -> Handler:
    """The handler, with what a person cannot do answered as {"error": …}."""

    async def run(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except RefusedError as refusal:
            return json({"error": str(refusal)}, 400)
        except web.HTTPNotFound:
            return json({"error": "Not found."}, 404)

    return run


async def read_body(request: web.Request) -> dict[str, Any]:
    """The JSON object that was sent. Raises RefusedError."""
    # A form of another site cannot have this type, so it cannot act here.
    if request.content_type != "application/json":
        raise RefusedError("The content type must be application/json.")
    try:
        sent = orjson.loads(await request.read())
    except orjson.JSONDecodeError as error:
        raise RefusedError("The body must be JSON.") from error
    if not isinstance(sent, dict):
        raise RefusedError("The body must be a JSON object.")
    return sent


def take(sent: dict[str, Any], name: str, kind: type, default: Any = _REQUIRED) -> Any:
    """One value of a body; one that may be missing has a default. Raises RefusedError."""
    value = sent.get(name)
    if value is None and default is not _REQUIRED:
        return default
    if type(value) is not kind:
        raise RefusedError(f'"{name}" must be {_NAMES[kind]}.')
    return value


def query_id(request: web.Request, name: str) -> int | None:
    """An id in the address, None where it is missing. Raises RefusedError."""
    return None if name not in request.query else number(name, request.query[name])


def number(name: str, text: str) -> int:
    """An id that came as text. Raises RefusedError."""
    try:
        return int(text)
    except ValueError as error:
        raise RefusedError(f'"{name}" must be a number.') from error


def json(value: Any, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(value), status=status, content_type="application/json")
