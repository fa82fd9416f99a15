"""Pictures that are drawn for one message: in a process of their own, so that nobody's tap waits for one."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from bot.views import svg_to_png
from bot.views.lettering import is_of_house

AT_ONCE = 2
"""Pictures that are drawn at the same moment."""

IN_LINE = 8
"""Pictures that are drawn or wait for it: whoever waits holds one of the places for chats."""

PATIENCE = 20.0
"""Seconds a picture may take; the largest takes a third of one."""

_HOME = Path(svg_to_png.__file__).parents[2]
_PROGRAM = (sys.executable, "-m", svg_to_png.__name__)


class NotDrawnError(Exception):
    """There is no picture this time; the text says why."""


class Draw:
    """Called with an SVG, it gives the PNG; letters that Inter lacks are the machine's. Raises
    NotDrawnError, at once where many are waiting."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(AT_ONCE)
        self._in_line = 0

    async def __call__(self, svg: str) -> bytes:
        if self._in_line >= IN_LINE:
            raise NotDrawnError("too many pictures are being drawn")
        self._in_line += 1
        try:
            async with self._free:
                return await _drawn(svg)
        finally:
            self._in_line -= 1


async def _drawn(svg: str) -> bytes:
    arguments = () if is_of_house(svg) else (svg_to_png.SYSTEM_FONTS,)
    pipe = asyncio.subprocess.PIPE
    try:
        process = await asyncio.create_subprocess_exec(
            *(*_PROGRAM, *arguments),
            stdin=pipe,
            stdout=pipe,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=_HOME,
            start_new_session=True,  # Ctrl+C is the bot's
        )
    except OSError as error:
        raise NotDrawnError(f"a picture cannot be drawn: {error.strerror}") from error
    try:
        async with asyncio.timeout(PATIENCE):
            png, _ = await process.communicate(svg.encode())
    except TimeoutError as error:
        raise NotDrawnError("a picture was not drawn in time") from error
    finally:
        if process.returncode is None:
            process.kill()
    if process.returncode:
        raise NotDrawnError(f"a picture cannot be drawn: the program ended with {process.returncode}")
    return png
