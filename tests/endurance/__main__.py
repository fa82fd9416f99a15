"""Endurance tests: python -m tests.endurance crash | faults. The last line printed is a JSON object."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys

import uvloop

from tests.endurance.runs import crash, faults, is_flawless


def main() -> int:
    """Exit status 1 where a tap was lost or doubled, or somebody is not where they must be."""
    options = _parser().parse_args()
    if options.test == "crash":
        work = crash(options.learners, options.kills, options.seed)
    else:
        work = faults(options.learners, options.rate, options.seed)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        result = runner.run(work)
    print(json.dumps(result), flush=True)
    return 0 if is_flawless(result) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.endurance", description=__doc__)
    tests = parser.add_subparsers(dest="test", required=True, metavar="crash | faults")
    crashes = tests.add_parser("crash", help="kill the bot again and again while learners go on")
    crashes.add_argument("--kills", type=int, default=50)
    bad_days = tests.add_parser("faults", help="let calls of the Bot API go wrong")
    bad_days.add_argument("--rate", type=float, default=0.05, help="share of the calls, 0 to 1")
    for test in (crashes, bad_days):
        test.add_argument("--learners", type=int, default=200)
        test.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
