"""IANA time zones, chosen by a city whose clocks they share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

ZONES = MappingProxyType(
    {
        "honolulu": "Pacific/Honolulu",
        "anchorage": "America/Anchorage",
        "los-angeles": "America/Los_Angeles",
        "denver": "America/Denver",
        "chicago": "America/Chicago",
        "mexico-city": "America/Mexico_City",
        "new-york": "America/New_York",
        "bogota": "America/Bogota",
        "santiago": "America/Santiago",
        "sao-paulo": "America/Sao_Paulo",
        "buenos-aires": "America/Argentina/Buenos_Aires",
        "azores": "Atlantic/Azores",
        "london": "Europe/London",
        "lagos": "Africa/Lagos",
        "berlin": "Europe/Berlin",
        "cairo": "Africa/Cairo",
        "johannesburg": "Africa/Johannesburg",
        "kyiv": "Europe/Kyiv",
        "istanbul": "Europe/Istanbul",
        "nairobi": "Africa/Nairobi",
        "tehran": "Asia/Tehran",
        "dubai": "Asia/Dubai",
        "karachi": "Asia/Karachi",
        "delhi": "Asia/Kolkata",
        "kathmandu": "Asia/Kathmandu",
        "dhaka": "Asia/Dhaka",
        "bangkok": "Asia/Bangkok",
        "singapore": "Asia/Singapore",
        "shanghai": "Asia/Shanghai",
        "tokyo": "Asia/Tokyo",
        "adelaide": "Australia/Adelaide",
        "sydney": "Australia/Sydney",
        "auckland": "Pacific/Auckland",
    }
)
"""City, as a button's data names it -> name in the IANA time zone database. From west to east."""


_REGIONS = (
    *("Africa/", "America/", "Antarctica/", "Arctic/", "Asia/"),
    *("Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"),
)
"""The parts of the database whose names end in a place. Others are called "Central", or "Zulu"."""

_OFFSET = re.compile(r"(?:utc|gmt)\s*([+\-−–])\s*(\d{1,2})(?::?00)?", re.IGNORECASE)


def city_of(zone: str) -> str:
    """ "New York", as the last part of a zone's name says it."""
    return zone.rpartition("/")[2].replace("_", " ")


def short_zone(zone: str) -> str:
    """The same, where those that are called after a distance from UTC have it in their names: "UTC+3"."""
    if found := re.fullmatch(r"Etc/GMT([+-])(\d+)", zone):
        return f"UTC{'+' if found[1] == '-' else '−'}{found[2]}"
    return city_of(zone)


def zone_of(text: str, names: Mapping[str, str]) -> str | None:
    """The time zone that is meant, as the IANA database names it: by its name, by its city, whether a button
    is called so or not, or as "UTC+3". None where there is none. `names`: what each zone is called, its own
    name and its city in any language -> its own name."""
    if offset := _OFFSET.fullmatch(text.strip()):
        return _fixed(offset[1] == "+", int(offset[2]), names)
    wanted = _plain(text)
    whole = {_plain(said): name for said, name in names.items()}
    zones = sorted(set(names.values()))
    cities = {_plain(city_of(name)): name for name in zones if name.startswith(_REGIONS)}
    buttons = {_plain(city): zone for city, zone in ZONES.items()}
    return buttons.get(wanted) or whole.get(wanted) or cities.get(wanted)


def shown_zone(zone: str, now: datetime) -> str:
    """A zone as people read it: those that are called after a distance from UTC have the sign the wrong way
    round in their names."""
    if not zone.startswith("Etc/"):
        return zone
    offset = now.astimezone(ZoneInfo(zone)).utcoffset()
    hours = int(offset.total_seconds() // 3600) if offset else 0
    return f"UTC{'+' if hours > 0 else '−'}{abs(hours)}" if hours else "UTC"


def _fixed(ahead: bool, hours: int, names: Mapping[str, str]) -> str | None:
    name = f"Etc/GMT{'-' if ahead else '+'}{hours}" if hours else "UTC"
    return name if name in names else None


def _plain(text: str) -> str:
    """Case, accents, blanks and points count for nothing; in "Etc/GMT+3" the sign does."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^\w+/-]|_" if "/" in bare else r"[\W_]", "", bare)


def wall(moment: datetime, zone: str) -> datetime:
    """What clocks show there, with the zone."""
    return moment.astimezone(ZoneInfo(zone))


def utc_of(shown: datetime, zone: str) -> datetime:
    """When clocks there show this, which has no zone itself. What summer time skips comes as much later as
    they jump, what it shows twice the first time."""
    return shown.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
