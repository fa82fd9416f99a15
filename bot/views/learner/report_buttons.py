"""Reporting a mistake, for learners: the names begin with R."""

from __future__ import annotations

from dataclasses import dataclass

from bot.views.callback import Codec


@dataclass(frozen=True)
class ReportMistake:
    """In the step of this key."""

    step: str


@dataclass(frozen=True)
class NeverMind:
    """Nothing to say after all."""


Action = ReportMistake | NeverMind

codec: Codec[Action] = Codec("R", {"m": ReportMistake, "n": NeverMind})
pack = codec.pack
parse = codec.parse
