"""Buttons about announcements and time zones, for learners: their names begin with B."""

from __future__ import annotations

from dataclasses import dataclass

from bot.views.callback import Codec


@dataclass(frozen=True)
class Announcements:
    """Below an announcement: whether the learner wants more of them."""

    broadcast: int
    on: bool


@dataclass(frozen=True)
class ChooseAnnouncements:
    """The same, in the settings."""

    on: bool


@dataclass(frozen=True)
class AskZone:
    """Shows the cities to choose a time zone by."""


@dataclass(frozen=True)
class ChooseZone:
    """A city of bot.learning.time_zones."""

    city: str


@dataclass(frozen=True)
class ShowSettings:
    """Back to the settings."""


Action = Announcements | ChooseAnnouncements | AskZone | ChooseZone | ShowSettings

codec: Codec[Action] = Codec(
    "B",
    {
        "a": Announcements,
        "s": ChooseAnnouncements,
        "z": AskZone,
        "c": ChooseZone,
        "b": ShowSettings,
    },
)
pack = codec.pack
parse = codec.parse
