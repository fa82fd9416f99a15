"""Cities to choose a time zone by, each with the time that its clocks show."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.learning.time_zones import ZONES, city_of
from bot.views.words import Words

A_ROW = 2
"""Cities that stand beside each other on a phone."""


class CityClock(NamedTuple):
    """`city`: as a button's data names it."""

    city: str
    zone: str
    label: str


def city_clocks(words: Words, now: datetime) -> tuple[CityClock, ...]:
    """From west to east."""
    return tuple(
        CityClock(
            city,
            zone,
            words.word("time_in_city", time=words.formats.time(now, zone), city=city_of(zone)),
        )
        for city, zone in ZONES.items()
    )
