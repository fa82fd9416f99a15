"""One pool of kept-alive connections to the Bot API, on aiohttp. Both ways of calling it share this."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import IO, Any, Self

import orjson
from aiohttp import (
    ClientConnectorError,
    ClientError,
    ClientHttpProxyError,
    ClientPayloadError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    InvalidURL,
    NonHttpUrlClientError,
    TCPConnector,
)
from telegram.error import NetworkError
from yarl import URL

from bot.wire.failures import NotSent, Unsure, UnsureTimedOut, redact
from bot.wire.http1 import Answer, BrokenError, Connections, NotConnectedError
from bot.wire.lease import Lease

_NEVER_LEFT = (
    ClientConnectorError,
    ClientHttpProxyError,
    ConnectionTimeoutError,
    InvalidURL,
    NonHttpUrlClientError,
)


LARGEST_ANSWER = 2**20
"""Bytes of an answer. Telegram's have some kilobytes, ..."""
LARGEST_BATCH = 16 * 2**20
"""... a hundred long messages that each answer another some megabytes, ..."""
LARGEST_FILE = 32 * 2**20
"""... and no file is above 20 MB."""


@dataclass(frozen=True)
class FilePart:
    """A file that travels with a call. Nested media name it as attach://<its key>."""

    filename: str
    content: bytes | IO[bytes]
    mime: str = "application/octet-stream"


@dataclass(frozen=True)
class Timeouts:
    """How long each part of a call may take, in seconds; None means without end."""

    connect: float | None = 10.0
    """Getting a connection: waiting for a free one, looking up the address, TCP and TLS."""
    read: float | None = 15.0
    """Waiting for the answer to a plain call; silence in it where files travel."""
    write: float | None = 15.0
    """Sending a request that is more than a plain call."""
    upload: float | None = 120.0
    """Takes the place of `write` when files travel along."""
    download: float | None = 600.0
    """A whole file, however slowly its bytes come."""

    def limits(self, *, files: bool = False) -> ClientTimeout:
        # aiohttp does not time the writing; a limit on the whole ends a call whose body is never taken.
        parts = (self.connect, self.upload if files else self.write, self.read)
        total = None if None in parts else sum(part for part in parts if part is not None)
        return ClientTimeout(total=total, connect=self.connect, sock_read=self.read)

    def of_download(self) -> ClientTimeout:
        return ClientTimeout(total=self.download, connect=self.connect, sock_read=self.read)


class Transport:
    """The connections. An answer longer than any that the Bot API gives breaks the call.

    `open()` within the running loop, `close()` at the end; both may be called twice. Nothing is sent while
    the `lease` is over: it waits, and what was on its way to a connection meanwhile is NotSent."""

    def __init__(
        self, connections: int = 256, *, keep_alive: float = 15.0, lease: Lease | None = None
    ) -> None:
        self._connections = connections
        self._keep_alive = keep_alive
        self._lease = lease or Lease()
        self._session: ClientSession | None = None
        self._servers: dict[tuple[str, str], Connections] = {}

    async def open(self) -> None:
        if self._session is None:
            self._session = self._new_session()

    async def close(self) -> None:
        session, self._session = self._session, None
        for connections in self._servers.values():
            connections.close()
        self._servers.clear()
        if session is not None:
            await session.close()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def send(
        self, url: URL, params: Mapping[str, Any], files: Mapping[str, FilePart], limits: ClientTimeout
    ) -> Awaitable[Answer]:
        """POST one call: JSON, or a form when files go along. Raises NotSent or Unsure, without the token."""
        if files:
            return self._exchange("POST", url, _form(params, files), limits)
        return self._post(url, encode(params), limits)

    def get(self, url: URL, limits: ClientTimeout) -> Awaitable[Answer]:
        return self._exchange("GET", url, None, limits)

    async def _post(self, url: URL, body: bytes, limits: ClientTimeout) -> Answer:
        """The lean way of a plain call."""
        if self._lease.is_over:
            await self._lease.runs()
        if self._session is None:
            raise NotSent("The connection to the Bot API is not open")
        server = url.raw_authority
        connections = self._servers.get((url.scheme, server))
        if connections is None:
            connections = Connections(url.origin(), self._connections, self._keep_alive, self._lease)
            self._servers[url.scheme, server] = connections
        try:
            most = LARGEST_BATCH if url.name == "getUpdates" else LARGEST_ANSWER
            times = (limits.connect, limits.sock_read)
            return await connections.post(url.raw_path_qs, body, *times, most)
        except NotConnectedError as error:
            failure: NetworkError = NotSent(redact(str(error)))
        except BrokenError as error:
            failure = Unsure(str(error))
        except TimeoutError:
            failure = UnsureTimedOut("no answer in time")
        raise failure

    async def _exchange(
        self,
        verb: str,
        url: URL,
        body: bytes | FormData | None,
        limits: ClientTimeout,
    ) -> Answer:
        await self._lease.runs()
        if self._session is None:
            raise NotSent("The connection to the Bot API is not open")
        try:
            async with self._session.request(
                verb, url, data=body, timeout=limits, allow_redirects=False
            ) as answer:
                return answer.status, await _read(answer, LARGEST_FILE if verb == "GET" else LARGEST_ANSWER)
        except (ClientError, OSError) as error:
            failure = _failure(error)
        # Raised out here so that it has no context: aiohttp's own texts name the whole address.
        raise failure

    def _new_session(self) -> ClientSession:
        connector = TCPConnector(
            limit=self._connections, keepalive_timeout=self._keep_alive, ttl_dns_cache=300
        )
        return ClientSession(
            connector=connector,
            cookie_jar=DummyCookieJar(),
            # Answers are short: unpacking them would cost more than it saves.
            skip_auto_headers=("Accept-Encoding", "User-Agent"),
            # What is packed although nobody asked for it may be of any size once it is unpacked.
            auto_decompress=False,
        )


async def _read(answer: ClientResponse, most: int) -> bytes:
    """The answer's body. Raises ClientPayloadError where it is longer than `most` bytes."""
    parts, size = [], 0
    async for part in answer.content.iter_any():
        size += len(part)
        if size > most:
            raise ClientPayloadError("the answer is too long")
        parts.append(part)
    return b"".join(parts)


def encode(params: Mapping[str, Any]) -> bytes:
    """The parameters as a JSON object; what is None is left out."""
    given = {name: value for name, value in params.items() if value is not None}
    try:
        return orjson.dumps(given)
    except orjson.JSONEncodeError:
        # Half a surrogate pair has no UTF-8 form; a question mark is better than no message.
        return json.dumps(given, ensure_ascii=False).encode("utf-8", "replace")


def _form(params: Mapping[str, Any], files: Mapping[str, FilePart]) -> FormData:
    form = FormData()
    for name, value in params.items():
        if value is not None:
            form.add_field(name, _field(value))
    for name, file in files.items():
        form.add_field(name, file.content, filename=file.filename, content_type=file.mime)
    return form


def _field(value: Any) -> str:
    """A form knows text only: nested values travel as JSON."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    return orjson.dumps(value).decode()


def _failure(error: Exception) -> NetworkError:
    name = type(error).__name__
    text = redact(f"{name}: {error}" if str(error) else name)
    if isinstance(error, _NEVER_LEFT):
        return NotSent(text)
    return UnsureTimedOut(text) if isinstance(error, TimeoutError) else Unsure(text)
