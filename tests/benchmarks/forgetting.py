"""How a simulated learner forgets: FSRS-6, written down once more from its formulas, with fractions of days.

Own code on purpose: the truth must not share a mistake with the scheduler that is measured, and is asked a
million times. A test compares it with the library `fsrs`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

AGAIN, GOOD, EASY = 1, 3, 4

OF_THE_LEARNER = 0.4
"""How far learners differ in how long the first answer lasts: the standard deviation of its logarithm."""
OF_EACH = 0.1
"""The same of each other parameter, drawn for itself."""
FIRST_ONES = 4
"""The parameters that are the stability after the first answer, one a rating."""


@dataclass(frozen=True)
class Trace:
    """What is left of a question in a memory. `stability` in days; `difficulty` 1 to 10; `at`: days since
    the beginning when it was last thought of."""

    stability: float
    difficulty: float
    at: float


class Forgetting:
    """One learner's: `weights` are FSRS-6's 21 parameters."""

    def __init__(self, weights: tuple[float, ...] = tuple(DEFAULT_PARAMETERS)) -> None:
        self._w = weights
        self._decay = -weights[20]
        self._factor = 0.9 ** (1 / self._decay) - 1

    def chance(self, trace: Trace, at: float) -> float:
        """That it is remembered then: 0 to 1."""
        return float((1 + self._factor * (at - trace.at) / trace.stability) ** self._decay)

    def first(self, right: bool, at: float) -> Trace:
        """After the first answer."""
        rating = GOOD if right else AGAIN
        return Trace(self._w[rating - 1], _bounded(self._first_difficulty(rating)), at)

    def after(self, trace: Trace, right: bool, at: float) -> Trace:
        """After another one, on another day."""
        chance = self.chance(trace, at)
        stability = self._recalled(trace, chance) if right else self._forgotten(trace, chance)
        return Trace(max(stability, 0.001), self._difficulty(trace.difficulty, right), at)

    def _recalled(self, trace: Trace, chance: float) -> float:
        w = self._w
        growth = math.exp(w[8]) * (11 - trace.difficulty) * trace.stability ** -w[9]
        return float(trace.stability * (1 + growth * (math.exp((1 - chance) * w[10]) - 1)))

    def _forgotten(self, trace: Trace, chance: float) -> float:
        w = self._w
        left = w[11] * trace.difficulty ** -w[12] * ((trace.stability + 1) ** w[13] - 1)
        return float(min(left * math.exp((1 - chance) * w[14]), trace.stability / math.exp(w[17] * w[18])))

    def _difficulty(self, difficulty: float, right: bool) -> float:
        w = self._w
        moved = difficulty if right else difficulty + (10 - difficulty) * 2 * w[6] / 9
        return _bounded(w[7] * self._first_difficulty(EASY) + (1 - w[7]) * moved)

    def _first_difficulty(self, rating: int) -> float:
        return self._w[4] - math.exp(self._w[5] * (rating - 1)) + 1


def forgetting_of(random: Random, spread: float = 1.0) -> Forgetting:
    """A learner's own, around FSRS's defaults. `spread` 0: the defaults, as the scheduler takes them."""
    firmness = random.lognormvariate(0, OF_THE_LEARNER * spread)
    own = [random.lognormvariate(0, OF_EACH * spread) for _ in DEFAULT_PARAMETERS]
    factors = [firmness] * FIRST_ONES + own[FIRST_ONES:]
    limits = zip(LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    drawn = zip(DEFAULT_PARAMETERS, factors, limits, strict=True)
    return Forgetting(tuple(min(max(default * factor, low), high) for default, factor, (low, high) in drawn))


def _bounded(difficulty: float) -> float:
    return min(max(difficulty, 1.0), 10.0)
