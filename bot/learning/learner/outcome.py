"""What happened: what a use case decided, for the views to draw. A refusal is an outcome like any other."""

from __future__ import annotations

from dataclasses import dataclass

from bot.course.model import Step
from bot.learning.kinds.base import Verdict
from bot.learning.learner.standing import Standing


@dataclass(frozen=True)
class Shown:
    """The learner is at a place that wants a message of its own: moved there, or asked to see it again."""

    standing: Standing


@dataclass(frozen=True)
class Graded:
    """An answer was counted; the question's message changes."""

    standing: Standing
    verdict: Verdict


@dataclass(frozen=True)
class Redrawn:
    """The place is the same, its message may look different: a hint, a tick, or a tap that came twice."""

    standing: Standing


@dataclass(frozen=True)
class Stale:
    """The tap was for a place the learner has left: nothing changed. `again`: the message with the present
    place is not in sight and has to be sent once more."""

    standing: Standing
    again: bool


@dataclass(frozen=True)
class NothingChosen:
    """An answer was to be checked that has nothing in it."""


@dataclass(frozen=True)
class Described:
    """The learner asked what a step's picture shows."""

    step: Step


@dataclass(frozen=True)
class Explained:
    """The learner asked for a step's longer explanation."""

    step: Step


@dataclass(frozen=True)
class NotAnAnswer:
    """Words that the open question has no use for."""

    standing: Standing


@dataclass(frozen=True)
class NotBegun:
    """There is no place yet: the learner has to choose a course first."""


@dataclass(frozen=True)
class Gone:
    """The course, lesson or picture that the button or link spoke of is not there (any more)."""


Outcome = (
    Shown | Graded | Redrawn | Stale | NothingChosen | Described | Explained | NotAnAnswer | NotBegun | Gone
)
