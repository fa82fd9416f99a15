"""The chat page, its files and its stream of events. The calls are in `chat_calls` and `group_calls`.

GET /chat/events?person=ID[&chat=ID], text/event-stream, each data a JSON object:

state    at first: {"bot", "me", "messages": those of the private chat or of `chat`, "chats": each chat of the
         person as ChatViews.describe tells, and its "messages"}
message  a new message by anybody, in any of those chats (its "chat" tells which)
edit     a message as it is from now on: also after each vote in its poll
delete   {"chat_id", "message_id"}
toast    {"query_id", "text", "alert"}: the answer to a tap
inline   {"query_id", "results": [{"id", "title", "description"}], "button"}: what the bot offers for a query
typing   {"chat_id"}
vote     {"poll_id", "options"}: a vote of the person's own, on this page or another
chat     a chat as ChatViews.describe tells: it changed, or the person came into it (then with its "messages")
         or out of it (then its status is left or kicked)
profile  the bot, as in "state"
desk     what stands beside the chat, where a course is written: see `desk`
"""

from __future__ import annotations

import asyncio
import mimetypes
from hashlib import sha256

from aiohttp import web

from bot.emulator.errors import RefusedError
from bot.emulator.web.bundle import SCRIPT, STYLE, bundled
from bot.emulator.web.chat_calls import chat_routes
from bot.emulator.web.desk import EVENT, Desk
from bot.emulator.web.group_calls import group_routes
from bot.emulator.web.json_calls import answered, query_id
from bot.emulator.web.page_words import PAGE
from bot.emulator.world.event_streams import encode
from bot.emulator.world.world import World

HEARTBEAT = 15.0
"""Seconds of silence after which a page hears a comment, so that both sides notice a dead connection."""

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


def routes(world: World, desk: Desk | None = None) -> list[web.AbstractRouteDef]:
    page = _Page(world, desk)
    return [
        *chat_routes(world),
        *group_routes(world),
        *(desk.routes() if desk else ()),
        web.get("/chat/events", answered(page.events)),
        web.get("/chat/file/{file_id}", answered(page.file)),
        web.get("/{name:[A-Za-z0-9._-]*}", _page_file),
    ]


class _Page:
    def __init__(self, world: World, desk: Desk | None) -> None:
        self._world = world
        self._desk = desk

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
        person_id, chat_id = query_id(request, "person"), query_id(request, "chat")
        if person_id is None:
            raise RefusedError('"person" is missing.')
        state = self._world.views.of(person_id, chat_id)
        transport = request.transport
        feed = self._world.events.open(person_id, transport.abort if transport else lambda: None)
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
            if self._desk:
                await stream.write(encode(EVENT, self._desk.state))
            while event := await feed.next(HEARTBEAT):
                await stream.write(event)
        except ConnectionResetError:
            pass
        finally:
            self._world.events.leave(person_id, feed)
        return stream


async def _page_file(request: web.Request) -> web.StreamResponse:
    if request.match_info["name"] in (SCRIPT, STYLE):
        return await _bundle(request, request.match_info["name"])
    path = PAGE / (request.match_info["name"] or "index.html")
    # The route allows no slash, so a name cannot lead out of the folder but for "..", which is no file.
    if not path.is_file():
        raise web.HTTPNotFound
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    if path.suffix == ".json":
        return _compressed(request, await asyncio.to_thread(path.read_text, "utf-8"), kind)
    text = "; charset=utf-8" if kind.startswith("text/") else ""
    return web.FileResponse(path, headers={**_PAGE_HEADERS, "Content-Type": kind + text})


async def _bundle(request: web.Request, name: str) -> web.Response:
    text = await asyncio.to_thread(bundled, PAGE, name)
    return _compressed(request, text, "text/javascript" if name == SCRIPT else "text/css")


def _compressed(request: web.Request, text: str, kind: str) -> web.Response:
    """A text of the page, sent only where the browser has another one."""
    tag = sha256(text.encode()).hexdigest()[:16]
    headers = {**_PAGE_HEADERS, "ETag": f'"{tag}"'}
    if any(known.value == tag for known in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    response = web.Response(text=text, content_type=kind, charset="utf-8", headers=headers)
    response.enable_compression()
    return response
