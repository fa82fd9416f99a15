"""What an admin's buttons do: their names begin with A."""

from __future__ import annotations

from dataclasses import dataclass

from bot.learning.school.publication import Draft, FolderDraft, UploadDraft
from bot.learning.school.statistics import ExportKind
from bot.views.callback import Codec


@dataclass(frozen=True)
class OpenMenu:
    pass


@dataclass(frozen=True)
class OpenCourses:
    pass


@dataclass(frozen=True)
class SchoolCoursesPage:
    """Counted from 0, as all pages are."""

    page: int


@dataclass(frozen=True)
class OpenCourse:
    course: str


@dataclass(frozen=True)
class CoursePage:
    course: str
    page: int


@dataclass(frozen=True)
class Reload:
    """Looks what is new in CONTENT_DIR."""


@dataclass(frozen=True)
class ForCourse:
    """The lessons that were sent are for this course."""

    draft: UploadDraft
    course: str


@dataclass(frozen=True)
class OpenDraft:
    """What is new in a draft."""

    draft: Draft


@dataclass(frozen=True)
class AtStep:
    """A step of a draft, counted from 0 through the course."""

    draft: Draft
    course: str
    number: int


@dataclass(frozen=True)
class ViewStep(AtStep):
    """As learners will see it."""


@dataclass(frozen=True)
class TryOption(AtStep):
    """What learners will see who choose this option."""

    option: str


@dataclass(frozen=True)
class TryPart(AtStep):
    """The next part of an answer; `part` counts those before it."""

    part: int
    option: str


@dataclass(frozen=True)
class TakePartBack(AtStep):
    part: int


@dataclass(frozen=True)
class TryParts(AtStep):
    """What was gathered is the answer."""


@dataclass(frozen=True)
class SeeHint(AtStep):
    pass


@dataclass(frozen=True)
class SeeAnswer(AtStep):
    pass


@dataclass(frozen=True)
class Publish:
    draft: Draft


@dataclass(frozen=True)
class Discard:
    draft: Draft


@dataclass(frozen=True)
class Restore:
    """An earlier version of a course, in place of the version that is present."""

    course: str
    version: str
    present: str


@dataclass(frozen=True)
class OpenPeople:
    pass


@dataclass(frozen=True)
class Promote:
    """Makes somebody an admin, as was asked for in a group."""

    admin: int


@dataclass(frozen=True)
class Dismiss:
    admin: int


@dataclass(frozen=True)
class OpenStatistics:
    pass


@dataclass(frozen=True)
class Export:
    what: ExportKind


@dataclass(frozen=True)
class OpenReports:
    pass


@dataclass(frozen=True)
class AnswerReport:
    report: int


@dataclass(frozen=True)
class CloseReport:
    report: int


StepAddress = tuple[Draft, str, int]
"""A step of a draft: the draft, the course's key, the step's number."""
InPreview = ViewStep | TryOption | TryPart | TakePartBack | TryParts | SeeHint | SeeAnswer
OfDraft = ForCourse | OpenDraft | InPreview | Publish | Discard
Action = (
    OpenMenu
    | OpenCourses
    | SchoolCoursesPage
    | OpenCourse
    | CoursePage
    | Reload
    | OfDraft
    | Restore
    | OpenPeople
    | Promote
    | Dismiss
    | OpenStatistics
    | Export
    | OpenReports
    | AnswerReport
    | CloseReport
)

DRAFTS = {"u": UploadDraft, "r": FolderDraft}
"""The letters of the kinds of draft in a button."""

codec: Codec[Action] = Codec(
    "A",
    {
        "m": OpenMenu,
        "c": OpenCourses,
        "g": SchoolCoursesPage,
        "k": OpenCourse,
        "j": CoursePage,
        "l": Reload,
        "w": ForCourse,
        "n": OpenDraft,
        "v": ViewStep,
        "t": TryOption,
        "r": TryPart,
        "u": TakePartBack,
        "y": TryParts,
        "i": SeeHint,
        "h": SeeAnswer,
        "p": Publish,
        "d": Discard,
        "o": Restore,
        "e": OpenPeople,
        "b": Promote,
        "x": Dismiss,
        "s": OpenStatistics,
        "z": Export,
        "q": OpenReports,
        "a": AnswerReport,
        "f": CloseReport,
    },
    unions={Draft: DRAFTS, UploadDraft: {"u": UploadDraft}},
)
pack = codec.pack
parse = codec.parse
