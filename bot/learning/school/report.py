"""A learner's word to the admins that something in a course is not right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

A_DAY = 5
"""Reports that one learner may make within 24 hours."""
MOST_WORDS = 1000
"""Characters of a report, or of the answer to one."""
OPEN_FOR = timedelta(hours=2)
"""So long after it was asked for, a message is taken for the words of a report."""


@dataclass(frozen=True)
class Report:
    """`name` is the learner's first name: all that an admin sees of them."""

    id: int
    name: str
    course_id: str
    step_id: str
    words: str
    answered: bool = False


@dataclass(frozen=True)
class ReportRecord:
    """A report and what became of it. `told`: the admins have it; `delivered`: the learner has the answer."""

    report: Report
    learner_id: int
    told: bool
    delivered: bool


@dataclass(frozen=True)
class AskedForReport:
    """The learner's next message will be the report on this step. `readers`: there are admins."""

    course_id: str
    step_id: str
    readers: bool = True


@dataclass(frozen=True)
class ReportLimitReached:
    """The learner has reported as much as is taken in a day."""


@dataclass(frozen=True)
class ReportTaken:
    """It is written down; these admins are to hear of it. `readers`: there are admins, told or not."""

    report: Report
    admins: tuple[int, ...]
    readers: bool = True


@dataclass(frozen=True)
class ReportTooLong:
    """More characters than are taken; it is still asked for."""

    length: int


@dataclass(frozen=True)
class ReportWithoutWords:
    """A picture, or something else without words; it is still asked for."""


@dataclass(frozen=True)
class AskedForAnswer:
    """The admin's next message will be the answer to this report."""

    report: Report


@dataclass(frozen=True)
class AnswerTo:
    """An admin's next message will be the answer to the report of this id."""

    report_id: int


@dataclass(frozen=True)
class ReportAnswered:
    """These words go to the learner now."""

    report: Report
    learner_id: int
    words: str


@dataclass(frozen=True)
class AnswerArrived:
    """The learner has the answer: the message with it came once more."""

    report: Report


@dataclass(frozen=True)
class AlreadyAnswered:
    """Another admin was quicker, or the learner has had everything about them deleted."""


NextMessage = AskedForReport | AnswerTo
"""What a person's next message is taken for."""
WordsOutcome = (
    ReportTaken
    | ReportLimitReached
    | ReportTooLong
    | ReportWithoutWords
    | ReportAnswered
    | AnswerArrived
    | AlreadyAnswered
)
"""What became of a message that was asked for."""
