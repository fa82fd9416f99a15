"""POST over kept-alive HTTP/1.1 connections to one server, and no more than that.

A call to the Bot API is one small POST and one small answer, and a tutor does little else. A general HTTP
client spends many times the CPU on it that the exchange itself needs, so plain calls go this way. Answers are
parsed by httptools, which wraps the parser of Node. Uploads, downloads and proxies stay with aiohttp.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import deque
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import httptools
from aiohappyeyeballs import start_connection
from yarl import URL

from bot.wire.lease import Lease

_NEXT_ADDRESS = 0.25  # seconds of silence after which the next address is tried as well
_LARGEST_HEAD = 2**16  # bytes of an answer's status and headers

Answer = tuple[int, bytes]
"""Status and body."""


class NotConnectedError(Exception):
    """No connection was to be had: nothing was sent."""


class BrokenError(Exception):
    """The connection ended, or spoke something else than HTTP, after the request was under way."""


class Connections:
    """At most `limit` connections to the server of `origin`; one idle for `keep_alive` seconds is not used
    again, because its other end may be about to close it. Times are in seconds."""

    def __init__(self, origin: URL, limit: int, keep_alive: float, lease: Lease) -> None:
        self._host = origin.host or ""
        self._port = origin.port or 443
        self._tls = ssl.create_default_context() if origin.scheme == "https" else None
        self._head = (
            f"Host: {origin.authority}\r\nContent-Type: application/json\r\nContent-Length: ".encode()
        )
        self._lease = lease
        self._limit = limit
        self._keep_alive = keep_alive
        self._idle: list[_Connection] = []
        self._open: set[_Connection] = set()
        self._count = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._loop = asyncio.get_running_loop()  # asking for it costs a call of the system each time

    async def post(
        self, path: str, body: bytes, connect: float | None, read: float | None, most: int
    ) -> Answer:
        """Raises NotConnectedError, TimeoutError where no whole answer came within `read`, and BrokenError,
        also for one of more than `most` bytes."""
        connection = self._reusable() or await self._take(connect)
        if self._lease.is_over:  # a connection may have been long in coming
            self._give_back(connection)
            raise NotConnectedError("somebody else may be at work by now")
        request = b"POST %b HTTP/1.1\r\n%b%d\r\n\r\n%b" % (path.encode("ascii"), self._head, len(body), body)
        try:
            return await connection.ask(request, read, most)
        except asyncio.CancelledError:
            connection.abort()
            raise
        finally:
            connection.rest()
            self._give_back(connection)

    def close(self) -> None:
        for connection in list(self._open):
            connection.abort()
        self._idle.clear()

    async def _take(self, connect: float | None) -> _Connection:
        if connection := self._reusable():
            return connection
        try:
            async with asyncio.timeout(connect):
                while (connection := self._reusable()) is None:
                    if self._count < self._limit:
                        return await self._connect()
                    await self._turn()
        except (OSError, TimeoutError) as error:
            raise NotConnectedError(f"{type(error).__name__}: {error}") from None
        return connection

    def _reusable(self) -> _Connection | None:
        now = self._loop.time()
        while self._idle:
            connection = self._idle.pop()
            if connection.usable and now - connection.idle_since < self._keep_alive:
                return connection
            self._drop(connection)
        return None

    async def _connect(self) -> _Connection:
        self._count += 1
        try:
            connection = await self._connected()
        except BaseException:
            self._count -= 1
            self._next_turn()
            raise
        self._open.add(connection)
        return connection

    async def _connected(self) -> _Connection:
        """All the server's addresses are tried, the next one while the one before keeps silent: many networks
        have an IPv6 that leads nowhere. Source: https://www.rfc-editor.org/rfc/rfc8305"""
        loop = self._loop
        found = await loop.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
        sock = await start_connection(found, happy_eyeballs_delay=_NEXT_ADDRESS, interleave=1)
        try:
            _, connection = await loop.create_connection(
                lambda: _Connection(loop, self._open.discard),
                sock=sock,
                ssl=self._tls,
                server_hostname=self._host if self._tls else None,
            )
        except BaseException:
            sock.close()
            raise
        return connection

    async def _turn(self) -> None:
        turn: asyncio.Future[None] = self._loop.create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():
                self._next_turn()  # it had come in the same moment, and must not be lost
            raise

    def _give_back(self, connection: _Connection) -> None:
        if connection.usable:
            connection.idle_since = self._loop.time()
            self._idle.append(connection)
        else:
            self._drop(connection)
        if self._waiting:
            self._next_turn()

    def _drop(self, connection: _Connection) -> None:
        connection.abort()
        self._count -= 1

    def _next_turn(self) -> None:
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return


class _Connection(asyncio.Protocol):
    """One connection, one exchange at a time. `usable`: open, and nothing under way on it."""

    def __init__(self, loop: asyncio.AbstractEventLoop, ended: Callable[[_Connection], object]) -> None:
        self.idle_since = 0.0
        self._loop = loop
        self._ended = ended
        self._transport: Any = None
        self._parser: Any = httptools.HttpResponseParser(self)
        self._answer: asyncio.Future[Answer] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._body: list[bytes] = []
        self._left = self._most = 0
        self._healthy = True

    @property
    def usable(self) -> bool:
        return self._healthy and self._answer is None and not self._transport.is_closing()

    def ask(self, request: bytes, read: float | None, most: int) -> asyncio.Future[Answer]:
        """Sends it. Once the answer is there, or nobody waits for it any more, `rest` has to be called."""
        loop = self._loop
        self._answer = loop.create_future()
        self._body = []
        self._left, self._most = _LARGEST_HEAD, most
        self._timer = loop.call_later(read, self._fail, TimeoutError()) if read is not None else None
        self._transport.write(request)
        return self._answer

    def rest(self) -> None:
        self._answer = None
        if self._timer is not None:
            self._timer.cancel()

    def abort(self) -> None:
        self._healthy = False
        self._transport.abort()

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        if self._answer is None or self._answer.done():
            self.abort()  # nobody asked
            return
        self._left -= len(data)
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, httptools.HttpParserUpgrade):
            self._fail(BrokenError("the answer is not HTTP"))
        if self._left < 0:
            self._fail(BrokenError("the answer is too long"))

    def eof_received(self) -> None:
        self._healthy = False

    def connection_lost(self, _: Exception | None) -> None:
        self._ended(self)
        self._fail(BrokenError("the connection was closed"))

    # What httptools calls.

    def on_message_begin(self) -> None:
        if self._answer is None or self._answer.done():
            self._healthy = False  # a second answer, which nobody asked for

    def on_headers_complete(self) -> None:
        self._left += self._most

    def on_body(self, body: bytes) -> None:
        self._body.append(body)

    def on_message_complete(self) -> None:
        if self._parser.get_status_code() < HTTPStatus.OK:
            return  # "go on": the answer itself comes yet
        self._healthy = self._healthy and self._parser.should_keep_alive()
        if self._answer is not None and not self._answer.done():
            self._answer.set_result((self._parser.get_status_code(), b"".join(self._body)))

    def _fail(self, error: Exception) -> None:
        self._healthy = False
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)
            self._transport.abort()
