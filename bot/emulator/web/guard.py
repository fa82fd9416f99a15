"""Keeps other web sites away from the local server, which their pages could reach through the browser."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

_HERE = {"127.0.0.1", "localhost", "::1"}


@web.middleware
async def only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """403 unless the request names this machine as its host and, where a browser says it, as its origin."""
    headers = request.headers
    if not _is_here(f"//{headers.get('Host', '')}"):
        return _refusal("This server answers on this machine's own address only.")
    if "Origin" in headers and not _is_here(headers["Origin"]):
        return _refusal("Requests of other web sites are not answered.")
    opening = headers.get("Sec-Fetch-Mode") == "navigate" and request.path == "/"
    if headers.get("Sec-Fetch-Site") == "cross-site" and not opening:
        return _refusal("Requests of other web sites are not answered.")
    return await handler(request)


def _is_here(address: str) -> bool:
    try:
        return urlsplit(address).hostname in _HERE
    except ValueError:
        return False


def _refusal(words: str) -> web.Response:
    return web.json_response({"error": words}, status=403)
