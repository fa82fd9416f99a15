"""The names of all time zones, and the one that somebody means."""

from __future__ import annotations

import asyncio
import zoneinfo
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from bot.learning.time_zones import zone_of
from bot.views.languages import time_zone_cities
from bot.views.words import languages


async def zone_named(text: str) -> str | None:
    """The name of the IANA time zone that is meant, however it is written; None where there is none."""
    return zone_of(text, await zone_names())


async def zone_names() -> Mapping[str, str]:
    """What each time zone is called: by the IANA database, and its city in each language that the bot speaks
    ("Lissabon", "Москва"; source: CLDR) -> its name in the database."""
    return await asyncio.to_thread(_names, languages().spoken)


@cache
def _names(languages: tuple[str, ...]) -> Mapping[str, str]:
    """All there are: hundreds of files are read for it."""
    zones = zoneinfo.available_timezones()
    cities = {city: zone for city, zone in time_zone_cities(languages).items() if zone in zones}
    return MappingProxyType(cities | {zone: zone for zone in zones})
