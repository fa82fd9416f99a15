"""How long nobody is answered when another process takes over."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Times:
    """Unix times, each in order: bots were killed, others were ready, and somebody was answered."""

    struck: Sequence[float]
    ready: Sequence[float]
    answered: Sequence[float]


def gaps(times: Times) -> list[float]:
    """Seconds from the last answer before each kill to the first of who took over; a kill after which nobody
    asked for anything has none."""
    found = []
    for struck in times.struck:
        before = bisect_left(times.answered, struck)
        took_over = bisect_left(times.ready, struck)
        if before and took_over < len(times.ready):
            after = bisect_left(times.answered, times.ready[took_over])
            if after < len(times.answered):
                found.append(times.answered[after] - times.answered[before - 1])
    return found


def in_short(times: Times) -> dict[str, float]:
    """Of the gaps; empty where there are none."""
    ordered = sorted(gaps(times))
    if not ordered:
        return {}
    shares = {"p50": 0.5, "p95": 0.95, "worst": 1.0}
    last = len(ordered) - 1
    found = {name: round(ordered[round(share * last)], 2) for name, share in shares.items()}
    return {"takeovers": len(ordered), **found}
