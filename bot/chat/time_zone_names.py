"""The names of all time zones, and the one that somebody means."""

from __future__ import annotations

import asyncio
import zoneinfo
from functools import cache

from bot.learning.time_zones import zone_of


async def zone_named(text: str) -> str | None:
    """The name of the IANA time zone that is meant, however it is written; None where there is none."""
    return zone_of(text, await zone_names())


async def zone_names() -> frozenset[str]:
    return await asyncio.to_thread(_names)


@cache
def _names() -> frozenset[str]:
    """All there are: hundreds of files are read for it."""
    return frozenset(zoneinfo.available_timezones())
