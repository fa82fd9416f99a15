"""Runs the local Bot API by itself: python -m bot.emulator --port 8081 [--journal DIR] [--faults 0.05]."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from bot.emulator.api.faults import Faults
from bot.emulator.web.faulty_server import FaultyServer
from bot.emulator.world.journal import FolderInUseError
from bot.emulator.world.world import World


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bot.emulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8081, help="port to listen on, 0 for a free one")
    parser.add_argument("--journal", type=Path, help="folder that remembers everything between runs")
    parser.add_argument("--faults", type=float, default=0.0, help="share of the calls that go wrong, 0 to 1")
    parser.add_argument("--seed", type=int, default=1, help="which calls go wrong, and how")
    options = parser.parse_args()
    faults = Faults(options.faults, options.seed)
    faults.begin()
    try:
        asyncio.run(_serve(options.host, options.port, options.journal, faults))
    except (FolderInUseError, OSError) as error:
        print(f"python -m bot.emulator: {error}", file=sys.stderr)
        return 1
    return 0


async def _serve(host: str, port: int, journal: Path | None, faults: Faults) -> None:
    stop = asyncio.Event()
    for signal_ in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signal_, stop.set)
    world = World(journal)
    server = FaultyServer(world, faults)
    await server.start(host, port)
    print(f"Local Bot API and chat page: {server.url}", flush=True)
    await stop.wait()
    await server.stop()
    world.close()


if __name__ == "__main__":
    sys.exit(main())
