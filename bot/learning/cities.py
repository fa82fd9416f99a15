"""Time zones as people know them: by a city whose clocks they share."""

from __future__ import annotations

from types import MappingProxyType

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


def city_of(zone: str) -> str:
    """ "New York", as the last part of a zone's name says it."""
    return zone.rpartition("/")[2].replace("_", " ")
