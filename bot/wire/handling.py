"""Handling one update, whichever way it came in."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

RawUpdate = dict[str, Any]
Handle = Callable[[RawUpdate], Awaitable[object]]
Keep = Callable[[RawUpdate], Awaitable[bool]]
"""Keeps an update whose handling has begun, so that it is not lost if the process dies; whether it did."""
Handled = Callable[[str, bool, float], None]
"""Told about every update that is done: its kind, whether its handler returned, the seconds it took."""

HOLD = 1.0
"""Seconds that an update may be in work and not confirmed: then it is kept, and counts as done."""

_log = logging.getLogger(__name__)


async def keeps_nothing(_: RawUpdate) -> bool:
    """For those who have nowhere to keep it: it is confirmed only when it is done."""
    return False


@dataclass(frozen=True)
class Handling:
    """What is done with an update, and with one that takes longer than a moment. `is_held_up`: whether it is
    known already that one will."""

    handle: Handle
    keep: Keep = keeps_nothing
    is_held_up: Callable[[RawUpdate], bool] = lambda _: False


class UnreadableError(Exception):
    """The update is not as the Bot API sends them; the text says what was met, and nothing personal."""


async def attend(handle: Handle, update: RawUpdate, told: Handled | None = None) -> None:
    """Run the handler. One that raises is logged, and its update is done all the same.

    The handler answers for its own failures; the same update again would meet the same mistake again.
    """
    started = perf_counter()
    fine = False
    try:
        await handle(update)
        fine = True
    except UnreadableError as error:
        _log.error("Update %s (%s) cannot be read: %s", update.get("update_id"), kind_of(update), error)
    except Exception as error:
        _log.error("Update %s (%s) failed: %s", update.get("update_id"), kind_of(update), trail(error))
    if told is not None:
        told(kind_of(update), fine, perf_counter() - started)


def kind_of(update: RawUpdate) -> str:
    """The name of what the update holds: message, callback_query …"""
    return next((name for name in update if name != "update_id"), "empty")


_STEPS = 12
"""The last steps to where something was raised: what nests deeply takes a thousand."""


def trail(error: BaseException) -> str:
    """What was raised and where, without its words: those may quote a person's."""
    frames = traceback.extract_tb(error.__traceback__)
    steps = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-_STEPS:])
    return f"{type(error).__name__} at {steps}" if steps else type(error).__name__
