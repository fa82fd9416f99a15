"""`new` at the terminal: a course to begin from."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator
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
    for line in _onward(folder):
        print(line)
    return 0


def _onward(folder: Path) -> Iterator[str]:
    """What is done with it, in the order of doing."""
    name = shlex.quote(str(folder))
    write, check = f"python -m bot write {name}", f"python -m bot check {name}"
    width = len(check)
    yield "Next:"
    yield f"  {write:<{width}}  shows in the browser what you save, as learners see it"
    yield f"  {check:<{width}}  names each mistake with its place"
    yield f"  {'python -m bot':<{width}}  teaches all courses in the folder content, or in CONTENT_DIR"
    yield "To a bot that runs already, an admin sends the folder as a .zip, and presses Publish."
