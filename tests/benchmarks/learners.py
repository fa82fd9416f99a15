"""Whether a tap, and finding what is due, cost the same however many learners are in the database."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.benchmarks import database, due
from tests.benchmarks.script import Script, script
from tests.benchmarks.subjects import CONTENT, bot_api, learner_ids, tutorbot

SIZES = (1_000, 100_000, 1_000_000)
TAPPING = 1_000
"""Learners who tap, spread evenly over all: as many at every size, so that the taps are the same."""
AT_ONCE = 64


def run(rounds: int, sizes: tuple[int, ...], as_json: bool) -> None:
    """Prints the ratios to the smallest size; as the last line, if wished, a JSON object."""
    the_script = script(CONTENT)
    costs: dict[int, list[float]] = {size: [] for size in sizes}
    with tempfile.TemporaryDirectory() as folder:
        filled = {size: _filled(Path(folder), the_script, size) for size in sizes}
        for i in range(1, rounds + 1):
            for size, path in filled.items():
                costs[size].append(_cpu_ms(path, the_script, size))
            line = ", ".join(f"{size:,}: {found[-1]:.3f} ms" for size, found in costs.items())
            print(f"round {i} of {rounds}: {line}", flush=True)
        looks = {size: due.milliseconds(path, learner_ids(TAPPING, of=size)) for size, path in filled.items()}
    _report({size: median(found) for size, found in costs.items()}, looks, rounds, as_json)


def _filled(folder: Path, the_script: Script, size: int) -> Path:
    path, started = folder / f"{size}.db", time.perf_counter()
    database.fill(path, the_script, size)
    seconds, megabytes = time.perf_counter() - started, path.stat().st_size / 1e6
    print(f"{size:,} learners: {megabytes:,.0f} MB, filled in {seconds:.1f} s", flush=True)
    return path


def _cpu_ms(filled: Path, the_script: Script, size: int) -> float:
    """Of one tap, when each learner has warmed up with the first."""
    path = filled.with_name("in-use.db")
    shutil.copyfile(filled, path)
    ids = learner_ids(TAPPING, of=size)
    try:
        with bot_api(the_script, ids) as server, tutorbot(server, path) as subject:
            server.at_once(AT_ONCE, taps=TAPPING)
            before = subject.cpu
            played = server.at_once(AT_ONCE, taps=TAPPING * (len(the_script.data) - 1))
            return 1000 * (subject.cpu - before) / int(played["taps"])
    finally:
        for file in filled.parent.glob("in-use.db*"):
            file.unlink()


def _report(costs: dict[int, float], looks: dict[int, due.Milliseconds], rounds: int, as_json: bool) -> None:
    least = costs[min(costs)]
    print(f"\nMedians of {rounds} interleaved rounds; two API calls a tap.\n")
    print(f"{'learners':>12}{'CPU a tap':>14}{'ratio':>9}")
    for size, cost in costs.items():
        print(f"{size:>12,}{cost:>11.3f} ms{cost / least:>9.3f}")
    for what, first in looks[min(looks)].items():
        print(f"\nTo find what is due for {what} ({due.CARDS} cards each):")
        for size, found in looks.items():
            print(f"{size:>12,}{found[what]:>11.3f} ms{found[what] / first:>9.3f}")
    print(flush=True)
    if as_json:
        summary = {
            "benchmark": "learners",
            "rounds": rounds,
            "cpu_ms": {str(size): round(cost, 4) for size, cost in costs.items()},
            "ratio": {str(size): round(cost / least, 4) for size, cost in costs.items()},
            "due_ms": {str(size): found for size, found in looks.items()},
        }
        print(json.dumps(summary))
