"""What the buttons under a group's messages do.

Each names its group, so that a channel can be set up in private. Whether the presser may do it is checked
with each press.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.learning.group.group import Style
from bot.learning.kinds.base import Finish, Move, Pick, Tick
from bot.views.callback import Codec


class SetupPage(StrEnum):
    """A part of the setup."""

    MAIN = "m"
    COURSE = "c"
    DAYS = "d"
    TIME = "t"
    ZONE = "z"
    SECTIONS = "n"
    STYLE = "q"
    LENGTH = "l"
    LANGUAGE = "g"
    TOPIC = "o"
    STOP = "x"


class NameChoice(StrEnum):
    """How somebody wants to be named on leaderboards."""

    FIRST_NAME = "n"
    ALIAS = "a"
    HIDDEN = "h"


@dataclass(frozen=True)
class GroupButton:
    group: str


@dataclass(frozen=True)
class OpenPage(GroupButton):
    page: SetupPage


@dataclass(frozen=True)
class TurnCourses(GroupButton):
    """Another page of the courses to choose from, counted from 0."""

    page: int


@dataclass(frozen=True)
class ChooseCourse(GroupButton):
    course: str


@dataclass(frozen=True)
class SetDay(GroupButton):
    day: int
    on: bool


@dataclass(frozen=True)
class SetTime(GroupButton):
    """`minute` counts from midnight."""

    minute: int


@dataclass(frozen=True)
class SetZone(GroupButton):
    city: str


@dataclass(frozen=True)
class SetSections(GroupButton):
    count: int


@dataclass(frozen=True)
class SetStyle(GroupButton):
    style: Style


@dataclass(frozen=True)
class SetLength(GroupButton):
    minutes: int


@dataclass(frozen=True)
class SetLanguage(GroupButton):
    """`language`: as Telegram writes it."""

    language: str


@dataclass(frozen=True)
class FollowCourse(GroupButton):
    """The language of the group is that of its course."""


@dataclass(frozen=True)
class SetTopic(GroupButton):
    """`here`: the topic in which the button stands; otherwise General."""

    here: bool


@dataclass(frozen=True)
class Start(GroupButton):
    pass


@dataclass(frozen=True)
class PostFirst(GroupButton):
    """The course's first section, before its time."""


@dataclass(frozen=True)
class Pause(GroupButton):
    pass


@dataclass(frozen=True)
class Stop(GroupButton):
    """The second step of /stop."""


@dataclass(frozen=True)
class PostAgain(GroupButton):
    """What may have arrived, or was refused, once more. `item`: its key; `setup`: it stands in there."""

    item: str
    setup: bool


@dataclass(frozen=True)
class RoundButton(GroupButton):
    number: int


@dataclass(frozen=True)
class PickOption(RoundButton):
    """An option that by itself is the answer."""

    option: str

    @property
    def move(self) -> Move:
        return Pick(self.option)


@dataclass(frozen=True)
class TickOption(RoundButton):
    """Ticks an option for whoever presses, or takes their tick back."""

    option: str

    @property
    def move(self) -> Move:
        return Tick(self.option)


@dataclass(frozen=True)
class SubmitTicked(RoundButton):
    """What was ticked is the answer."""

    @property
    def move(self) -> Move:
        return Finish()


@dataclass(frozen=True)
class CloseRound(RoundButton):
    pass


@dataclass(frozen=True)
class ChooseName:
    wish: NameChoice


SetupAction = (
    OpenPage
    | ChooseCourse
    | SetDay
    | SetTime
    | SetZone
    | SetSections
    | SetStyle
    | SetLength
    | SetLanguage
    | FollowCourse
    | SetTopic
    | Start
    | Pause
    | Stop
)
"""What only an admin of the group may press, in its setup."""

InRound = PickOption | TickOption | SubmitTicked
Action = SetupAction | TurnCourses | PostFirst | PostAgain | InRound | CloseRound | ChooseName

codec: Codec[Action] = Codec(
    "G",
    {
        "s": OpenPage,
        "c": ChooseCourse,
        "d": SetDay,
        "h": SetTime,
        "z": SetZone,
        "n": SetSections,
        "q": SetStyle,
        "l": SetLength,
        "t": SetTopic,
        "g": Start,
        "f": PostFirst,
        "p": Pause,
        "x": Stop,
        "a": PickOption,
        "k": TickOption,
        "y": SubmitTicked,
        "e": CloseRound,
        "m": ChooseName,
        "w": PostAgain,
        "b": TurnCourses,
        "u": SetLanguage,
        "v": FollowCourse,
    },
)
pack = codec.pack
parse = codec.parse
