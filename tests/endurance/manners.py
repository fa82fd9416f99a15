"""How people in an endurance test go about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LONGEST_WAIT = 60.0
"""Seconds after which somebody gives up."""

Seen = Callable[[], bool]


class StuckError(Exception):
    """Somebody insisted for long and never saw what had to come."""


@dataclass(frozen=True)
class Manners:
    """In seconds: `think` before each tap, `patience` before pressing again."""

    think: float
    patience: float
