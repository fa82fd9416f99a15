"""`export --what course`: a course as a file of another program, or nothing is written."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.course.exporting import ENDINGS, ExportFormat
from bot.course.exporting.export import CourseExport, Written
from bot.course.exporting.losses import Loss, LossKind
from bot.course.exporting.report import as_data, line_of_loss, summary
from bot.course.library import Library
from bot.course.model import Course
from bot.course.reading.loader import load_course, load_library
from bot.course.reading.mistakes import Mistake
from bot.course.shelf.shelf import Shelf
from bot.settings import from_environment
from bot.tools.check import print_mistakes
from bot.tools.refusal import ToolRefusedError
from bot.views.course_messages import in_words

COURSE = "course"
"""What `--what` calls it."""


@dataclass(frozen=True)
class WantedExport:
    """`course`: an id, a folder's name in CONTENT_DIR, or a path. `replace`: FILE may be there already;
    `strict`: what is left out is reason for exit status 1; `report`: the file where it goes as JSON."""

    course: str
    file: Path
    replace: bool = False
    strict: bool = False
    report: Path | None = None


def add_to(commands: Any, numbers: Sequence[str], command: Callable[[argparse.Namespace], int]) -> None:
    """`commands`: the subparsers of the command line. `numbers`: what else can be exported."""
    rows = commands.add_parser("export", help="numbers as CSV without names, or a course for other programs")
    rows.add_argument("--what", choices=(*numbers, COURSE), default=numbers[0], help=f"default: {numbers[0]}")
    rows.add_argument("names", nargs="+", metavar="FILE", help="for a course: COURSE FILE")
    rows.add_argument("--replace", action="store_true", help="a course: FILE may be there already")
    rows.add_argument("--strict", action="store_true", help="a course: exit 1 where a step loses something")
    rows.add_argument("--report", type=Path, metavar="JSON", help="a course: write the report there, too")
    endings = ", ".join(f"{ending} {one.name}" for ending, one in ENDINGS.items())
    rows.epilog = f"How the name of a course's FILE ends tells its format: {endings}."
    rows.set_defaults(command=command)


def only_file(options: argparse.Namespace) -> Path:
    """Of numbers. Raises ToolRefusedError."""
    if len(options.names) != 1:
        raise ToolRefusedError(f"export --what {options.what}: name one file")
    return Path(options.names[0])


def of(options: argparse.Namespace) -> WantedExport:
    """Raises ToolRefusedError."""
    if len(options.names) != 2:
        raise ToolRefusedError("export --what course: name a course and a file, as in: tea tea.gift")
    course, file = options.names
    return WantedExport(course, Path(file), options.replace, options.strict, options.report)


def run(wanted: WantedExport) -> int:
    """The exit status: 0, or 1 where something was left out and that is not wanted. Raises
    ToolRefusedError; then nothing is written."""
    format_ = _format(wanted.file)
    with _one_line():
        _look_at_file(wanted)
        course, folder = _course(wanted.course)
        job = CourseExport(course, folder, datetime.now(UTC), in_words)
        written = format_.write(job)
        _write(wanted.file, written)
        if wanted.report:
            data = json.dumps(as_data(written, job.lost.all, in_words), ensure_ascii=False, indent=2)
            wanted.report.write_text(f"{data}\n", "utf-8")
    _print(wanted.file, written, job.lost.all)
    return 1 if wanted.strict and any(one.kind is LossKind.LEFT_OUT for one in job.lost.all) else 0


def _print(file: Path, written: Written, losses: tuple[Loss, ...]) -> None:
    print(in_words(summary(str(file), written)))
    for loss in losses:
        print(in_words(line_of_loss(loss)), file=sys.stderr)


def _format(file: Path) -> ExportFormat:
    found = ENDINGS.get(file.suffix.lower())
    if found is None:
        known = ", ".join(f"{ending} ({one.name})" for ending, one in ENDINGS.items())
        raise ToolRefusedError(f"{file}: the ending tells the format; I can write {known}")
    return found


def _look_at_file(wanted: WantedExport) -> None:
    if wanted.file.is_dir():
        raise ToolRefusedError(f"{wanted.file}: is a folder; name a file in it")
    if os.path.lexists(wanted.file) and not wanted.replace:
        raise ToolRefusedError(f"{wanted.file}: exists already; name a file that does not, or say --replace")


def _course(name: str) -> tuple[Course, Path]:
    """The course, and where its files lie."""
    if os.sep in name:
        return _sound(load_course(Path(name)), name), Path(name)
    content = from_environment().content_dir
    if not content.is_dir():
        raise ToolRefusedError(f"CONTENT_DIR: there is no folder {content}")
    elsewhere = Shelf(content).elsewhere()
    library = load_library(content, elsewhere)
    if not isinstance(library, Library):
        print_mistakes(library, content)
        raise ToolRefusedError(f"{content}: {len(library)} to mend before a course can be exported")
    return _found(library, name, content, elsewhere)


def _found(library: Library, name: str, content: Path, elsewhere: Mapping[str, Path]) -> tuple[Course, Path]:
    by_folder = {folder: course_id for course_id, folder in library.folders.items()}
    course = library.course(name) or library.course(by_folder.get(name, ""))
    if course is None:
        known = ", ".join(one.id for one in library.courses)
        raise ToolRefusedError(f"{name}: there is no such course in {content}; there are {known}")
    folder = library.folders[course.id]
    return course, elsewhere.get(folder, content / folder)


def _sound(loaded: Course | tuple[Mistake, ...], name: str) -> Course:
    if isinstance(loaded, Course):
        return loaded
    print_mistakes(loaded, Path(name))
    raise ToolRefusedError(f"{name}: {len(loaded)} to mend before it can be exported")


def _write(file: Path, written: Written) -> None:
    """Whole, or not at all: what was there stays until then."""
    aside = file.with_name(f".{file.name}.new")
    try:
        aside.write_bytes(written.data)
        aside.replace(file)
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ToolRefusedError(f"{error.filename}: cannot be read or written ({error.strerror})") from None
