"""Endurance tests: python -m tests.endurance TEST, one of those below. The last line is a JSON object."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Coroutine
from contextlib import ExitStack
from typing import Any

import uvloop

from tests import engine
from tests.endurance.broadcast import broadcast, is_kept
from tests.endurance.lessons import Plan, Result
from tests.endurance.runs import crash, faults, is_flawless, restarts
from tests.endurance.spam import Measure, counts, is_patient, spam


def main() -> int:
    """Exit status 1 where a promise is broken: a tap lost or doubled, say, or a chat reached twice."""
    parser = _parser()
    options = parser.parse_args()
    if getattr(options, "restart_database", 0) and options.engine != "postgres":
        parser.error("--restart-database needs --engine postgres")
    with ExitStack() as stack:
        if options.engine == "postgres":
            options.server = stack.enter_context(engine.at_work(*SAFE))
        runner = stack.enter_context(asyncio.Runner(loop_factory=uvloop.new_event_loop))
        result = runner.run(options.run(options))
    print(json.dumps(result), flush=True)
    return 0 if options.is_well(result) else 1


def at_length(options: argparse.Namespace, to_the_end: bool = False) -> Plan:
    return Plan(options.learners, to_the_end)


SAFE = ("synchronous_commit=on",)
"""What the server has confirmed it must have after a crash of its own."""


def _crash(options: argparse.Namespace) -> Coroutine[Any, Any, Result]:
    if options.restart_database:
        return restarts(options.server, at_length(options), options.restart_database, options.seed)
    return crash(at_length(options), options.kills, options.seed, standbys=int(options.standby))


def _broadcast(options: argparse.Namespace) -> Coroutine[Any, Any, Result]:
    kills = options.takeovers or options.kills
    return broadcast(options.chats, kills, options.seed, int(options.takeovers > 0))


def _parser() -> argparse.ArgumentParser:
    """Each test names its work (`run`) and what must hold of the result (`is_well`)."""
    parser = argparse.ArgumentParser(prog="python -m tests.endurance", description=__doc__)
    tests = parser.add_subparsers(required=True, metavar="crash | faults | broadcast | spam")
    crashes = tests.add_parser("crash", help="kill the bot again and again while learners go on")
    crashes.add_argument("--kills", type=int, default=50)
    crashes.add_argument("--standby", action="store_true", help="another process takes over each time")
    crashes.add_argument("--restart-database", type=int, default=0, metavar="TIMES", help="and kill no bot")
    crashes.set_defaults(run=_crash, is_well=is_flawless)
    bad_days = tests.add_parser("faults", help="let calls of the Bot API go wrong")
    bad_days.add_argument("--rate", type=float, default=0.05, help="share of the calls, 0 to 1")
    bad_days.set_defaults(
        run=lambda o: faults(at_length(o, to_the_end=True), o.rate, o.seed), is_well=is_flawless
    )
    for test in (crashes, bad_days):
        test.add_argument("--learners", type=int, default=200)
    many = tests.add_parser("broadcast", help="kill the bot again and again while it sends to many")
    many.add_argument("--chats", type=int, default=100_000)
    many.add_argument("--kills", type=int, default=20)
    many.add_argument(
        "--takeovers", type=int, default=0, metavar="TIMES", help="kill, with one that stands by"
    )
    many.set_defaults(run=_broadcast, is_well=is_kept)
    hasty = tests.add_parser("spam", help="measure how long others wait beside hasty people")
    hasty.add_argument("--hasty", type=counts, default=(1, 3, 10), help="how many, as in 1,3,10")
    hasty.add_argument("--rounds", type=int, default=5, help="without and with them in turn")
    hasty.add_argument("--seconds", type=float, default=8.0, help="of each measurement")
    hasty.set_defaults(run=lambda o: spam(Measure(o.hasty, o.rounds, o.seconds, o.seed)), is_well=is_patient)
    for test in (crashes, bad_days, many, hasty):
        test.add_argument("--seed", type=int, default=1)
        test.add_argument("--engine", choices=("sqlite", "postgres"), default="sqlite")
    return parser


if __name__ == "__main__":
    sys.exit(main())
