"""The command line: python -m tests.benchmarks BENCHMARK, one of those below."""

from __future__ import annotations

import argparse
import sys

try:
    from tests.benchmarks import importing, leaderboard, learners, memory, page, search, start, taps, writing
    from tests.benchmarks.subjects import Load
except ModuleNotFoundError as error:
    print(f"The benchmarks need {error.name}, too: pip install -e '.[bench]'", file=sys.stderr)
    sys.exit(2)


def main() -> None:
    options = _parser().parse_args()
    options.run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description="All on this machine, against a Bot API server of its own. Compare ratios, not seconds.",
    )
    commands = parser.add_subparsers(title="benchmarks", metavar="", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--json", action="store_true", help="print a JSON object as the last line")
    common.add_argument("--rounds", type=_positive, default=5, help="interleaved rounds (default: 5)")
    _add_taps(commands.add_parser("taps", parents=[common], help="a tap's cost, beside two bare echoes"))
    of_learners = commands.add_parser("learners", parents=[common], help="with 1,000 to 1,000,000 learners")
    of_learners.add_argument("--sizes", type=_positive, nargs="+", default=list(learners.SIZES))
    of_learners.set_defaults(run=lambda given: learners.run(given.rounds, tuple(given.sizes), given.json))
    of_start = commands.add_parser("start", parents=[common], help="from nothing to the first answer")
    of_start.set_defaults(run=lambda given: start.run(given.rounds, given.json))
    of_page = commands.add_parser("page", parents=[common], help="on a slow line, until START is there")
    of_page.set_defaults(run=lambda given: page.run(given.rounds, given.json))
    of_import = commands.add_parser("import", parents=[common], help="of a bank of questions")
    of_import.add_argument("--questions", type=_positive, default=10_000, help="in it (default: 10,000)")
    of_import.set_defaults(run=lambda given: importing.run(given.rounds, given.questions, given.json))
    _add_leaderboard(commands.add_parser("leaderboard", parents=[common], help="of a large group"))
    of_search = commands.add_parser("search", parents=[common], help="what finding something takes")
    of_search.add_argument("--courses", type=_positive, nargs="+", default=list(search.COURSES))
    of_search.set_defaults(run=lambda given: search.run(given.rounds, tuple(given.courses), given.json))
    of_write = commands.add_parser("write", parents=[common], help="from saving a lesson to the screen")
    of_write.add_argument("--lessons", type=_positive, default=writing.LESSONS, help="(default: 50)")
    of_write.set_defaults(run=lambda given: writing.run(given.rounds, given.lessons, given.json))
    _add_memory(commands.add_parser("memory", help="what half a year leaves in memory, simulated"))
    return parser


def _add_memory(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print a JSON object as the last line")
    parser.add_argument("--learners", type=_positive, default=memory.LEARNERS, help="(default: 1000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alike", action="store_true", help="all forget as FSRS's own parameters say")
    parser.set_defaults(
        run=lambda given: memory.run(given.learners, given.seed, 0.0 if given.alike else 1.0, given.json)
    )


def _add_leaderboard(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--members", type=_positive, default=500, help="of the group (default: 500)")
    parser.add_argument("--questions", type=_positive, default=150, help="asked there (default: 150)")
    parser.set_defaults(
        run=lambda given: leaderboard.run(given.rounds, given.members, given.questions, given.json)
    )


def _add_taps(parser: argparse.ArgumentParser) -> None:
    load = Load()
    parser.add_argument("--at-once", type=_positive, default=load.at_once, help="learners who tap at once")
    parser.add_argument("--seconds", type=float, default=load.seconds, help="of taps without a pause")
    parser.add_argument("--paced", type=float, default=load.paced, help="seconds of taps at a pace")
    parser.add_argument("--per-second", type=float, default=load.per_second, help="taps a second at a pace")
    engines = "sqlite", "postgres"
    parser.add_argument("--engine", choices=engines, default="sqlite", help="postgres: with both engines")
    parser.set_defaults(run=_taps)


def _taps(given: argparse.Namespace) -> None:
    load = Load(given.at_once, Load.warm_up, given.seconds, given.per_second, given.paced)
    taps.run(given.rounds, load, given.json, given.engine == "postgres")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


if __name__ == "__main__":
    main()
