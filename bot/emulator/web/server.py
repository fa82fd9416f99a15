"""The HTTP server: the Bot API, downloads of files, and the chat page with its calls."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import orjson
from aiohttp import web

from bot.emulator.api.methods import find_method
from bot.emulator.api.params import check_params, read_params, uploads
from bot.emulator.api.refusals import Refusals
from bot.emulator.api.webhook_sender import WebhookSender
from bot.emulator.errors import ApiError, UnknownNameError
from bot.emulator.limits import UPLOAD_BYTES
from bot.emulator.web import pages
from bot.emulator.web.desk import Desk
from bot.emulator.web.guard import API, FILES, only_from_here, only_with
from bot.emulator.world.files import Upload
from bot.emulator.world.world import World

_log = logging.getLogger(__name__)


class Server:
    """Serves one world. `webhook_pace` multiplies the waits before an update is sent to a webhook again.
    With a `key` the page wants it in its address; then let the world have a token that nobody guesses.
    `desk`: what stands beside the chat, if anything does. `refusals`: what it refuses although nothing is
    wrong with it here."""

    def __init__(
        self, world: World, webhook_pace: float = 1.0, key: str | None = None, desk: Desk | None = None
    ) -> None:
        self.world = world
        self._desk = desk
        self._key = key
        self.refusals = Refusals()
        self.url = ""
        self._webhook = WebhookSender(world, self.call, webhook_pace)
        self._runner: web.AppRunner | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one. `url` says where. Raises OSError when the port is taken."""
        runner = web.AppRunner(self._app(), access_log=None, handler_cancellation=True, shutdown_timeout=1.0)
        await runner.setup()
        self.world.updates.start()
        self.world.polls.watch()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        self.url = f"http://{host}:{runner.addresses[0][1]}"
        await self._webhook.start()

    async def stop(self) -> None:
        """End open polls and event streams at once, then stop listening. The world stays as it is."""
        if self._runner is None:
            return
        await self._webhook.stop()
        self.world.polls.stop_watching()
        await self._runner.cleanup()
        self._runner = None

    async def call(self, method: str, params: Mapping[str, Any]) -> object:
        """One call of the Bot API: every one passes here. Raises ApiError."""
        try:
            name, known = find_method(method)
            args = check_params(name, known.takes, known.needs, params)
        except UnknownNameError as error:
            _log.error("%s", error.description)
            raise
        for upload in uploads(args):
            await self.world.files.keep(upload)
        self.world.polls.close_due()
        self.world.note_call(name, {key: _light(value) for key, value in args.items()})
        self.refusals.check(name, args)
        try:
            result = known.run(self.world, args)
        finally:
            self.world.commit()
        return await result if inspect.isawaitable(result) else result

    def _app(self) -> web.Application:
        guards = [only_from_here, *([only_with(self._key)] if self._key else [])]
        app = web.Application(client_max_size=UPLOAD_BYTES + 2**20, middlewares=guards)
        app.add_routes(
            [
                web.route("*", "/bot{token}/{method}", self._api, name=API),
                web.get("/file/bot{token}/{path:.+}", self._download, name=FILES),
                *pages.routes(self.world, self._desk),
            ]
        )
        app.on_shutdown.append(self._end_waiting)
        return app

    async def _api(self, request: web.Request) -> web.Response:
        try:
            self._authorize(request)
            result = await self.call(request.match_info["method"], await read_params(request))
        except ApiError as error:
            return _json(error.answer(), error.code)
        except web.HTTPRequestEntityTooLarge:
            return _json(ApiError(413, "Request Entity Too Large").answer(), 413)
        return _json({"ok": True, "result": result})

    async def _download(self, request: web.Request) -> web.Response:
        try:
            self._authorize(request)
        except ApiError as error:
            return _json(error.answer(), error.code)
        file = self.world.files.at_path(request.match_info["path"])
        if file is None:
            return _json(ApiError(404, "Not Found").answer(), 404)
        return web.Response(body=await self.world.files.read(file), content_type="application/octet-stream")

    def _authorize(self, request: web.Request) -> None:
        if self.world.bot.accept(request.match_info["token"]):
            self.world.commit()
            self.world.views.show_profile()

    async def _end_waiting(self, _: web.Application) -> None:
        self.world.updates.stop()
        self.world.events.close()


def _light(value: Any) -> Any:
    """A parameter as it is noted: without the bytes of an upload."""
    if isinstance(value, Upload):
        return replace(value, data=b"")
    if isinstance(value, dict) and isinstance(value.get("media"), Upload):
        return {**value, "media": _light(value["media"])}
    return value


def _json(body: dict[str, Any], status: int = 200) -> web.Response:
    wait = body.get("parameters", {}).get("retry_after")
    headers = {"Retry-After": str(wait)} if wait else None
    return web.Response(
        body=orjson.dumps(body), status=status, headers=headers, content_type="application/json"
    )
