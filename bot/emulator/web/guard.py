"""Keeps others away from the local server: web sites, whose pages could reach it through the browser, and,
where it listens to more than its own machine, whoever does not know its key."""

from __future__ import annotations

import hmac
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from yarl import URL

API, FILES = "api", "files"
"""The names of the routes that ask for the bot's token by themselves."""
COOKIE = "tutorbot_key"

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


def only_with(key: str) -> Middleware:
    """403 unless the request brings the key: in the page's address, `/?key=…`, and then as a cookie.

    A Host header is no proof of who asks: anything but a browser writes into it what it likes."""

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.match_info.route.name in (API, FILES) or _is(request.cookies.get(COOKIE), key):
            return await handler(request)
        if not _is(request.query.get("key"), key):
            return _refusal("Open the whole address that was printed when the bot was started.")
        page = URL("/").with_query(request.rel_url.without_query_params("key").query)
        # With that the key is out of sight, and of the browser's history.
        answer = web.Response(status=303, headers={"Location": str(page), "Cache-Control": "no-store"})
        answer.set_cookie(COOKIE, key, httponly=True, samesite="Lax")
        return answer

    return check


def _is(given: str | None, key: str) -> bool:
    return hmac.compare_digest((given or "").encode("utf-8", "surrogateescape"), key.encode())


def _is_here(address: str) -> bool:
    try:
        return urlsplit(address).hostname in _HERE
    except ValueError:
        return False


def _refusal(words: str) -> web.Response:
    return web.json_response({"error": words}, status=403)
