"""How people in an endurance test go about it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

LONGEST_WAIT = 60.0
"""Seconds of a bot at work after which somebody gives up."""

Seen = Callable[[], bool]


class StuckError(Exception):
    """Somebody insisted for long and never saw what had to come."""


@dataclass(frozen=True)
class Manners:
    """In seconds: `think` before each tap, `patience` before pressing again. `worked`: for how long a bot has
    been at work, so that one that is dead for most of the time does not count as one that does not answer."""

    think: float
    patience: float
    worked: Callable[[], float] = time.monotonic
