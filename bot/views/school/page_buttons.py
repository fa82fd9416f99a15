"""What turns the pages of an admin's long lists, what opens what stands beside a draft's step, and what gives
a course as a file, where buttons.py has no letters left: their names begin with AL."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.exporting import ExportTo
from bot.learning.school.publication import Draft, UploadDraft
from bot.views.callback import Codec
from bot.views.school.buttons import DRAFTS, AtStep


@dataclass(frozen=True)
class CandidatesPage:
    """Of the courses that the lessons that were sent may be for. Counted from 0, as all pages are."""

    draft: UploadDraft
    page: int


@dataclass(frozen=True)
class PeoplePage:
    page: int


@dataclass(frozen=True)
class StatisticsPage:
    page: int


@dataclass(frozen=True)
class RetentionPage:
    """Of what stays of the questions."""

    page: int


@dataclass(frozen=True)
class SeeMore(AtStep):
    """Its longer explanation."""


@dataclass(frozen=True)
class SeeDescription(AtStep):
    """What its picture shows, in words."""


@dataclass(frozen=True)
class OpenExports:
    """The formats that this course can be had in."""

    course: str


@dataclass(frozen=True)
class ExportCourse:
    course: str
    to: ExportTo


TurnPage = CandidatesPage | PeoplePage | StatisticsPage | RetentionPage
BesideStep = SeeMore | SeeDescription
OfExport = OpenExports | ExportCourse

codec: Codec[TurnPage | BesideStep | OfExport] = Codec(
    "AL",
    {
        "w": CandidatesPage,
        "e": PeoplePage,
        "s": StatisticsPage,
        "k": RetentionPage,
        "m": SeeMore,
        "d": SeeDescription,
        "x": OpenExports,
        "f": ExportCourse,
    },
    unions={UploadDraft: {"u": UploadDraft}, Draft: DRAFTS},
)
pack = codec.pack
parse = codec.parse
