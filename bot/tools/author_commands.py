"""The commands of those who write courses, as the command line has them."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bot.settings import from_environment
from bot.tools import import_command, new_course, pictures, schema, translate
from bot.tools.check import print_report
from bot.tools.check_formats import FORMATS, TEXT
from bot.tools.refusal import ToolRefusedError, look_into, readable


def add_to(commands: Any) -> None:
    """`commands`: the subparsers of the command line."""
    new_course.add_to(commands)
    check = commands.add_parser("check", help="look for mistakes in the courses")
    check.add_argument("folder", nargs="?", type=Path, help="courses, or one course (default: CONTENT_DIR)")
    check.add_argument("--format", choices=FORMATS, default=TEXT, help="github: marks for a workflow's run")
    check.set_defaults(command=_check)
    import_command.add_to(commands)
    schema.add_to(commands)
    translate.add_to(commands)
    drawings = commands.add_parser("pictures", help="draw the PNG beside each SVG of the courses")
    drawings.add_argument("folders", nargs="*", metavar="DIR", help="default: content")
    drawings.set_defaults(command=lambda options: pictures.main(options.folders))


def look_before(folder: Path) -> None:
    """Raises ToolRefusedError where there is no folder that can be read."""
    with readable():
        if not folder.is_dir():
            raise ToolRefusedError(f"{folder}: there is no such folder")
        look_into(folder)


def _check(options: argparse.Namespace) -> int:
    folder = options.folder or from_environment().content_dir
    look_before(folder)
    return print_report(folder, options.format)
