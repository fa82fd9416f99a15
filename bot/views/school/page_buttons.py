"""What turns the pages of an admin's long lists, beside those of buttons.py: their names begin with AL."""

from __future__ import annotations

from dataclasses import dataclass

from bot.learning.school.publication import UploadDraft
from bot.views.callback import Codec


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


TurnPage = CandidatesPage | PeoplePage | StatisticsPage | RetentionPage

codec: Codec[TurnPage] = Codec(
    "AL",
    {"w": CandidatesPage, "e": PeoplePage, "s": StatisticsPage, "k": RetentionPage},
    unions={UploadDraft: {"u": UploadDraft}},
)
pack = codec.pack
parse = codec.parse
