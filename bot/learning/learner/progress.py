"""What a learner has done, and what has stayed: the matter of /progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.learning.learner.certificate import Certificate
from bot.learning.learner.overview import Overview
from bot.learning.learner.practice import Practice


@dataclass(frozen=True)
class LearnerProgress:
    """`firmness`: (course id, lesson id) -> how likely it is, on the mean, that what the learner was asked in
    that lesson would be known today, from 0 to 1; nothing for lessons of which they were asked nothing."""

    overview: Overview
    practice: Practice
    firmness: Mapping[tuple[str, str], float] = field(default_factory=dict)
    certificates: tuple[Certificate, ...] = ()
