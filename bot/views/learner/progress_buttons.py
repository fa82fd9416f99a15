"""Buttons about what is drawn of a learner's progress: their names begin with P."""

from __future__ import annotations

from dataclasses import dataclass

from bot.learning.learner.learner import Theme
from bot.views.callback import Codec


@dataclass(frozen=True)
class ChooseTheme:
    theme: Theme


@dataclass(frozen=True)
class ChooseWeeks:
    """Whether the weeks with practice are counted."""

    on: bool


@dataclass(frozen=True)
class ProgressPage:
    """Another page of the courses, counted from 0."""

    page: int


Action = ChooseTheme | ChooseWeeks | ProgressPage

codec: Codec[Action] = Codec("P", {"t": ChooseTheme, "w": ChooseWeeks, "p": ProgressPage})
pack = codec.pack
parse = codec.parse
