"""Streams of events to open chat pages."""

from __future__ import annotations

import asyncio

from bot.emulator.world.event_streams import EventStream


async def test_whoever_reads_a_stream_can_be_ended_while_an_event_comes() -> None:
    stream = EventStream(lambda: None)

    async def read() -> None:
        while True:
            await stream.next(60)

    reader = asyncio.create_task(read())
    await turns(5)
    stream.push(b"data: 1\n\n")
    await turns(1)
    reader.cancel()
    await turns(5)
    assert reader.cancelled()


async def turns(count: int) -> None:
    """Lets everybody else go on so many times."""
    for _ in range(count):
        await asyncio.sleep(0)
