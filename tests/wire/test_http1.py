"""The lean way of a plain call, against servers that behave and servers that do not."""

from __future__ import annotations

import asyncio
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, suppress

import pytest
from yarl import URL

from bot.wire.http1 import BrokenError, Connections, NotConnectedError
from bot.wire.lease import Lease

Speak = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"


class Peer:
    """A server that speaks as told, and counts its connections."""

    def __init__(self) -> None:
        self.connections = 0
        self.requests: list[bytes] = []


@asynccontextmanager
async def serving(
    speak: Speak, limit: int = 4, keep_alive: float = 15.0
) -> AsyncIterator[tuple[Peer, Connections]]:
    peer = Peer()

    async def met(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        peer.connections += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                size = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                peer.requests.append(head + await reader.readexactly(size))
                await speak(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(met, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    connections = Connections(URL(f"http://127.0.0.1:{port}"), limit, keep_alive, Lease())
    try:
        yield peer, connections
    finally:
        connections.close()
        server.close()


def says(*parts: bytes, end: bool = False) -> Speak:
    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for part in parts:
            writer.write(part)
            await writer.drain()
            await asyncio.sleep(0)
        if end:
            writer.close()

    return speak


async def post(connections: Connections, read: float = 5.0) -> tuple[int, bytes]:
    return await connections.post("/bot1:a/getMe", b"{}", 5.0, read, 2**20)


async def test_calls_one_after_the_other_share_a_connection() -> None:
    async with serving(says(OK)) as (peer, connections):
        assert [await post(connections) for _ in range(3)] == [(200, b"hi")] * 3
    assert peer.connections == 1
    assert peer.requests[0].startswith(b"POST /bot1:a/getMe HTTP/1.1\r\nHost: 127.0.0.1:")
    assert peer.requests[0].endswith(b"\r\n\r\n{}")


async def test_an_answer_in_pieces_or_in_chunks_is_put_together() -> None:
    pieces = [OK[:10], OK[10:40], OK[40:]]
    chunked = b"HTTP/1.1 429 Too Many\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n"
    async with serving(says(*pieces)) as (_, connections):
        assert await post(connections) == (200, b"hi")
    async with serving(says(chunked)) as (_, connections):
        assert await post(connections) == (429, b"abc")


async def test_more_calls_than_connections_wait_for_their_turn() -> None:
    async with serving(says(OK), limit=2) as (peer, connections):
        answers = await asyncio.gather(*(post(connections) for _ in range(20)))
    assert answers == [(200, b"hi")] * 20
    assert peer.connections <= 2


async def test_a_call_that_was_given_up_gives_its_place_to_the_next() -> None:
    async def silence(_: asyncio.StreamReader, __: asyncio.StreamWriter) -> None:
        await asyncio.sleep(30)

    async with serving(silence, limit=1) as (_, connections):
        first = asyncio.create_task(post(connections))
        second = asyncio.create_task(post(connections, read=0.05))
        await asyncio.sleep(0.02)
        first.cancel()
        with pytest.raises(TimeoutError):
            await second


async def test_no_answer_in_time_is_a_timeout_and_the_next_call_has_a_fresh_connection() -> None:
    answers = iter([b"", OK])

    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(next(answers))

    async with serving(speak) as (peer, connections):
        with pytest.raises(TimeoutError):
            await post(connections, read=0.05)
        assert await post(connections) == (200, b"hi")
    assert peer.connections == 2


@pytest.mark.parametrize(
    "words", [b"SSH-2.0-hello\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhi"]
)
async def test_a_server_that_hangs_up_or_speaks_no_http_breaks_the_call(words: bytes) -> None:
    async with serving(says(words, end=True)) as (_, connections):
        with pytest.raises(BrokenError):
            await post(connections)


async def test_a_connection_that_the_server_will_close_is_not_used_again() -> None:
    closing = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi"
    async with serving(says(closing)) as (peer, connections):
        await post(connections)
        await post(connections)
    assert peer.connections == 2


async def test_a_connection_that_was_idle_for_long_is_not_used_again() -> None:
    async with serving(says(OK), keep_alive=0.0) as (peer, connections):
        await post(connections)
        await post(connections)
    assert peer.connections == 2


async def test_where_nobody_listens_nothing_was_sent() -> None:
    connections = Connections(URL("http://127.0.0.1:9"), 1, 15.0, Lease())
    for _ in range(2):  # the failure gives its place back
        with pytest.raises(NotConnectedError):
            await post(connections)


@contextmanager
def black_hole(port: int) -> Iterator[str]:
    """An address that swallows every attempt to connect, as a broken route does: its queue is full."""
    with ExitStack() as stack:
        hole = stack.enter_context(socket.socket())
        hole.bind(("127.0.0.2", port))
        hole.listen(0)
        for _ in range(6):
            caller = stack.enter_context(socket.socket())
            caller.setblocking(False)
            with suppress(BlockingIOError):
                caller.connect(("127.0.0.2", port))
        yield "127.0.0.2"


@pytest.mark.skipif(sys.platform != "linux", reason="127.0.0.2 is there on Linux alone")
async def test_an_address_that_leads_nowhere_is_left_for_the_next_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with serving(says(OK)) as (_, known):
        port = known._port
        connections = Connections(URL(f"http://api.test:{port}"), 4, 15.0, Lease())
        with black_hole(port) as nowhere:

            async def addresses(*_: object, **__: object) -> list[tuple[object, ...]]:
                kind = (socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "")
                return [(*kind, (host, port)) for host in (nowhere, "127.0.0.1")]

            monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", addresses)
            assert await connections.post("/x", b"{}", 5.0, 5.0, 2**20) == (200, b"hi")
        connections.close()


async def test_what_is_no_tls_is_no_connection_and_leaves_none_behind() -> None:
    async with serving(says(OK)) as (peer, plain):
        tls = Connections(URL(f"https://127.0.0.1:{plain._port}"), 4, 15.0, Lease())
        for _ in range(6):  # more often than there are places
            with pytest.raises(NotConnectedError):
                await tls.post("/x", b"{}", 0.2, 5.0, 2**20)
        assert peer.requests == []


async def test_a_connection_that_says_something_unasked_is_not_used_again() -> None:
    forged = b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
    for more in (forged, forged[:20], b"SSH-2.0"):
        async with serving(says(OK + more)) as (peer, connections):
            assert await post(connections) == (200, b"hi")
            assert await post(connections) == (200, b"hi")
        assert peer.connections == 2


async def test_a_server_that_says_go_on_is_waited_for() -> None:
    async with serving(says(b"HTTP/1.1 100 Continue\r\n\r\n", OK)) as (_, connections):
        assert await post(connections) == (200, b"hi")


async def test_an_answer_that_is_too_long_ends_its_connection_and_gives_its_place_back() -> None:
    long = b"HTTP/1.1 200 OK\r\nContent-Length: 3000000\r\n\r\n" + b"x" * 3_000_000
    answers = iter([long, OK])

    async def speak(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(next(answers))
        await writer.drain()

    async with serving(speak, limit=1) as (peer, connections):
        with pytest.raises(BrokenError, match="too long"):
            await post(connections)
        assert await post(connections) == (200, b"hi")
    assert peer.connections == 2
