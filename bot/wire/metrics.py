"""What the bot is doing, as numbers for Prometheus. No label ever holds anything personal."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from bot.wire.tallies import Durations, EventCount

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """One registry of its own, so that several bots in one process do not mix.

    `handled` and `called` have the shape that Polling, Webhook and Client report with; `watch` adds a number
    that is asked for whenever somebody looks.

    In memory alone: counters begin anew, as Prometheus expects after a restart."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._updates = EventCount("tutorbot_updates", "Updates handled", ["kind", "result"], self._registry)
        self._handling = Durations(
            "tutorbot_handling_seconds", "Time from an update's turn to its end", _SECONDS, self._registry
        )
        self._calls = EventCount(
            "tutorbot_calls", "Calls of the Bot API", ["method", "result"], self._registry
        )
        self._calling = Durations(
            "tutorbot_call_seconds",
            "Time a call of the Bot API took, polling left out",
            _SECONDS,
            self._registry,
        )
        self._errors = Counter(
            "tutorbot_errors", "What went wrong, by kind", ["kind"], registry=self._registry
        )

    def handled(self, kind: str, fine: bool, seconds: float) -> None:
        self._updates.count(kind, "done" if fine else "failed")
        self._handling.observe(seconds)

    def called(self, method: str, result: str, seconds: float) -> None:
        self._calls.count(method, "ok" if result == "ok" else "failed")
        if method != "getUpdates":
            self._calling.observe(seconds)
        if result not in ("ok", "Cancelled"):
            self._errors.labels(result).inc()

    def failed(self, kind: str) -> None:
        """Something else went wrong: the name of what was raised."""
        self._errors.labels(kind).inc()

    def watch(self, name: str, meaning: str, value: Callable[[], float]) -> None:
        Gauge(f"tutorbot_{name}", meaning, registry=self._registry).set_function(value)

    async def page(self) -> bytes:
        return generate_latest(self._registry)
