"""`schema` at the terminal: the JSON Schema of course files, printed, or put into a course for editors."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bot.course.schema import FOLDER, as_text, schema_files
from bot.tools.refusal import ToolRefusedError, writable


def add_to(commands: Any) -> None:
    """`commands`: the subparsers of the command line."""
    command = commands.add_parser("schema", help="the JSON Schema of course files, by which editors help")
    command.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="a course to put it into")
    command.set_defaults(command=_schema)


def _schema(options: argparse.Namespace) -> int:
    if options.folder is None:
        print(as_text(), end="")
        return 0
    if not options.folder.is_dir():
        raise ToolRefusedError(f"{options.folder}: there is no such folder")
    put_schema(options.folder)
    print(f"{options.folder / FOLDER}: written")
    return 0


def put_schema(course: Path) -> None:
    """Writes it into the course's folder, over what lies there. Raises ToolRefusedError."""
    with writable():
        for name, data in schema_files().items():
            path = course / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
