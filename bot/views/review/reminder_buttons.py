"""What the buttons about reminders do, as typed values: their names begin with M."""

from __future__ import annotations

from dataclasses import dataclass

from bot.learning.learner.place import Mark
from bot.views.callback import Codec


@dataclass(frozen=True)
class OfferButton:
    """Below the end of a lesson: `key` and `visit` are its mark."""

    key: str
    visit: int

    @property
    def mark(self) -> Mark:
        return Mark(self.key, self.visit)


@dataclass(frozen=True)
class AcceptOffer(OfferButton):
    """A reminder at this minute of the day."""

    minute: int


@dataclass(frozen=True)
class AcceptAtOtherTime(OfferButton):
    pass


@dataclass(frozen=True)
class DeclineOffer(OfferButton):
    pass


@dataclass(frozen=True)
class OpenReminder:
    """Shows in this message how it stands."""


@dataclass(frozen=True)
class AskReminderTime:
    """Shows the hours to choose from."""


@dataclass(frozen=True)
class ChooseReminderTime:
    minute: int


@dataclass(frozen=True)
class AskReminderZone:
    """Shows the cities to choose a time zone by."""


@dataclass(frozen=True)
class ChooseReminderZone:
    """A city of bot.learning.time_zones."""

    city: str


@dataclass(frozen=True)
class RemindOfCourse:
    """Whether there is to be one, too, when only the course waits."""

    on: bool


@dataclass(frozen=True)
class StopReminder:
    """No reminders any more."""


@dataclass(frozen=True)
class ResumeReminder:
    """As they were."""


OfferAction = AcceptOffer | AcceptAtOtherTime | DeclineOffer
ReminderAction = (
    OpenReminder
    | AskReminderTime
    | ChooseReminderTime
    | AskReminderZone
    | ChooseReminderZone
    | RemindOfCourse
    | StopReminder
    | ResumeReminder
)

codec: Codec[OfferAction | ReminderAction] = Codec(
    "M",
    {
        "o": AcceptOffer,
        "p": AcceptAtOtherTime,
        "n": DeclineOffer,
        "r": OpenReminder,
        "t": AskReminderTime,
        "m": ChooseReminderTime,
        "z": AskReminderZone,
        "c": ChooseReminderZone,
        "w": RemindOfCourse,
        "s": StopReminder,
        "b": ResumeReminder,
    },
)
pack = codec.pack
parse = codec.parse
