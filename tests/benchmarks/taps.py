"""What a tap costs: this bot with everything on, beside the bare echoes of two frameworks."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path
from statistics import median

from bot.storage.address import Address
from tests.benchmarks import database
from tests.benchmarks.script import Script, script
from tests.benchmarks.subjects import (
    CONTENT,
    Cost,
    Load,
    Server,
    Subject,
    bot_api,
    echo,
    learner_ids,
    measure,
    tutorbot,
)

LEARNERS = 10_000
PTB, AIOGRAM, TUTORBOT = "python-telegram-bot", "aiogram", "tutorbot"
WITH_POSTGRES = "tutorbot, PostgreSQL"
VERSIONS = {name: version(name) for name in (PTB, AIOGRAM)}


def run(rounds: int, load: Load, as_json: bool, postgres: bool = False) -> None:
    """Prints a table of medians; as the last line, if wished, a JSON object. With `postgres`, the bot is
    measured with both engines."""
    the_script = script(CONTENT)
    subjects = (PTB, AIOGRAM, TUTORBOT, *([WITH_POSTGRES] if postgres else []))
    costs: dict[str, list[Cost]] = {name: [] for name in subjects}
    for i in range(1, rounds + 1):
        for name, found in costs.items():
            found.append(_one(name, the_script, load))
        print(
            f"round {i} of {rounds}: " + _line({name: found[-1] for name, found in costs.items()}), flush=True
        )
    medians = {name: _medians(found) for name, found in costs.items()}
    _print_table(medians, rounds, load)
    if as_json:
        print(json.dumps(_summary(medians, rounds)))


def _one(name: str, the_script: Script, load: Load) -> Cost:
    with bot_api(the_script, learner_ids(LEARNERS)) as server, _subject(name, server, the_script) as subject:
        return measure(subject, server, load)


@contextmanager
def _subject(name: str, server: Server, the_script: Script) -> Iterator[Subject]:
    if name in (TUTORBOT, WITH_POSTGRES):
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            path = Path(folder) / "bench.db"
            database.fill(path, the_script, LEARNERS)
            where: Address = path
            if name == WITH_POSTGRES:
                where = stack.enter_context(database.on_postgres(path))
            with tutorbot(server, where, Path(folder)) as subject:
                yield subject
            if database.counted(where, the_script) != server.taps:
                raise SystemExit("the bot did not record every answer")
    else:
        with echo({PTB: "echo_ptb", AIOGRAM: "echo_aiogram"}[name], server) as subject:
            yield subject


def _medians(costs: list[Cost]) -> Cost:
    return Cost(**{field.name: median(getattr(cost, field.name) for cost in costs) for field in fields(Cost)})


def _line(costs: dict[str, Cost]) -> str:
    return ", ".join(f"{name} {cost.cpu_ms:.3f} ms" for name, cost in costs.items())


def _print_table(costs: dict[str, Cost], rounds: int, load: Load) -> None:
    print(
        f"\nTwo API calls a tap; medians of {rounds} interleaved rounds; {load.at_once} learners at once for"
        f" CPU and taps/s, {load.per_second:.0f} taps/s for the waits.\n"
    )
    print(f"{'':32}{'CPU a tap':>12}{'taps/s':>9}{'p50':>11}{'p99':>11}{'memory':>10}")
    for name, cost in costs.items():
        label = name if name not in VERSIONS else f"{name} {VERSIONS[name]}, bare"
        print(
            f"{label:32}{cost.cpu_ms:>9.3f} ms{cost.taps_per_s:>9.0f}{cost.p50_ms:>8.2f} ms"
            f"{cost.p99_ms:>8.2f} ms{cost.memory_mb:>7.0f} MB"
        )
    pairs = [(TUTORBOT, PTB), (TUTORBOT, AIOGRAM), (WITH_POSTGRES, TUTORBOT)]
    for one, name in pairs[: len(costs) - 1]:
        ratio = _ratio(costs, name, one)
        label = f"{one} / {name}" if one == TUTORBOT else "PostgreSQL / SQLite"
        print(
            f"{label:32}{ratio('cpu_ms'):>12.3f}{ratio('taps_per_s'):>9.1f}"
            f"{ratio('p50_ms'):>11.2f}{ratio('p99_ms'):>11.2f}{ratio('memory_mb'):>10.2f}"
        )
    print(flush=True)


def _summary(costs: dict[str, Cost], rounds: int) -> dict[str, object]:
    ptb, aiogram = _ratio(costs, PTB), _ratio(costs, AIOGRAM)
    return {
        "benchmark": "taps",
        "rounds": rounds,
        "cpu_ratio_ptb": round(ptb("cpu_ms"), 4),
        "cpu_ratio_aiogram": round(aiogram("cpu_ms"), 4),
        "p99_ratio_ptb": round(ptb("p99_ms"), 4),
        "p99_ratio_aiogram": round(aiogram("p99_ms"), 4),
        "memory_ratio_aiogram": round(aiogram("memory_mb"), 4),
        **costs[TUTORBOT].as_dict(),
        "subjects": {name: cost.as_dict() for name, cost in costs.items()},
    }


def _ratio(costs: dict[str, Cost], name: str, of: str = TUTORBOT) -> Callable[[str], float]:
    return lambda field: float(getattr(costs[of], field) / getattr(costs[name], field))
