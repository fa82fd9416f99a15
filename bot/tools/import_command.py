"""`import` at the terminal: its options, and what they ask for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bot.course.formats import NAMES
from bot.course.formats.fitting.fitted import Wish
from bot.tools.importing import Output, WantedImport, run


def add_to(commands: Any) -> None:
    """`commands`: the subparsers of the command line."""
    command = commands.add_parser("import", help="make a course of files from other programs")
    command.add_argument("files", nargs="+", type=Path, metavar="FILE")
    command.add_argument(
        "--to", type=Path, metavar="DIR", help="the course's folder (default: named as FILE)"
    )
    command.add_argument("--as", dest="format", choices=NAMES, default="", help="(default: as it looks)")
    command.add_argument("--title", default="", help="the course's title (default: the one in FILE)")
    command.add_argument("--practice", action="store_true", help="questions are for review only")
    command.add_argument("--preview", action="store_true", help="show what would come of it, write nothing")
    command.add_argument("--strict", action="store_true", help="exit 1 where something had to be left out")
    command.add_argument("--replace", action="store_true", help="also what was changed by hand since")
    command.add_argument("--report", type=Path, metavar="FILE", help="write the report as JSON, too")
    command.set_defaults(command=_import)


def _import(options: argparse.Namespace) -> int:
    wish = Wish(options.title.strip(), options.practice)
    wanted = WantedImport(tuple(options.files), options.to, options.format, wish, options.replace)
    return run(wanted, Output(options.preview, options.strict, options.report))
