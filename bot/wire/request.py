"""python-telegram-bot's request backend on aiohttp and orjson: a third of the CPU of the one it brings."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from aiohttp import ClientTimeout
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData
from yarl import URL

from bot.wire.answers import decode, file_of, result_of
from bot.wire.transport import FilePart, Timeouts, Transport

_Timeout = Any  # DEFAULT_NONE, None or seconds; the library keeps the name of that type to itself


class AiohttpRequest(BaseRequest):
    """Hand one to `ApplicationBuilder.request` and one to `get_updates_request`, or one `Transport` to both.

    A transport that was handed in is opened here but left open: whoever made it closes it.
    """

    __slots__ = ("_owned", "_timeouts", "_transport")

    def __init__(
        self,
        connection_pool_size: int = 256,
        *,
        timeouts: Timeouts | None = None,
        transport: Transport | None = None,
    ) -> None:
        self._owned = transport is None
        self._transport = transport or Transport(connection_pool_size)
        self._timeouts = timeouts or Timeouts()

    @property
    def read_timeout(self) -> float | None:
        return self._timeouts.read

    async def initialize(self) -> None:
        await self._transport.open()

    async def shutdown(self) -> None:
        if self._owned:
            await self._transport.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: _Timeout = BaseRequest.DEFAULT_NONE,
        write_timeout: _Timeout = BaseRequest.DEFAULT_NONE,
        connect_timeout: _Timeout = BaseRequest.DEFAULT_NONE,
        pool_timeout: _Timeout = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        address = URL(url, encoded=True)
        files = _files(request_data)
        limits = self._limits(read_timeout, write_timeout, connect_timeout, pool_timeout, bool(files))
        if method == "GET":
            limits = ClientTimeout(
                total=self._timeouts.download, connect=limits.connect, sock_read=limits.sock_read
            )
            return HTTPStatus.OK, file_of(*await self._transport.get(address, limits))
        params = request_data.parameters if request_data else {}
        answer = await self._transport.send(address, params, files, limits)
        # The library would go by the HTTP status, and take a proxy's page for Telegram's word.
        result_of(address.name, *answer)
        return HTTPStatus.OK, answer[1]

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        try:
            return decode(payload)
        except ValueError:
            pass
        raise TelegramError("The Bot API answered with something that is not JSON")

    def _limits(
        self, read: _Timeout, write: _Timeout, connect: _Timeout, pool: _Timeout, files: bool
    ) -> ClientTimeout:
        ours = self._timeouts
        connecting = _given(connect, ours.connect)
        waiting = _given(pool, 0.0)
        whole = None if connecting is None or waiting is None else connecting + waiting
        writing = _given(write, ours.upload if files else ours.write)
        return Timeouts(whole, _given(read, ours.read), writing, writing).limits(files=files)


def _given(value: _Timeout, default: float | None) -> float | None:
    if value is BaseRequest.DEFAULT_NONE:
        return default
    return None if value is None else float(value)


def _files(data: RequestData | None) -> dict[str, FilePart]:
    if data is None or not data.contains_files:
        return {}
    return {
        name: FilePart(filename, content, mime)
        for name, (filename, content, mime) in data.multipart_data.items()
    }
