"""What the event loop counts is told to Prometheus as the library's own numbers are."""

from __future__ import annotations

import re

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

from bot.wire.tallies import Durations, EventCount

BOUNDS = (0.1, 1.0, 2.5)
SECONDS = (0.0, 0.1, 0.11, 1.0, 2.4, 2.5, 7.0)


def page(registry: CollectorRegistry) -> str:
    """Without the times at which the counting began."""
    return re.sub(r"(_created\S* )\S+", r"\1", generate_latest(registry).decode())


def test_what_was_counted_reads_as_the_librarys_counter() -> None:
    ours, its = CollectorRegistry(), CollectorRegistry()
    tally = EventCount("calls", "Calls made", ["method", "result"], ours)
    counter = Counter("calls", "Calls made", ["method", "result"], registry=its)
    assert page(ours) == page(its)
    for labels in (("send", "ok"), ("send", "failed"), ("edit", "ok"), ("send", "ok")):
        tally.count(*labels)
        counter.labels(*labels).inc()
    assert page(ours) == page(its)


def test_what_took_time_reads_as_the_librarys_histogram() -> None:
    ours, its = CollectorRegistry(), CollectorRegistry()
    durations = Durations("seconds", "Time it took", BOUNDS, ours)
    histogram = Histogram("seconds", "Time it took", registry=its, buckets=BOUNDS)
    assert page(ours) == page(its)
    for seconds in SECONDS:
        durations.observe(seconds)
        histogram.observe(seconds)
    assert page(ours) == page(its)
