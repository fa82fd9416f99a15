"""What a learner's buttons do, as typed values that fit into callback data."""

from __future__ import annotations

from dataclasses import dataclass

from bot.learning.learner.learner import Pictures
from bot.views.callback import Codec
from bot.views.learner.answer_buttons import (
    Check,
    Choose,
    Hint,
    PlaceButton,
    PressPart,
    Retry,
    Reveal,
    TakeBack,
    ToggleTick,
)


@dataclass(frozen=True)
class Next(PlaceButton):
    pass


@dataclass(frozen=True)
class Back(PlaceButton):
    pass


@dataclass(frozen=True)
class Jump:
    """To a lesson or a step."""

    key: str


@dataclass(frozen=True)
class Again:
    """To a question, open once more."""

    key: str


@dataclass(frozen=True)
class ShowResult:
    """To the result of a course whose end was reached."""

    course: str


@dataclass(frozen=True)
class Begin:
    """Begins a course, or shows the place in it."""

    course: str


@dataclass(frozen=True)
class Restart:
    """Ends this run of a course and begins the next."""

    course: str
    run: int


@dataclass(frozen=True)
class Cover:
    """Shows what a course is about."""

    course: str


@dataclass(frozen=True)
class Lessons:
    course: str


@dataclass(frozen=True)
class LessonsPage:
    """Of the lessons that this message lists another page, counted from 0."""

    course: str
    page: int


@dataclass(frozen=True)
class OpenContents:
    """Lists a lesson's sections and questions in this message; the page is counted from 0."""

    lesson: str
    page: int


@dataclass(frozen=True)
class CoursesPage:
    page: int


@dataclass(frozen=True)
class ResourcesPage:
    course: str
    page: int


@dataclass(frozen=True)
class Describe:
    """A section's picture in words."""

    step: str


@dataclass(frozen=True)
class More:
    """A step's longer explanation."""

    step: str


@dataclass(frozen=True)
class ChoosePictures:
    pictures: Pictures


@dataclass(frozen=True)
class Forget:
    """The second step of /forget: `sure` deletes."""

    sure: bool


CourseAction = (
    Next
    | Back
    | Retry
    | Choose
    | ToggleTick
    | Check
    | PressPart
    | TakeBack
    | Hint
    | Reveal
    | Jump
    | Again
    | ShowResult
    | Begin
    | Restart
)
"""What moves a learner, or answers a question."""

CourseOverview = Lessons | LessonsPage | ResourcesPage | Cover
OverviewAction = CourseOverview | OpenContents | CoursesPage | ChoosePictures | Forget
"""What moves nobody, and shows what is around the course."""

Action = CourseAction | OverviewAction | Describe | More

codec: Codec[Action] = Codec(
    "",
    {
        "n": Next,
        "b": Back,
        "y": Retry,
        "a": Choose,
        "t": ToggleTick,
        "k": Check,
        "h": Hint,
        "v": Reveal,
        "j": Jump,
        "o": Again,
        "e": ShowResult,
        "g": Begin,
        "r": Restart,
        "c": Cover,
        "l": Lessons,
        "m": LessonsPage,
        "s": OpenContents,
        "q": CoursesPage,
        "x": ResourcesPage,
        "d": Describe,
        "w": More,
        "i": PressPart,
        "u": TakeBack,
        "p": ChoosePictures,
        "f": Forget,
    },
)
pack = codec.pack
parse = codec.parse
