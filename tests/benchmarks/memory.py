"""What half a year leaves in memory, and what it takes: with the review, with fixed days, and with none."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from statistics import fmean

from tests.benchmarks.schedules import FIXED, FixedDays, House, Never, Schedule
from tests.benchmarks.studying import COMES, DAYS, LESSONS, QUESTIONS, SECONDS, Studied, study

LEARNERS = 1_000
TOLD_EVERY = 10.0

SCHEDULES: dict[str, Callable[[], Schedule]] = {
    "the review": House,
    f"days {', '.join(map(str, FIXED))}": FixedDays,
    "none": Never,
}


@dataclass(frozen=True)
class Remembered:
    """Means over learners. `retention`: what is remembered on the last day; `minutes` and `reviews` of all
    the days together; `right`: the share of the reviews that were right, and `punctual` the same of those
    that were asked within a day of when they were due; None where there were none."""

    retention: float
    minutes: float
    reviews: float
    right: float | None
    punctual: float | None


def simulate(
    make: Callable[[], Schedule], learners: int, seed: int, spread: float, tell: Callable[[int], None]
) -> Remembered:
    """The same seed: the same learners, whatever the schedule. `spread`: how far they differ, 1 or 0."""
    found = []
    for number in range(learners):
        found.append(study(make(), f"{seed}/{number}", spread))
        tell(number + 1)
    return _together(found)


def run(learners: int, seed: int, spread: float, as_json: bool) -> None:
    """Prints a line for each schedule; as the last line, if wished, a JSON object."""
    print(
        f"{learners:,} learners, {DAYS} days, {LESSONS} lessons of {QUESTIONS} questions; they come on"
        f" {COMES:.0%} of the days; {SECONDS[True]} s a review that is right, {SECONDS[False]} s another one."
    )
    results = {
        name: simulate(make, learners, seed, spread, _teller(name)) for name, make in SCHEDULES.items()
    }
    print(f"\n{'':>16}{'remembered':>12}{'minutes':>9}{'reviews':>9}{'right':>8}{'when due':>10}")
    for name, one in results.items():
        shares = "".join(
            f"{'–' if share is None else f'{share:.3f}':>{width}}"
            for share, width in ((one.right, 8), (one.punctual, 10))
        )
        print(f"{name:>16}{one.retention:>12.1%}{one.minutes:>9.1f}{one.reviews:>9.1f}{shares}")
    if as_json:
        found = {name: asdict(one) for name, one in results.items()}
        print(json.dumps({"benchmark": "memory", "learners": learners, "seed": seed} | found))


def _together(found: Iterable[Studied]) -> Remembered:
    everybody = list(found)
    reviews = [right for one in everybody for right in one.reviews]
    punctual = [right for one in everybody for right in one.punctual]
    return Remembered(
        retention=round(fmean(one.retention for one in everybody), 4),
        minutes=round(fmean(one.seconds for one in everybody) / 60, 2),
        reviews=round(len(reviews) / len(everybody), 2),
        right=round(fmean(reviews), 4) if reviews else None,
        punctual=round(fmean(punctual), 4) if punctual else None,
    )


def _teller(name: str) -> Callable[[int], None]:
    """Says now and then how far it is."""
    said = time.monotonic()

    def tell(number: int) -> None:
        nonlocal said
        if time.monotonic() - said >= TOLD_EVERY:
            said = time.monotonic()
            print(f"{name}: {number:,} learners", flush=True)

    return tell
