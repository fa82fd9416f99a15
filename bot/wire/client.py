"""Calls to the Bot API as plain dicts: parameters in, the decoded `result` out, no Telegram objects."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from time import perf_counter
from typing import Any, Self

from aiohttp import ClientTimeout
from yarl import URL

from bot.wire.answers import file_of, result_of
from bot.wire.transport import FilePart, Timeouts, Transport

Observe = Callable[[str, str, float], None]
"""Told about every call: the method, "ok" or the exception's name, the seconds it took."""


class Client:
    """One bot at one Bot API server. Failures are `telegram.error` classes, or NotSent and Unsure."""

    def __init__(
        self,
        token: str,
        api_url: str = "https://api.telegram.org",
        *,
        transport: Transport | None = None,
        timeouts: Timeouts | None = None,
        observe: Observe | None = None,
    ) -> None:
        self._base = f"{api_url.rstrip('/')}/bot{token}/"
        self._file_base = f"{api_url.rstrip('/')}/file/bot{token}/"
        self._owned = transport is None
        self._transport = transport or Transport()
        self._timeouts = timeouts or Timeouts()
        self._plain = self._timeouts.limits()
        self._upload = self._timeouts.limits(files=True)
        self._observe = observe
        self._urls: dict[str, URL] = {}

    async def open(self) -> None:
        await self._transport.open()

    async def close(self) -> None:
        """A transport that was handed in stays open."""
        if self._owned:
            await self._transport.close()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: Mapping[str, FilePart] | None = None,
        *,
        read_timeout: float | None = None,
    ) -> Any:
        """The call's `result`. `read_timeout`, in seconds, is for calls that wait on purpose."""
        started = perf_counter()
        outcome = "Cancelled"
        try:
            limits = self._limits(bool(files), read_timeout)
            answer = await self._transport.send(self._url(method), params or {}, files or {}, limits)
            result = result_of(method, *answer)
            outcome = "ok"
        except Exception as error:
            outcome = type(error).__name__
            error.add_note(method)  # Telegram's words alone do not tell what was asked of it
            raise
        finally:
            if self._observe is not None:
                self._observe(method, outcome, perf_counter() - started)
        return result

    async def download(self, file_path: str) -> bytes:
        """The bytes of a file that getFile named. Raises BadRequest where it is not there any more."""
        limits = self._timeouts.of_download()
        return file_of(*await self._transport.get(URL(self._file_base + file_path), limits))

    def _limits(self, files: bool, read_timeout: float | None) -> ClientTimeout:
        if read_timeout is not None:
            return replace(self._timeouts, read=read_timeout).limits(files=files)
        return self._upload if files else self._plain

    def _url(self, method: str) -> URL:
        url = self._urls.get(method)
        if url is None:
            url = self._urls[method] = URL(self._base + method, encoded=True)
        return url

    def __repr__(self) -> str:
        return "Client(…)"
