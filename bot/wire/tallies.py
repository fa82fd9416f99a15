"""Numbers that the event loop alone counts, as Prometheus reads them.

The library's own may be counted by several threads: they take a lock for each number, nine of them for a tap.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from time import time

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString


class EventCount(Collector):
    """How often something happened, by the values of its `labels`."""

    def __init__(self, name: str, meaning: str, labels: Sequence[str], registry: CollectorRegistry) -> None:
        self._name, self._meaning, self._labels = name, meaning, labels
        self._counts: dict[tuple[str, ...], int] = {}
        self._since: dict[tuple[str, ...], float] = {}
        registry.register(self)

    def count(self, *labels: str) -> None:
        if labels in self._counts:
            self._counts[labels] += 1
        else:
            self._counts[labels] = 1
            self._since[labels] = time()

    def collect(self) -> Iterator[CounterMetricFamily]:
        found = CounterMetricFamily(self._name, self._meaning, labels=self._labels)
        for labels, count in self._counts.items():
            found.add_metric(labels, count, created=self._since[labels])
        yield found


class Durations(Collector):
    """How long something took, in seconds: how often up to each of the `bounds`, which go up."""

    def __init__(self, name: str, meaning: str, bounds: Sequence[float], registry: CollectorRegistry) -> None:
        self._name, self._meaning, self._bounds = name, meaning, bounds
        self._counts = [0] * (len(bounds) + 1)
        self._sum = 0.0
        self._since = time()
        registry.register(self)

    def observe(self, seconds: float) -> None:
        self._counts[bisect_left(self._bounds, seconds)] += 1
        self._sum += seconds

    def collect(self) -> Iterator[HistogramMetricFamily]:
        bounds = [*map(floatToGoString, self._bounds), "+Inf"]
        buckets = list(zip(bounds, accumulate(self._counts), strict=True))
        found = HistogramMetricFamily(self._name, self._meaning, buckets, self._sum)
        found.add_sample(f"{self._name}_created", {}, self._since)
        yield found
