"""The chat page and the calls it makes: /, /chat/*. What a person does here, a test can do too."""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import orjson
from aiohttp import web

from bot.emulator.errors import RefusedError
from bot.emulator.feeds import encode
from bot.emulator.world import World

HEARTBEAT = 15.0
"""Seconds of silence after which a page hears a comment, so that both sides notice a dead connection."""

_PAGE = Path(__file__).parent / "page"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
    " manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_PAGE_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_INLINE = {"image/png", "image/jpeg", "image/gif", "image/webp"}
_TYPES = {".js": "text/javascript", ".svg": "image/svg+xml", ".webmanifest": "application/manifest+json"}


def routes(world: World) -> list[web.AbstractRouteDef]:
    chat = _ChatCalls(world)
    return [
        web.post("/chat/people", _answered(chat.join)),
        web.get("/chat/people", _answered(chat.people)),
        web.post("/chat/send", _answered(chat.send)),
        web.post("/chat/tap", _answered(chat.tap)),
        web.get("/chat/events", _answered(chat.events)),
        web.get("/chat/file/{file_id}", _answered(chat.file)),
        web.get("/{name:[A-Za-z0-9._-]*}", _page_file),
    ]


class _ChatCalls:
    def __init__(self, world: World) -> None:
        self._world = world

    async def join(self, request: web.Request) -> web.Response:
        sent = await _body(request)
        language = _take(sent, "language_code", str, "en")
        return _json(self._world.join(_take(sent, "name", str), language or None).user())

    async def people(self, _: web.Request) -> web.Response:
        return _json([person.user() for person in self._world.people.values()])

    async def send(self, request: web.Request) -> web.Response:
        sent = await _body(request)
        person, chat = _who(sent)
        text = _take(sent, "text", str)
        return _json(self._world.say(person, text, chat, reply_to=_take(sent, "reply_to", int, None)))

    async def tap(self, request: web.Request) -> web.Response:
        sent = await _body(request)
        person, chat = _who(sent)
        number, data = _take(sent, "message_id", int), _take(sent, "data", str)
        return _json({"query_id": self._world.tap(person, number, data, chat)})

    async def file(self, request: web.Request) -> web.Response:
        file = self._world.files.get(request.match_info["file_id"])
        if file is None:
            raise web.HTTPNotFound
        shown = file.mime in _INLINE
        response = web.Response(
            body=await self._world.files.read(file),
            content_type=file.mime if shown else "application/octet-stream",
            headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=86400"},
        )
        if not shown:
            name = "".join(c if c.isascii() and (c.isalnum() or c in " .-_") else "_" for c in file.name)
            response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    async def events(self, request: web.Request) -> web.StreamResponse:
        """text/event-stream: the state, then everything that happens."""
        person_id, chat_id = _query_id(request, "person"), _query_id(request, "chat")
        if person_id is None:
            raise RefusedError('"person" is missing.')
        state = self._world.view(person_id, chat_id)
        transport = request.transport
        feed = self._world.feeds.open(person_id, transport.abort if transport else lambda: None)
        stream = web.StreamResponse(
            headers={
                "Content-Type": "text/event-stream",
                "Cache-Control": "no-store",
                "X-Accel-Buffering": "no",
            }
        )
        try:
            await stream.prepare(request)
            await stream.write(b"retry: 1000\n" + encode("state", state))
            while event := await feed.next(HEARTBEAT):
                await stream.write(event)
        except ConnectionResetError:
            pass
        finally:
            self._world.feeds.leave(person_id, feed)
        return stream


async def _page_file(request: web.Request) -> web.StreamResponse:
    path = _PAGE / (request.match_info["name"] or "index.html")
    # The route allows no slash, so a name cannot lead out of the folder but for "..", which is no file.
    if not path.is_file():
        raise web.HTTPNotFound
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    text = "; charset=utf-8" if kind.startswith("text/") else ""
    return web.FileResponse(path, headers={**_PAGE_HEADERS, "Content-Type": kind + text})


def _answered(
    handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The handler, with what a person cannot do answered as {"error": …}."""

    async def run(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except RefusedError as refusal:
            return _json({"error": str(refusal)}, 400)
        except web.HTTPNotFound:
            return _json({"error": "Not found."}, 404)

    return run


async def _body(request: web.Request) -> dict[str, Any]:
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


_REQUIRED = object()


def _take(sent: dict[str, Any], name: str, kind: type, default: Any = _REQUIRED) -> Any:
    value = sent.get(name)
    if value is None and default is not _REQUIRED:
        return default
    if not isinstance(value, kind) or isinstance(value, bool):
        raise RefusedError(f'"{name}" must be {"a number" if kind is int else "text"}.')
    return value


def _who(sent: dict[str, Any]) -> tuple[int, int | None]:
    return _take(sent, "person", int), _take(sent, "chat", int, None)


def _query_id(request: web.Request, name: str) -> int | None:
    value = request.query.get(name)
    try:
        return None if value is None else int(value)
    except ValueError as error:
        raise RefusedError(f'"{name}" must be a number.') from error


def _json(value: Any, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(value), status=status, content_type="application/json")
