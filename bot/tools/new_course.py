"""`new` at the terminal: a course to begin from."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from bot.course.reading.slugs import slugify
from bot.course.shelf.names import COURSE_FILE
from bot.course.starter import starter_files
from bot.tools.refusal import ToolRefusedError, readable, writable


def add_to(commands: Any) -> None:
    """`commands`: the subparsers of the command line."""
    command = commands.add_parser("new", help="write a small course to begin from")
    command.add_argument(
        "folder", type=Path, metavar="DIR", help="its folder, such as content/tea; not there yet"
    )
    command.set_defaults(command=_new)


def _new(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    with readable():
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise ToolRefusedError(f"{folder}: is there already; name a folder that is not there yet")
    with writable():
        for name, data in starter_files().items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    print(
        f"{folder}: written; its id is {slugify(folder.resolve().name)}. Begin with {folder / COURSE_FILE}."
    )
    return 0
