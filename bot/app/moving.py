"""`python -m bot move`: all that one database holds, copied into another that is empty, of either kind."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.app.start import StartError, alone, start_errors
from bot.settings import Settings
from bot.storage import address, whole
from bot.storage.address import Address
from bot.storage.engine import filling, open_database, snapshot
from bot.views.formats import counted


def add_to(commands: Any, run: Callable[[argparse.Namespace], int]) -> None:
    """Its line on the command line."""
    parser = commands.add_parser("move", help="copy all into an empty database, SQLite's or PostgreSQL's")
    parser.add_argument("--from", dest="source", required=True, metavar="URL", help="as DATABASE_URL")
    parser.add_argument("--to", dest="target", required=True, metavar="URL", help="as DATABASE_URL")
    parser.set_defaults(command=run)


async def move(source: str, target: str, tell: Callable[[str], None]) -> None:
    """Nobody may be at work on either meanwhile. `tell` hears how far it is, also from another thread. Raises
    StartError: then the source is as it was, and the target as empty."""
    here, there = _read("--from", source), _read("--to", target)
    if here == there or _same_file(here, there):
        raise StartError("--to: is the same database as --from")
    if isinstance(here, Path) and not here.is_file():
        raise StartError(f"--from: there is no database {here}")
    if isinstance(there, Path) and not there.parent.is_dir():
        raise StartError(f"--to: there is no folder {there.parent}")
    with ExitStack() as stack:
        for where in (here, there):
            stack.enter_context(alone(replace(Settings(), database=where))).tell("all of it is being moved")
            await _bring_up_to_date(where)
        with start_errors():
            rows = await asyncio.to_thread(_copy, here, there, tell)
    tell(f"{counted(rows, 'row')} copied, and found the same there. {here} stays as it is.")


def _read(option: str, text: str) -> Address:
    found = address.read(text)
    if found is None:
        raise StartError(f"{option}: must look like {address.FORMS}")
    return found


def _same_file(here: Address, there: Address) -> bool:
    files = isinstance(here, Path) and isinstance(there, Path) and here.exists() and there.exists()
    return files and Path(str(here)).samefile(str(there))


async def _bring_up_to_date(where: Address) -> None:
    with start_errors():
        await (await open_database(where)).close()


def _copy(here: Address, there: Address, tell: Callable[[str], None]) -> int:
    with snapshot(here) as source, filling(there) as target:
        if not whole.is_new(target):
            raise StartError(f"--to: {there} is not empty; name a new one")
        try:
            return whole.copy(source, target, tell)
        except whole.CopyError as error:
            raise StartError(f"--to: {error}; nothing was changed") from None
