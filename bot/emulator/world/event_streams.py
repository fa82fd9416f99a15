"""What the open chat pages hear: one stream a page, closed when it does not keep up."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

import orjson

MOST_WAITING = 1000


class EventStream:
    """The events of one person that one page has not read yet, as text/event-stream."""

    def __init__(self, on_overrun: Callable[[], None]) -> None:
        self._events: asyncio.Queue[bytes | None] = asyncio.Queue(MOST_WAITING)
        self._on_overrun = on_overrun

    def push(self, event: bytes) -> None:
        if self._events.full():
            self.close()
            self._on_overrun()
        else:
            self._events.put_nowait(event)

    def close(self) -> None:
        """Nothing more will come; what waits is thrown away."""
        while not self._events.empty():
            self._events.get_nowait()
        self._events.put_nowait(None)

    async def next(self, timeout: float) -> bytes | None:  # noqa: ASYNC109
        """The next event, a comment when none came for `timeout` seconds, None when the stream is closed."""
        try:
            # wait_for would drop a cancellation that comes with an event, and never end.
            async with asyncio.timeout(timeout):
                return await self._events.get()
        except TimeoutError:
            return b": still here\n\n"


class EventStreams:
    """All open streams, by person."""

    def __init__(self) -> None:
        self._open: defaultdict[int, set[EventStream]] = defaultdict(set)

    def open(self, person_id: int, on_overrun: Callable[[], None]) -> EventStream:
        """A stream from now on; on_overrun is called when it is closed for being read too slowly."""
        stream = EventStream(on_overrun)
        self._open[person_id].add(stream)
        return stream

    def leave(self, person_id: int, stream: EventStream) -> None:
        self._open[person_id].discard(stream)
        if not self._open[person_id]:
            del self._open[person_id]

    def people(self) -> list[int]:
        return list(self._open)

    def publish(self, people: Iterable[int], event: str, data: Any) -> None:
        streams = [stream for person in people if person in self._open for stream in self._open[person]]
        if streams:
            encoded = encode(event, data)
            for stream in streams:
                stream.push(encoded)

    def close(self) -> None:
        for streams in self._open.values():
            for stream in streams:
                stream.close()


def encode(event: str, data: Any) -> bytes:
    return b"event: %b\ndata: %b\n\n" % (event.encode(), orjson.dumps(data))
