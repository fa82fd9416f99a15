"""What an admin's buttons do around broadcasts: their names begin with AB."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.views.callback import Codec


@dataclass(frozen=True)
class OpenBroadcasts:
    """The newest broadcasts, and the way to a new one: the entrance."""


@dataclass(frozen=True)
class NewBroadcast:
    """A new draft: the admin's next message is to be sent."""


@dataclass(frozen=True)
class AnnounceNews:
    """A new draft that tells of a lesson or a course, by its key."""

    key: str


class DraftPage(StrEnum):
    """What the card of a broadcast shows."""

    CARD = "c"
    AUDIENCE = "a"
    TIME = "t"
    QUIET = "q"
    CANCEL = "x"
    """Are you sure?"""


@dataclass(frozen=True)
class OpenBroadcast:
    broadcast: int
    page: DraftPage


class AudienceKind(StrEnum):
    """An audience; its value is a course's key, a number of days, a language, or "-"."""

    EVERYONE = "e"
    LEARNING = "c"
    FINISHED = "f"
    UNSEEN = "u"
    SPEAKING = "l"
    GROUPS = "g"
    CHANNELS = "h"


@dataclass(frozen=True)
class ChooseAudience:
    broadcast: int
    kind: AudienceKind
    value: str


class TimeChoice(StrEnum):
    NOW = "n"
    HOUR = "h"
    """In an hour."""
    EVENING = "e"
    """The next 18:00."""
    MORNING = "m"
    """Tomorrow at 9:00."""
    TYPED = "t"
    """As the admin's next message says."""


@dataclass(frozen=True)
class ChooseTime:
    broadcast: int
    time: TimeChoice


@dataclass(frozen=True)
class ChooseLocal:
    broadcast: int
    local: bool


@dataclass(frozen=True)
class ChooseQuiet:
    broadcast: int
    start: int
    end: int


class SteeringAction(StrEnum):
    PREVIEW = "p"
    SEND = "s"
    DISCARD = "d"
    PAUSE = "z"
    RESUME = "r"
    CANCEL = "x"
    FILE = "f"


@dataclass(frozen=True)
class SteerBroadcast:
    broadcast: int
    verb: SteeringAction


@dataclass(frozen=True)
class ResendBroadcast:
    """Once more to those of whom nobody knows; `resends`: how often that had been done."""

    broadcast: int
    resends: int


@dataclass(frozen=True)
class DecideHold:
    """One that is on hold is sent after all, or let be; `holds`: how often it had been on hold."""

    broadcast: int
    holds: int
    send: bool


@dataclass(frozen=True)
class AudiencePage:
    """Another page of the courses whose learners a draft may be for."""

    broadcast: int
    page: int


DraftChoice = ChooseAudience | ChooseTime | ChooseLocal | ChooseQuiet
Action = (
    OpenBroadcasts
    | NewBroadcast
    | AnnounceNews
    | OpenBroadcast
    | AudiencePage
    | DraftChoice
    | SteerBroadcast
    | ResendBroadcast
    | DecideHold
)

codec: Codec[Action] = Codec(
    "AB",
    {
        "": OpenBroadcasts,
        "n": NewBroadcast,
        "g": AnnounceNews,
        "o": OpenBroadcast,
        "a": ChooseAudience,
        "t": ChooseTime,
        "l": ChooseLocal,
        "q": ChooseQuiet,
        "d": SteerBroadcast,
        "u": ResendBroadcast,
        "h": DecideHold,
        "p": AudiencePage,
    },
)
pack = codec.pack
parse = codec.parse
